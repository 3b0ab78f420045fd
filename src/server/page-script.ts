/** What the pages do in the browser: keys, decisions, claims. Nothing that a document says becomes markup. */
export const script = `'use strict';
(() => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const anomaly = one('main.anomaly');
  const send = (path, body) =>
    fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  let isBusy = false;
  /** What was decided last, so that it can be taken back from the page after it. */
  const last = 'gouji-decided';

  const subjectOf = ({ anomaly: number, fingerprint, document: paper }) =>
    ({ anomaly: Number(number), fingerprint, document: paper });

  async function tell(path, body) {
    const { failed } = one('form.decide').dataset;
    const response = await send(path, body).catch((error) => new Response(failed + error.message, { status: 503 }));
    if (response.ok) return true;
    one('form.decide output').textContent = await response.text();
    return false;
  }

  async function decide(button) {
    if (isBusy) return;
    const form = one('form.decide');
    const { decide: verdict, reason } = button.dataset;
    let edits = JSON.parse(button.dataset.edits || '[]');
    if (edits.length === 0 && (verdict === 'corrected' || verdict === 'misread')) {
      const { value, field } = form.elements;
      form.dataset.pending = verdict;
      if (field?.value === '') return void field.focus();
      if (value.value.trim() === '') return void value.focus();
      edits = [{ field: field?.value, to: value.value.trim() }];
    }
    isBusy = true;
    const typed = form.elements.reason.value.trim();
    const isDone = verdict === 'undone' ? await takeBack()
      : await tell('/decisions', { ...subjectOf(anomaly.dataset), verdict, edits, reason: typed || reason || '' });
    if (!isDone) isBusy = false;
    else if (verdict !== 'undone') {
      sessionStorage.setItem(last, JSON.stringify({ ...anomaly.dataset, page: location.href }));
      location.assign(anomaly.dataset.next);
    }
  }

  /** One's decision on this; where there is none, the one that was made just before, and back to it. */
  async function takeBack() {
    const known = JSON.parse(sessionStorage.getItem(last) || 'null');
    const subject = anomaly.dataset.own || !known ? { ...anomaly.dataset, page: location.href } : known;
    if (!(await tell('/decisions', { ...subjectOf(subject), verdict: 'undone', edits: [], reason: '' }))) return false;
    sessionStorage.removeItem(last);
    if (subject.page === location.href) location.reload();
    else location.assign(subject.page);
    return true;
  }

  // Whoever looks at it has it; the next one is drawn while this one is looked at.
  if (anomaly?.dataset.claim) {
    const claim = () => send('/claims', { anomaly: Number(anomaly.dataset.anomaly) }).catch(() => undefined);
    setInterval(claim, 120000);
    claim();
    fetch(anomaly.dataset.next).then((response) => {
      const { pathname } = new URL(response.url);
      if (!response.ok || !/^.anomalies.[0-9]+$/.test(pathname)) return;
      return fetch(pathname + '/source').then((paper) => paper.text());
    }).catch(() => undefined);
  }

  const frame = one('main.anomaly iframe');
  // The first jump of a frame may come before what it jumps to has its place.
  frame?.addEventListener('load', () => frame.contentWindow.location.replace(frame.src), { once: true });
  // A click into the paper takes the keys along; who steps into it by the keyboard wants them there.
  let tabbed = 0;
  addEventListener('keydown', (event) => { if (event.key === 'Tab') tabbed = Date.now(); }, true);
  addEventListener('blur', () => setTimeout(() => {
    if (frame && document.activeElement === frame && Date.now() - tabbed > 500) { frame.blur(); focus(); }
  }));

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
    if (event.repeat && !/^(j|k|arrow)/i.test(event.key)) return;
    const key = event.key.toLowerCase();
    if (/^(input|textarea|select)$/i.test(event.target.tagName)) {
      if (key === 'escape') event.target.blur();
      if (key === 'enter' && event.target.form?.matches('.decide')) {
        event.preventDefault();
        if (event.target.name === 'reason') return;
        const { pending, which } = event.target.form.dataset;
        if (pending) one('[data-decide=' + pending + ']:not([data-edits])').click();
        else one('form.decide output').textContent = which;
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
