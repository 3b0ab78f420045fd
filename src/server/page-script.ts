/** What the pages do in the browser: keys, decisions, claims. Nothing that a document says becomes markup. */
export const script = `'use strict';
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const anomaly = one('main.anomaly');
  const send = (path, body) =>
    fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  async function decide(button) {
    const form = one('form.decide');
    const { decide: verdict, reason } = button.dataset;
    let edits = JSON.parse(button.dataset.edits || '[]');
    if (edits.length === 0 && (verdict === 'corrected' || verdict === 'misread')) {
      const { value } = form.elements.value;
      if (value.trim() === '') return void form.elements.value.focus();
      edits = [{ field: form.elements.field?.value, to: value.trim() }];
    }
    form.inert = true;
    const typed = form.elements.reason.value;
    const response = await send('/decisions', {
      anomaly: Number(anomaly.dataset.anomaly), fingerprint: anomaly.dataset.fingerprint,
      document: anomaly.dataset.document, verdict, edits, reason: typed.trim() || reason || '',
    }).catch((error) => new Response(String(error), { status: 503 }));
    form.inert = false;
    if (!response.ok) form.querySelector('output').textContent = await response.text();
    else if (verdict === 'undone') location.reload();
    else location.assign(anomaly.dataset.next);
  }

  // Whoever looks at it has it; the next one is drawn while this one is looked at.
  if (anomaly?.dataset.claim) {
    const claim = () => send('/claims', { anomaly: Number(anomaly.dataset.anomaly) }).catch(() => undefined);
    setInterval(claim, 120000);
    claim();
    fetch(anomaly.dataset.next).then((response) => {
      const { pathname } = new URL(response.url);
      if (!response.ok || !/^.anomalies.[0-9]+$/.test(pathname)) return;
      anomaly.dataset.next = response.url;
      return fetch(pathname + '/source').then((paper) => paper.text());
    }).catch(() => undefined);
  }

  // A form that is sent as JSON of its fields; what it is answered stands beside its button.
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.dataset.send) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    const output = form.querySelector('output');
    output.textContent = '…';
    form.inert = true;
    const response = await send(form.dataset.send, Object.fromEntries(fields))
      .catch((error) => new Response(String(error), { status: 503 }));
    const said = await response.text();
    form.inert = false;
    if (!response.ok) output.textContent = said;
    else if (form.dataset.then) location.assign(form.dataset.then);
    else location.reload();
  });

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-decide]');
    if (button) decide(button);
    const zoom = event.target.closest('[data-zoom]');
    if (!zoom) return;
    document.cookie = 'zoom=' + zoom.dataset.zoom + '; path=/; max-age=31536000; samesite=strict';
    for (const other of all('[data-zoom]')) other.toggleAttribute('aria-current', other === zoom);
    for (const chip of all('a[target=paper]:not([data-zoom])'))
      chip.href = chip.href.replace(/zoom=[0-9]+/, 'zoom=' + zoom.dataset.zoom);
  });

  // The paper moves along with the chip that is stepped to.
  function stepChips(step) {
    const chips = all('a.chip');
    if (chips.length === 0) return;
    const at = chips.indexOf(document.activeElement);
    const next = chips[(at < 0 && step < 0 ? 0 : at + step + chips.length) % chips.length];
    next.focus();
    next.click();
  }

  function stepItems(step) {
    const items = all('.items a');
    const next = items.indexOf(document.activeElement) + step;
    items[Math.max(0, Math.min(items.length - 1, next))]?.focus();
  }

  const stepZooms = (step) => {
    const zooms = all('[data-zoom]');
    zooms[zooms.findIndex((zoom) => zoom.hasAttribute('aria-current')) + step]?.click();
  };

  const steps = {
    j: () => stepItems(1), k: () => stepItems(-1), arrowright: () => stepChips(1), arrowleft: () => stepChips(-1),
    '+': () => stepZooms(1), '=': () => stepZooms(1), '-': () => stepZooms(-1), '/': () => one('input[type=search]')?.focus(),
  };

  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    if (/^(input|textarea|select)$/i.test(event.target.tagName)) {
      if (key === 'escape') event.target.blur();
      if (key === 'enter' && event.target.form?.matches('.decide')) {
        event.preventDefault();
        if (event.target.name === 'value') one('[data-decide=corrected]:not([data-edits])').click();
      }
      return;
    }
    const pressed = steps[key] ? undefined : one('[data-key="' + CSS.escape(key) + '"]');
    if (!steps[key] && !pressed) return;
    event.preventDefault();
    if (pressed) pressed.click();
    else steps[key]();
  });
})();
`;
