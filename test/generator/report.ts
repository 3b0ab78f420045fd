/**
 * Random annual reports with their truth. `makeReport(seed, wishes)` gives the report as data: what is printed
 * and what a reader must find; the renderers put it on paper in many layouts. The same seed and wishes give
 * the same report.
 */
import { type Agency, makeAgency } from './agency.js';
import { type Draft, type Fault, type FaultKind, faultKinds, plantFaults, type Shape } from './faults.js';
import { makeFigures, type Scale } from './figures.js';
import { type FormId, formFields, tableKeys } from './form.js';
import { makeNarrative, type Narrative } from './narrative.js';
import { createRandom, type Random } from './random.js';
import { type Spelling, spellCell } from './spelling.js';

export interface PrintedFigure {
  readonly state: 'number' | 'blank' | 'mark';
  readonly value?: number;
  /** Exactly what stands in the cell. */
  readonly raw: string;
}

export interface Report extends Narrative {
  readonly seed: number;
  readonly wishes: Wishes;
  readonly agency: string;
  readonly year: number;
  readonly form: FormId;
  /** Only the printed ones: a deleted row or a missing table has none. */
  readonly figures: Readonly<Record<string, PrintedFigure>>;
  readonly faults: readonly Fault[];
  readonly shape: Readonly<Shape>;
}

export interface Wishes {
  readonly form?: FormId;
  readonly year?: number;
  readonly scale?: Scale;
  readonly spelling?: Spelling;
  readonly faults?: readonly FaultKind[];
}

/** Wishes for a run over many seeds: half of the reports clean, the others with one fault, plain spelling mostly. */
export function randomWishes(seed: number): Wishes {
  const random = createRandom(seed ^ 0x5eed);
  return {
    faults: random.chance(0.5) ? [] : [random.pick(faultKinds)],
    spelling: random.chance(0.7)
      ? 'plain'
      : random.pick(['full-width', 'thousands', 'full-width-thousands', 'spaced', 'decorated']),
  };
}

export function makeReport(seed: number, wishes: Wishes = {}): Report {
  const random = createRandom(seed);
  const kinds = wishes.faults ?? [];
  const form = chooseForm(random, wishes, kinds);
  const year = chooseYear(random, wishes, kinds, form);
  const agency = makeAgency(random);
  const draft = makeDraft(random, wishes, { form, year, agency });
  const narrativeValues = { ...draft.values };
  const faults = plantFaults(kinds, draft, random);
  const narrative = makeNarrative(
    { agency, year, form, values: narrativeValues, ...(draft.wrong ? { wrong: draft.wrong } : {}) },
    random,
  );
  const figures = printFigures(draft, wishes.spelling ?? 'plain', random);
  return {
    ...narrative,
    ...{ seed, wishes, agency: agency.name, year, form, figures, faults, shape: draft.shape },
  };
}

function chooseForm(random: Random, wishes: Wishes, kinds: readonly FaultKind[]): FormId {
  if (kinds.includes('form-year')) return '2019';
  if (kinds.includes('undivided-other')) return '2021';
  const byYear = wishes.year === undefined ? undefined : wishes.year < 2021 ? '2019' : '2021';
  return wishes.form ?? byYear ?? (random.chance(0.35) ? '2019' : '2021');
}

function chooseYear(random: Random, wishes: Wishes, kinds: readonly FaultKind[], form: FormId): number {
  if (wishes.year !== undefined) return wishes.year;
  if (kinds.includes('form-year')) return random.integer(2021, 2024);
  return form === '2019' ? random.integer(2019, 2020) : random.integer(2021, 2025);
}

function makeDraft(
  random: Random,
  wishes: Wishes,
  { form, year, agency }: { form: FormId; year: number; agency: Agency },
): Draft {
  const kinds = wishes.faults ?? [];
  const scales: readonly Scale[] =
    kinds.length > 0
      ? ['sparse', 'middling', 'dense', 'big']
      : ['zero', 'sparse', 'sparse', 'middling', 'middling', 'dense', 'big'];
  const undivided = form === '2019' || kinds.includes('undivided-other');
  const values = makeFigures(random, {
    form,
    undivided,
    scale: wishes.scale ?? random.pick(scales),
    makesRegulations: agency.makesRegulations,
    onlyNaturalPersons: kinds.includes('only-natural-persons'),
  });
  const shape: Shape = {
    ...{ undivided, missingTables: [], deletedRows: [], addedRows: [], addedColumn: false, labels: {} },
  };
  return { form, year, values, blanks: new Set(), marks: new Map(), shape };
}

function printFigures(draft: Draft, spelling: Spelling, random: Random): Record<string, PrintedFigure> {
  const { shape, form, blanks, marks, values } = draft;
  const fields = formFields(form, shape.undivided);
  const printed: Record<string, PrintedFigure> = {};
  for (const table of tableKeys.filter((key) => !shape.missingTables.includes(key)))
    for (const field of fields[table]) {
      if (shape.deletedRows.some((path) => field.startsWith(`${path}.`))) continue;
      const value = values[field] ?? 0;
      const mark = marks.get(field);
      if (blanks.has(field)) printed[field] = { state: 'blank', raw: '' };
      else if (mark !== undefined) printed[field] = { state: 'mark', raw: mark };
      else printed[field] = { state: 'number', value, raw: spellCell(field, value, spelling, random) };
    }
  return printed;
}
