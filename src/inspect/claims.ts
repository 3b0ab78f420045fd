/** What was made of each place: its figure, its part in the form, and what else is said of it. */
import type { Evidence, Extraction } from '#extract/extraction.js';
import { fieldSpec } from '#forms/index.js';
import type { Cell } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { Binding, LabelMatch } from '#recognize/recognition.js';
import type { Field } from '#records/fields.js';
import type { Figure } from '#records/record.js';
import { parsePrintedNumber } from '#text/printed-number.js';
import { findDrawnTables } from './drawn-tables.js';
import type { Inspection } from './inspection.js';
import type { PlaceBook } from './place-book.js';
import type { Wording } from './wording/wording.js';

export type ClaimKind =
  | 'figure'
  | 'label'
  | 'foreign'
  | 'undecided'
  | 'unclaimed'
  | 'section'
  | 'statement'
  | 'leftout'
  | 'suspect'
  | 'term'
  | 'named';

export interface Claim {
  readonly kind: ClaimKind;
  /** Lines for a person. */
  readonly text: string;
  /** Of a figure. */
  readonly figure?: Figure;
  /** Of a figure, a label, a number that no field claims: as printed. */
  readonly raw?: string;
  /** Of a section. */
  readonly key?: string;
  /** Under which the page can be opened there. */
  readonly name?: string;
}

/** By the id of the place, see place-book.ts. */
export type Claims = ReadonlyMap<string, readonly Claim[]>;

/** So many places of one remark are drawn. */
const mostRemarked = 500;

export function findClaims(inspection: Inspection, book: PlaceBook, wording: Wording): Claims {
  const claims = new Map<string, Claim[]>();
  const add = (at: Place, claim: Claim): void => {
    const id = book.link(at);
    const here = claims.get(id) ?? [];
    if (!here.some(({ kind, text }) => kind === claim.kind && text === claim.text)) here.push(claim);
    claims.set(id, here);
  };
  const { extraction, document } = inspection;
  if (extraction) addExtraction(extraction, wording, add);
  for (const { code, at } of document?.remarks ?? [])
    for (const place of at.slice(0, mostRemarked)) add(place, { kind: 'leftout', text: code });
  for (const { at, text: raw } of findUnclaimed(inspection, book, claims))
    add(at, { kind: 'unclaimed', text: wording.unclaimed, raw });
  return claims;
}

type Add = (at: Place, claim: Claim) => void;

function addExtraction(extraction: Extraction, wording: Wording, add: Add): void {
  const tables = extraction.recognized.onForm?.tables;
  const bindings = new Map(tables?.bindings.map((binding) => [binding.field, binding]));
  for (const figure of extraction.figures)
    if (figure.at) {
      const text = figureToText(figure, extraction, bindings.get(figure.field), wording);
      add(figure.at, { kind: 'figure', text, figure, raw: figure.raw });
    }
  const rows = new Set([...extraction.evidence.values()].map(({ row }) => row));
  for (const row of rows)
    if (row) {
      const text = `${wording.label}: ${labelToText(row, wording)}`;
      add(row.at, { kind: 'label', text, raw: row.printed });
    }
  addUnbound(extraction, wording, add);
  for (const { key, at } of extraction.sections)
    add(at, { kind: 'section', key, text: `${wording.section}: ${key}` });
  for (const { slot, value, at } of extraction.statements)
    add(at, { kind: 'statement', text: `${wording.statement}: ${slot} = ${value}` });
}

function addUnbound({ recognized, undecided, conflicts }: Extraction, wording: Wording, add: Add): void {
  const { tables, orphans = [] } = recognized.onForm ?? {};
  for (const { label, at } of tables?.foreignRows ?? [])
    add(at, { kind: 'foreign', text: `${wording.foreignRows}: ${label}` });
  for (const { row, at } of tables?.foreignCells ?? [])
    add(at, { kind: 'foreign', text: `${wording.foreignCells}: ${row}` });
  for (const { text, at } of orphans) add(at, { kind: 'foreign', text: `${wording.orphans}: ${text}` });
  for (const { reason, fields, at } of undecided)
    add(at, { kind: 'undecided', text: [wording.undecidedReasons[reason], ...fields].join('\n') });
  for (const { field, texts, at } of conflicts)
    for (const place of at)
      add(place, { kind: 'undecided', text: `${wording.conflicts}: ${texts.join(' | ')}\n${field}` });
}

/** How a row was known: what is printed, what the form has, and the way from the one to the other. */
export function labelToText({ printed, expected, way, edits }: LabelMatch, wording: Wording): string {
  const score = edits === undefined ? '' : `, ${wording.edits(edits)}`;
  return `${printed || wording.none} → ${expected} (${wording.ways[way]}${score})`;
}

export function figureToText(
  figure: Figure,
  extraction: Extraction,
  binding: Binding | undefined,
  wording: Wording,
): string {
  const { field, state, value, raw } = figure;
  const { notes = [], doubts = [], row }: Partial<Evidence> = extraction.evidence.get(field) ?? {};
  const lines = [
    field,
    labelOf(field, extraction),
    `${wording.states[state]}${value === null ? '' : ` ${value}`}${raw && raw !== String(value) ? ` «${raw}»` : ''}`,
    row && `${wording.row}: ${labelToText(row, wording)}`,
    binding?.column && `${wording.column}: ${wording.columnWays[binding.column]}`,
    [...doubts.map((doubt) => wording.doubts[doubt]), ...notes].join(', '),
  ];
  return lines.filter(Boolean).join('\n');
}

export function labelOf(field: Field, { form }: Pick<Extraction, 'form'>): string {
  return (form && fieldSpec(form, field)?.label) ?? field;
}

/** Cells of the form's tables that hold a number and nothing that was made of it. */
function findUnclaimed({ document, recognized }: Inspection, book: PlaceBook, claims: Claims): Cell[] {
  const places = new Set(recognized?.onForm?.tables.tables.flatMap(({ at }) => at));
  const tables = findDrawnTables(document?.blocks ?? []).filter(({ at }) => places.has(at));
  const isOpen = ({ text, at }: Cell): boolean =>
    parsePrintedNumber(text).state === 'number' && !claims.get(book.link(at))?.length;
  return tables.flatMap(({ cells }) => cells.filter(isOpen));
}
