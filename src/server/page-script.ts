/** What the pages do in the browser: keys, and decisions. Nothing that a document says becomes markup. */
export const script = `'use strict';
(() => {
  const one = (selector) => document.querySelector(selector);
  const items = [...document.querySelectorAll('.items a')];
  const anomaly = one('main.anomaly');

  async function decide(button) {
    const form = one('form.decide');
    const verdict = button.dataset.decide;
    let edits = JSON.parse(button.dataset.edits || '[]');
    if (edits.length === 0 && (verdict === 'corrected' || verdict === 'misread')) {
      const { value } = form.elements.value;
      if (value.trim() === '') return void form.elements.value.focus();
      edits = [{ to: value.trim() }];
    }
    const response = await fetch('/decisions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ anomaly: Number(anomaly.dataset.anomaly), verdict, edits, reason: form.elements.reason.value }),
    });
    if (!response.ok) form.querySelector('output').textContent = await response.text();
    else if (verdict === 'undone') location.reload();
    else location.assign(anomaly.dataset.next);
  }

  // A form that is sent as JSON of its fields; what it is answered stands beside its button.
  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.dataset.send) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    const response = await fetch(form.dataset.send, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(fields)),
    });
    const said = await response.text();
    if (!response.ok) form.querySelector('output').textContent = said;
    else if (form.dataset.then) location.assign(form.dataset.then);
    else location.reload();
  });

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-decide]');
    if (button) decide(button);
  });

  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const key = event.key.toLowerCase();
    if (/^(input|textarea|select)$/i.test(event.target.tagName)) {
      if (key === 'escape') event.target.blur();
      if (key === 'enter' && event.target.name === 'value') {
        event.preventDefault();
        one('[data-decide=corrected]:not([data-edits])').click();
      }
      return;
    }
    if (key === '/') {
      event.preventDefault();
      one('input[type=search]')?.focus();
    }
    const step = { j: 1, k: -1 }[key];
    if (step && items.length > 0) {
      const next = items.indexOf(document.activeElement) + step;
      items[Math.max(0, Math.min(items.length - 1, next))].focus();
    }
    const pressed = one('[data-key="' + CSS.escape(key) + '"]');
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
})();
`;
