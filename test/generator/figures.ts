/** Random figures of one report that satisfy every relation inside the tables. */
import { applicants, applicationRows, type FormId, outcomeRows, remedyKinds, remedyResults } from './form.js';
import type { Random } from './random.js';

export type Scale = 'zero' | 'sparse' | 'middling' | 'dense' | 'big';
export const scales: readonly Scale[] = ['zero', 'sparse', 'middling', 'dense', 'big'];

export interface FigureWishes {
  readonly form: FormId;
  readonly scale: Scale;
  readonly undivided: boolean;
  /** Only few organs may make 规章. */
  readonly makesRegulations: boolean;
  /** All applications come from natural persons. */
  readonly onlyNaturalPersons: boolean;
}

type Draft = Record<string, number>;

/** How likely a cell is not 0, and the power of ten it goes up to. */
const weights: Readonly<Record<Scale, readonly [filled: number, magnitude: number]>> = {
  zero: [0, 0],
  sparse: [0.12, 1],
  middling: [0.45, 2],
  dense: [1, 3],
  big: [0.7, 5],
};

export function makeFigures(random: Random, wishes: FigureWishes): Draft {
  const count = makeCounter(random, wishes.scale);
  const draft: Draft = {};
  fillApplications(draft, count, random, wishes);
  fillRemedies(draft, count, random);
  if (wishes.form === '2019') fillProactive2019(draft, count, random, wishes);
  else fillProactive2021(draft, count, random, wishes);
  return draft;
}

type Counter = (shrink?: number) => number;

/** Counts of the scale; `shrink` takes powers of ten away. */
function makeCounter(random: Random, scale: Scale): Counter {
  const [filled, magnitude] = weights[scale];
  return (shrink = 0) => {
    if (!random.chance(filled)) return 0;
    const digits = random.integer(0, Math.max(0, magnitude - shrink));
    return random.integer(1, Math.min(9_999_999, 10 ** digits * 10 - 1));
  };
}

function fillApplications(draft: Draft, count: Counter, random: Random, wishes: FigureWishes): void {
  const { form, undivided } = wishes;
  for (const applicant of applicants) {
    const shrink = applicant === 'natural_person' ? 0 : 1;
    const none = wishes.onlyNaturalPersons && applicant !== 'natural_person';
    let handled = 0;
    for (const { path } of outcomeRows(form, undivided)) {
      const value = none ? 0 : count(shrink + (random.chance(0.5) ? 1 : 0));
      draft[`${path}.${applicant}`] = value;
      handled += value;
    }
    const carriedOut = none ? 0 : count(shrink + 1);
    const carriedIn = random.integer(0, Math.min(handled + carriedOut, 10 ** random.integer(0, 3) - 1));
    draft[`applications.results.total.${applicant}`] = handled;
    draft[`applications.carried_out.${applicant}`] = carriedOut;
    draft[`applications.received.carried_in.${applicant}`] = carriedIn;
    draft[`applications.received.new.${applicant}`] = handled + carriedOut - carriedIn;
  }
  for (const { path } of applicationRows(form, undivided)) draft[`${path}.total`] = sumRow(draft, path);
}

function sumRow(draft: Draft, path: string): number {
  return applicants.reduce((sum, applicant) => sum + (draft[`${path}.${applicant}`] ?? 0), 0);
}

/** Appeals stay few against the applications of the year (R-X-5). */
function fillRemedies(draft: Draft, count: Counter, random: Random): void {
  let left = draft['applications.results.total.total'] ?? 0;
  for (const kind of remedyKinds) {
    let total = 0;
    for (const result of remedyResults) {
      const value = Math.min(count(random.integer(0, 2)), Math.floor(left / 6));
      left -= value;
      draft[`remedies.${kind}.${result}`] = value;
      total += value;
    }
    draft[`remedies.${kind}.total`] = total;
  }
}

function fillProactive2019(draft: Draft, count: Counter, random: Random, wishes: FigureWishes): void {
  for (const stem of ['regulations', 'normative_documents']) {
    const none = stem === 'regulations' && !wishes.makesRegulations;
    const made = none ? 0 : count(1);
    const disclosed = random.integer(0, made);
    draft[`proactive.${stem}.made`] = made;
    draft[`proactive.${stem}.newly_disclosed`] = disclosed;
    draft[`proactive.${stem}.total_disclosed`] = disclosed + (none ? 0 : count());
  }
  for (const stem of ['licensing', 'other_services', 'penalty', 'coercion', 'fees']) {
    const before = count();
    const delta = before === 0 ? count(2) : random.integer(-Math.min(before - 1, 60), 60);
    draft[`proactive.${stem}.items_prev_year`] = before;
    draft[`proactive.${stem}.items_delta`] = wishes.scale === 'zero' ? 0 : delta;
    if (stem !== 'fees') draft[`proactive.${stem}.decisions`] = before + delta > 0 ? count() : 0;
  }
  const projects = count();
  draft['proactive.procurement.project_count'] = projects;
  draft['proactive.procurement.amount'] = projects === 0 ? 0 : makeMoney(random);
}

function fillProactive2021(draft: Draft, count: Counter, random: Random, wishes: FigureWishes): void {
  for (const stem of ['regulations', 'normative_documents']) {
    const none = stem === 'regulations' && !wishes.makesRegulations;
    const made = none ? 0 : count(1);
    draft[`proactive.${stem}.made`] = made;
    draft[`proactive.${stem}.repealed`] = none ? 0 : count(1);
    draft[`proactive.${stem}.in_force`] = none ? 0 : made + count();
  }
  for (const stem of ['licensing', 'penalty', 'coercion']) draft[`proactive.${stem}.decisions`] = count();
  draft['proactive.fees.amount_wan_yuan'] = count() === 0 ? 0 : makeMoney(random);
}

/** 万元 with up to four decimals, rarely six as in a published report. */
function makeMoney(random: Random): number {
  const decimals = random.pick([0, 1, 2, 2, 2, 3, 4, 4, 6]);
  const whole = random.integer(0, 10 ** random.integer(1, 5));
  return Number((whole + random.integer(1, 10 ** decimals) / 10 ** decimals).toFixed(decimals));
}
