/** The form's tables, row by row: what is printed, what it was taken for, and how. */
import type { Extraction } from '#extract/extraction.js';
import { type FormBlock, type FormRow, type FormTable, ownText } from '#forms/form.js';
import type { Place } from '#model/place.js';
import type { Binding, LabelMatch } from '#recognize/recognition.js';
import type { RecognizedForm } from '#recognize/recognize.js';
import type { Field } from '#records/fields.js';
import type { Figure } from '#records/record.js';
import { withoutSpace } from '#text/fold.js';
import { figureToText, labelToText } from './claims.js';
import { type Markup, markup, names } from './markup.js';
import type { PanelParts } from './panel.js';

export interface DrawnTable {
  readonly name: string;
  readonly table: Markup;
}

/** A form that was recognized, and what became of it. */
interface Bound {
  readonly parts: PanelParts;
  readonly extraction: Extraction;
  readonly onForm: RecognizedForm;
  readonly claims: ReadonlyMap<Field, readonly Binding[]>;
}

export function tableForm(parts: PanelParts): DrawnTable[] {
  const { extraction } = parts.inspection;
  const onForm = extraction?.recognized.onForm;
  if (!extraction || !onForm) return [];
  const claims = new Map<Field, Binding[]>();
  for (const binding of onForm.tables.bindings)
    claims.set(binding.field, [...(claims.get(binding.field) ?? []), binding]);
  const bound = { parts, extraction, onForm, claims };
  return onForm.form.tables.map((table) => ({ name: table.name, table: drawTable(table, bound) }));
}

function drawTable(table: FormTable, bound: Bound): Markup {
  const { parts, onForm } = bound;
  const isUnsure = onForm.tables.unsure.includes(table.id);
  return markup`${isUnsure && markup`<p class="warn">${parts.wording.unsure}</p>`}
${table.blocks.map((block) => drawBlock(block, bound))}${drawStrangers(table, bound)}`;
}

function drawBlock(block: FormBlock, bound: Bound): Markup {
  const rows = block.rows.filter((row) => isOfForm(row, bound)).map((row) => drawRow(row, bound));
  const columns = block.columns.map(
    ({ path }) => markup`<th title="${path.map(({ text }) => text).join(' › ')}">${ownText(path)}</th>`,
  );
  return markup`<table class="form"><tr><th>${block.title?.text}</th>${columns}</tr>\n${rows}</table>\n`;
}

/** A variant's row is shown where it is printed, and its parts nowhere else. */
const isOfForm = ({ replaces, fields }: FormRow, { extraction }: Bound): boolean =>
  !replaces || fields.some((field) => field && extraction.byField.has(field));

function drawRow(row: FormRow, bound: Bound): Markup {
  const { extraction, parts } = bound;
  const figures = row.fields.map((field) => (field ? extraction.byField.get(field) : undefined));
  const isMissing = figures.every((figure) => !figure || figure.state === 'missing');
  const groups = row.path.slice(0, -1).map(({ text }) => text);
  return markup`<tr class="${names(isMissing && 'gone')}"><th>${groups.length > 0 && markup`<small>${groups.join(' › ')}</small> `}${ownText(row.path)}${matchesOf(row, bound).map((match) => drawMatch(match, parts))}${noteRow(row, isMissing, bound).map((note) => markup` <span class="tag warning">${note}</span>`)}</th>${figures.map((figure) => drawFigure(figure, bound))}</tr>\n`;
}

/** Every printed row that was taken for this one. */
function matchesOf({ fields }: FormRow, { claims, extraction }: Bound): LabelMatch[] {
  const rows = fields.flatMap((field) => {
    if (!field) return [];
    const all = [...(claims.get(field) ?? []).map(({ row }) => row), extraction.evidence.get(field)?.row];
    return all.filter((row) => row !== undefined);
  });
  const byPlace = new Map(rows.map((row) => [row.at, row]));
  return [...byPlace.values()];
}

/** What is printed is said where it is not the form's own wording. */
function drawMatch(match: LabelMatch, { book, wording }: PanelParts): Markup {
  const { way, printed, expected, edits } = match;
  const score = edits === undefined ? '' : ` (${wording.edits(edits)})`;
  const isOwn = printed === withoutSpace(expected);
  return markup` <button type="button" class="match" data-p="${book.link(match.at)}" title="${labelToText(match, wording)}"><span class="tag way ${way}">${wording.ways[way]}${score}</span>${!isOwn && ` ${printed || wording.none}`}</button>`;
}

function noteRow(row: FormRow, isMissing: boolean, bound: Bound): string[] {
  const { onForm, extraction, parts } = bound;
  const { wording } = parts;
  const has = (fields: readonly Field[]): boolean =>
    row.fields.some((field) => field && fields.includes(field));
  const times = new Set(
    row.fields
      .flatMap((field) => (field ? (bound.claims.get(field) ?? []) : []))
      .map((claim) => claim.row?.at),
  ).size;
  const reason = extraction.undecided.find(({ fields }) => has(fields))?.reason;
  const notes = [
    isMissing && wording.rowMissing,
    has(onForm.unread) && wording.rowUnread,
    has(onForm.tables.turned) && wording.turned,
    times > 1 && wording.rowRepeated(times),
    has(onForm.runs.flatMap(({ fields }) => fields)) && wording.rowInText,
    reason && wording.undecidedReasons[reason],
    row.replaces && wording.undivided,
  ];
  return notes.filter((note): note is string => Boolean(note));
}

/** Longer texts of cells are cut; the whole stands in the title. */
const longestShown = 10;

const signs = { number: '', blank: '□', mark: '', unreadable: '⚠ ', missing: '×' } as const;

function drawFigure(figure: Figure | undefined, { extraction, parts, claims }: Bound): Markup {
  if (!figure) return markup`<td></td>`;
  const { state, raw, field, at, value } = figure;
  const { doubts = [] } = extraction.evidence.get(field) ?? {};
  const text = state === 'number' ? String(value) : raw;
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  const title = figureToText(figure, extraction, claims.get(field)?.[0], parts.wording);
  const classes = names('chip', state, doubts.length > 0 && 'doubtful');
  return markup`<td><button type="button" class="${classes}" data-field="${field}" data-p="${at && parts.book.link(at)}" title="${title}">${signs[state]}${shown}</button></td>`;
}

/** What stands in the table and is none of the form's, or nobody's for sure. */
const drawStrangers = (table: FormTable, bound: Bound): Markup =>
  markup`${[...findForeign(table, bound), ...findUncertain(table, bound)].map((group) => drawGroup(group, bound.parts))}`;

interface Group {
  readonly name: string;
  readonly list: readonly { readonly at: Place | undefined; readonly text: string }[];
}

function findForeign({ id, blocks }: FormTable, { parts: { wording }, onForm }: Bound): Group[] {
  const { foreignRows, foreignCells, alteredLabels } = onForm.tables;
  const columns = new Set(
    blocks.flatMap((block) => block.columns.flatMap(({ path }) => path.map(({ text }) => text))),
  );
  const rows = foreignRows.filter(({ table }) => table === id);
  const cells = foreignCells.filter(({ table }) => table === id);
  const altered = alteredLabels.filter(
    ({ table, expected, way }) => table === id && way === 'fuzzy' && columns.has(expected),
  );
  return [
    {
      name: wording.foreignRows,
      list: rows.map(({ label, texts, at }) => ({
        at,
        text: `${label || wording.none}: ${texts.join(' | ')}`,
      })),
    },
    { name: wording.foreignCells, list: cells.map(({ row, text, at }) => ({ at, text: `${row}: ${text}` })) },
    {
      name: wording.alteredColumns,
      list: altered.map((match) => ({ at: match.at, text: labelToText(match, wording) })),
    },
    // They stand between the tables, in none of them: said once.
    { name: wording.orphans, list: onForm.form.tables[0]?.id === id ? onForm.orphans : [] },
  ];
}

function findUncertain({ blocks }: FormTable, { parts: { wording }, extraction }: Bound): Group[] {
  const own = new Set(blocks.flatMap(({ rows }) => rows.flatMap(({ fields }) => fields)));
  const undecided = extraction.undecided.filter(({ fields }) => fields.some((field) => own.has(field)));
  const conflicts = extraction.conflicts.filter(({ field }) => own.has(field));
  return [
    {
      name: wording.undecided,
      list: undecided.map(({ reason, texts, at }) => ({
        at,
        text: `${wording.undecidedReasons[reason]}: ${texts.join(' | ')}`,
      })),
    },
    {
      name: wording.conflicts,
      list: conflicts.map(({ field, texts, at }) => ({ at: at[0], text: `${field}: ${texts.join(' | ')}` })),
    },
  ];
}

function drawGroup({ name, list }: Group, { book }: PanelParts): Markup {
  const items = list.map(
    ({ at, text }) => markup`<li><button type="button" data-p="${at && book.link(at)}">${text}</button></li>`,
  );
  return markup`${items.length > 0 && markup`<h3>${name}: ${items.length}</h3><ul>${items}</ul>`}`;
}
