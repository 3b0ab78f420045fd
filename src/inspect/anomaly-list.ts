/** The anomalies of a record, the gravest first, each a button that lights its cells. */
import { labelOf } from './claims.js';
import { type Markup, markup } from './markup.js';
import type { PanelParts } from './panel.js';

/** Longer lists of repairs are folded. */
const mostShown = 3;

export function listAnomalies({ inspection, book, wording }: PanelParts): Markup {
  const { record, extraction } = inspection;
  const anomalies = 'failure' in record ? [] : record.anomalies;
  if (!extraction || anomalies.length === 0) return markup`<p>${wording.noAnomalies}</p>`;
  const entries = anomalies.map(({ code, rule, severity, kind, message, fields, at, repairs = [] }) => {
    const cells = fields.flatMap((field) => extraction.byField.get(field)?.at ?? []);
    const suggested = repairs.map(
      ({ field, from, to, reason }) =>
        markup`<li>${labelOf(field, extraction)}: ${from ?? '∅'} → <b>${to}</b> <i>${reason}</i></li>`,
    );
    return markup`<li><button type="button" class="anomaly ${severity}" data-p="${book.links([...at, ...cells])}" title="${`${rule} ${code}: ${message}`}"><span class="tag ${severity}">${wording.severities[severity]}</span> <span class="tag">${wording.kinds[kind]}</span> <code>${rule} ${code}</code><br>${message}</button>${
      suggested.length > 0 &&
      markup`<details class="repairs"${suggested.length <= mostShown && markup` open`}><summary>${wording.repairs} (${suggested.length})</summary><ul>${suggested}</ul></details>`
    }</li>\n`;
  });
  return markup`<ol class="anomalies">${entries}</ol>`;
}
