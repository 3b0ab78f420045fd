/** What does not work, spelled out: each number a chip that pans the paper to its cell. */
import { type Markup, markup } from '#inspect/markup.js';
import type { ReviewedAnomaly, ReviewedFigure } from '#store/review-anomaly.js';
import { parseChineseNumber } from '#text/chinese-number.js';
import { tellApart } from './figure-label.js';
import type { Wording } from './wording/review.js';

/** Where an anomaly's fields stand on its paper, by their order; see `anomaly-source.ts`. */
export type Panned = (field: string) => string | undefined;

interface SumsView {
  readonly anomaly: ReviewedAnomaly;
  readonly figures: readonly ReviewedFigure[];
  readonly pan: Panned;
}

interface Sum {
  readonly rule: string;
  readonly printed: number;
  readonly computed?: number;
  readonly difference?: number;
  readonly terms?: { readonly left: readonly string[]; readonly right: readonly string[] };
}

/** As far as they are known of an anomaly. */
interface Data {
  readonly relations?: readonly Sum[];
  readonly sentence?: unknown;
  readonly printed?: unknown;
}

const mostSums = 6;

export function drawSums(view: SumsView, wording: Wording): Markup {
  const { relations = [], sentence, printed } = JSON.parse(view.anomaly.data) as Data;
  const sums = relations.filter(({ terms }) => terms).slice(0, mostSums);
  return markup`${sums.map((sum) => drawSum(sum, view, wording))}${
    typeof sentence === 'string' && drawSentence(sentence, printed, view)
  }`;
}

function drawSum(sum: Sum, { anomaly, figures, pan }: SumsView, wording: Wording): Markup {
  const { rule, terms, computed, printed, difference } = sum;
  const { year, form } = anomaly.report;
  const [suspect] = JSON.parse(anomaly.fields) as string[];
  const labels = tellApart([...(terms?.left ?? []), ...(terms?.right ?? [])], form);
  const chip = (field: string): Markup => {
    const figure = figures.find((one) => one.field === field && one.year === year);
    const inner = markup`<small>${labels.get(field)}</small> ${figure ? shownValue(figure) : '·'}`;
    const [kind, href] = [markup`chip${field === suspect && ' suspect'}`, pan(field)];
    return href === undefined
      ? markup`<span class="${kind.markup}">${inner}</span>`
      : markup`<a class="${kind.markup}" href="${href}" target="paper">${inner}</a>`;
  };
  const side = (fields: readonly string[]): Markup =>
    markup`${fields.map((field, index) => markup`${index > 0 && ' + '}${chip(field)}`)}`;
  return markup`<p class="sum">${side(terms?.left ?? [])} = <b>${computed}</b></p>
<p class="sum">${wording.printed} ${side(terms?.right ?? [])} = <b>${printed}</b>　${wording.difference} <b>${difference}</b> <small>${rule}${anomaly.kind === 'source' && ` · ${wording.agreed}`}</small></p>`;
}

/** The number in it marked, however it is printed; a link to where it stands. */
function drawSentence(sentence: string, printed: unknown, { pan }: SumsView): Markup {
  const numbers = [
    ...sentence.matchAll(/\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?|[〇零一二两三四五六七八九十百千万亿]+/g),
  ];
  const found = numbers.find(([text]) => numberOf(text) === printed);
  const end = found ? found.index + found[0].length : 0;
  const marked = found
    ? markup`${sentence.slice(0, found.index)}<mark>${found[0]}</mark>${sentence.slice(end)}`
    : markup`${sentence}`;
  return markup`<blockquote><a href="${pan('')}" target="paper">${marked}</a></blockquote>`;
}

const numberOf = (text: string): number | undefined =>
  /\d/.test(text) ? Number(text.replace(/[,，]/g, '')) : parseChineseNumber(text);

/** What was read; struck through where a reviewer has said otherwise. */
export function shownValue({ state, value, raw, valueReviewed }: ReviewedFigure): Markup {
  const read = state === 'number' ? String(value) : state === 'blank' ? '▢' : raw || '—';
  return valueReviewed === value
    ? markup`${read}`
    : markup`<del>${read}</del> <ins>${valueReviewed === null ? '▢' : valueReviewed}</ins>`;
}
