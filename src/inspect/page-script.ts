/** What the page does in the browser. Every name that is lit is an id of place-book.ts; nothing becomes markup. */
export const script = `'use strict';
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const told = document.getElementById('told');
  const panes = [document.querySelector('main'), document.querySelector('aside')];
  const anomalies = all('.anomaly');
  let current = -1;

  const idsOf = (element) => (element.dataset.p || '').split(' ').filter(Boolean);
  const tell = (element) => {
    const title = element.getAttribute('title') || element.querySelector('title')?.textContent;
    told.textContent = title || element.textContent.slice(0, 300);
  };
  const show = (element) => {
    for (let fold = element.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
    element.scrollIntoView({ block: 'center', inline: 'nearest' });
  };

  function light(chosen) {
    for (const element of all('.lit, .chosen')) element.classList.remove('lit', 'chosen');
    const ids = idsOf(chosen);
    const lit = all('[data-p]').filter((element) => idsOf(element).some((id) => ids.includes(id)));
    for (const element of lit) element.classList.add('lit');
    chosen.classList.add('chosen');
    for (const pane of panes) {
      if (pane.contains(chosen)) continue;
      const first = lit.find((element) => pane.contains(element) && !element.classList.contains('anomaly'));
      if (first) show(first);
    }
    tell(chosen);
  }

  function goTo(index) {
    if (anomalies.length === 0) return;
    current = (index + anomalies.length) % anomalies.length;
    const anomaly = anomalies[current];
    light(anomaly);
    show(anomaly);
    anomaly.focus({ preventScroll: true });
  }

  document.addEventListener('click', (event) => {
    const chosen = event.target.closest('[data-p]');
    if (!chosen) return;
    if (chosen.classList.contains('anomaly')) current = anomalies.indexOf(chosen);
    light(chosen);
  });

  document.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inList = document.activeElement?.classList.contains('anomaly');
    const steps = { ArrowRight: 1, ArrowLeft: -1, ...(inList && { ArrowDown: 1, ArrowUp: -1 }) };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    goTo(current < 0 && step < 0 ? -1 : current + step);
  });

  for (const box of all('input[data-layer]')) {
    const set = () => document.body.classList.toggle('off-' + box.dataset.layer, !box.checked);
    box.addEventListener('change', set);
    set();
  }
})();
`;
