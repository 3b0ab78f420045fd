/**
 * What the first section says about the applications: sentences in many wordings, each true to the table unless
 * a wrong number is asked for, among others that speak of other things, other years and round numbers.
 */
import type { Random } from './random.js';
import type { Values } from './relations.js';
import { spellInProse } from './spelling.js';

export type Slot = 'received' | 'handled' | 'carried_in' | 'carried_out';

export const slotFields: Readonly<Record<Slot, string>> = {
  received: 'applications.received.new.total',
  handled: 'applications.results.total.total',
  carried_in: 'applications.received.carried_in.total',
  carried_out: 'applications.carried_out.total',
};

export const slotRules: Readonly<Record<Slot, string>> = {
  received: 'R-N-RECV',
  handled: 'R-N-DONE',
  carried_in: 'R-N-CARRYIN',
  carried_out: 'R-N-CARRYOUT',
};

export interface StatementFacts {
  readonly year: number;
  readonly self: string;
  readonly values: Values;
  /** Applications received in the year before, where the text speaks of them. */
  readonly lastYear: number;
  /** A number to be stated in place of the table's. */
  readonly wrong?: { readonly slot: Slot; readonly value: number };
}

interface Told {
  readonly year: number;
  readonly self: string;
  readonly count: (value: number) => string;
  readonly fresh: number;
  readonly handled: number;
  readonly carriedIn: number;
  readonly carriedOut: number;
}

type Wording = (told: Told) => string;

const receivedWordings: readonly Wording[] = [
  (told) => `${told.year}年，${told.self}共收到政府信息公开申请${told.count(told.fresh)}件`,
  (told) => `全年共受理政府信息公开申请${told.count(told.fresh)}件`,
  (told) => `本年度新收政府信息公开申请${told.count(told.fresh)}件`,
  (told) =>
    `${told.year}年度，${told.self}收到公民、法人和其他组织提出的政府信息公开申请共计${told.count(told.fresh)}件`,
  (told) => `全年共收到${told.count(told.fresh)}件依申请公开事项`,
  (told) => `本年共接收政府信息公开申请${told.count(told.fresh)}件，均予登记`,
  (told) => `${told.self}${told.year}年受理依申请公开政府信息${told.count(told.fresh)}件`,
  (told) => `当年共新收到依申请公开申请${told.count(told.fresh)}宗`,
];

const handledWordings: readonly Wording[] = [
  (told) => `办结${told.count(told.handled)}件`,
  (told) => `共答复${told.count(told.handled)}件`,
  (told) => `按期办结申请${told.count(told.handled)}件`,
  (told) => `依法依规作出答复${told.count(told.handled)}件`,
  (told) => `全年共办结政府信息公开申请${told.count(told.handled)}件`,
  (told) => `答复政府信息公开申请${told.count(told.handled)}件，均在法定期限内予以答复`,
];

const carriedInWordings: readonly Wording[] = [
  (told) => `上年结转${told.count(told.carriedIn)}件`,
  (told) => `上年度结转申请${told.count(told.carriedIn)}件`,
  (told) => `另有上一年度结转政府信息公开申请${told.count(told.carriedIn)}件`,
  (told) => `加上${told.year - 1}年结转的${told.count(told.carriedIn)}件`,
];

const carriedOutWordings: readonly Wording[] = [
  (told) => `结转下年度继续办理${told.count(told.carriedOut)}件`,
  (told) => `${told.count(told.carriedOut)}件结转下年度继续办理`,
  (told) => `另有${told.count(told.carriedOut)}件按照《条例》顺延到下年度答复`,
  (told) => `尚有${told.count(told.carriedOut)}件未到答复期限，结转下一年度办理`,
  (told) => `结转至${told.year + 1}年办理${told.count(told.carriedOut)}件`,
];

/** All four in one sentence. */
const wholeWordings: readonly Wording[] = [
  (told) =>
    `本年度共收到申请${told.count(told.fresh)}件，上年结转${told.count(told.carriedIn)}件，办结${told.count(told.handled)}件，结转下年度继续办理${told.count(told.carriedOut)}件`,
  (told) =>
    `${told.year}年共受理政府信息公开申请${told.count(told.fresh)}件，答复政府信息公开申请${told.count(told.handled)}件（含上年度结转申请${told.count(told.carriedIn)}件，另有${told.count(told.carriedOut)}件顺延到下年度答复）`,
  (told) =>
    `全年新收政府信息公开申请${told.count(told.fresh)}件，上年结转政府信息公开申请${told.count(told.carriedIn)}件，均依法办理。其中，当年办结${told.count(told.handled)}件，结转下年度办理${told.count(told.carriedOut)}件`,
];

const noneWordings: readonly Wording[] = [
  (told) => `${told.year}年，${told.self}未收到政府信息公开申请`,
  () => '全年共收到0件依申请公开事项',
  () => '本年度没有收到公民、法人或其他组织提出的政府信息公开申请',
  (told) => `全年收到政府信息公开申请${told.count(0)}件，办结0件，结转下年度0件`,
];

/** The sentences on applications, without the distractors. */
export function makeStatements(facts: StatementFacts, random: Random): string[] {
  const told = makeTold(facts, random);
  const silent = told.fresh === 0 && told.handled === 0 && told.carriedIn === 0 && told.carriedOut === 0;
  if (silent) return [`${random.pick(noneWordings)(told)}。`];
  const wrong = facts.wrong?.slot;
  if (random.chance(0.35)) return [`${random.pick(wholeWordings)(told)}。`];
  if (wrong === undefined && random.chance(0.15)) return [tellCaseload(told)];
  const clauses = [
    ...(wrong === 'received' || random.chance(0.9) ? [random.pick(receivedWordings)(told)] : []),
    ...(wrong === 'carried_in' || random.chance(0.5) ? [random.pick(carriedInWordings)(told)] : []),
    ...(wrong === 'handled' || random.chance(0.7) ? [random.pick(handledWordings)(told)] : []),
    ...(wrong === 'carried_out' || random.chance(0.5) ? [random.pick(carriedOutWordings)(told)] : []),
  ];
  if (clauses.length === 0) return [];
  return random.chance(0.6) ? [`${clauses.join('，')}。`] : clauses.map((clause) => `${clause}。`);
}

/** New and carried in told as one number: both readings of 收到 are in use. */
function tellCaseload(told: Told): string {
  const caseload = told.count(told.fresh + told.carriedIn);
  return `全年共收到政府信息公开申请${caseload}件（含上年度结转申请${told.count(told.carriedIn)}件），办结${told.count(told.handled)}件。`;
}

function makeTold({ values, wrong, year, self }: StatementFacts, random: Random): Told {
  const told = (slot: Slot): number => (wrong?.slot === slot ? wrong.value : (values[slotFields[slot]] ?? 0));
  return {
    year,
    self,
    count: (value) => spellInProse(value, random),
    fresh: told('received'),
    handled: told('handled'),
    carriedIn: told('carried_in'),
    carriedOut: told('carried_out'),
  };
}

/** A number that is none of the four figures nor new + carried in: no reading of the sentence fits the table. */
export function makeWrongCount(slot: Slot, values: Values, random: Random): number {
  const known = Object.values(slotFields).map((field) => values[field] ?? 0);
  const caseload = (values[slotFields.received] ?? 0) + (values[slotFields.carried_in] ?? 0);
  const taken = new Set([...known, caseload, 0]);
  const base = values[slotFields[slot]] ?? 0;
  const candidates = [
    base + 1,
    base - 1,
    base + 10,
    base * 10,
    Math.floor(base / 10),
    base + 2,
    base + 3,
    base + 7,
    base + 23,
  ];
  return random.pick(candidates.filter((value) => value > 0 && !taken.has(value)));
}

type Distractor = (facts: StatementFacts, random: Random) => string;

const small = (random: Random): number => random.integer(2, 480);

/** True of other years or of other things; none of it may be read as a figure of the table. */
const distractors: readonly Distractor[] = [
  ({ year, lastYear }) => `${year - 1}年共收到政府信息公开申请${lastYear}件。`,
  ({ year }, random) => `近三年累计收到各类申请约${small(random) + 500}余件，其中${year - 2}年最多。`,
  (_, random) => `共受理12345热线工单${random.integer(100, 3000)}余件，办结率99.2%。`,
  (_, random) => `承办人大代表建议${small(random)}件、政协提案${small(random)}件，按时办复率100%。`,
  (_, random) => `全年接待群众现场查阅约${small(random)}人次，接听咨询电话近${small(random)}个。`,
  (_, random) => `组织政务公开业务培训${random.integer(1, 9)}次，培训${small(random)}余人次。`,
  (_, random) =>
    `政务新媒体全年发布信息${random.integer(100, 9999)}条，总阅读量${random.integer(2, 90)}.6万次。`,
];

export function makeDistractors(facts: StatementFacts, random: Random): string[] {
  return random.sample(distractors, random.integer(0, 3)).map((distractor) => distractor(facts, random));
}

/** Sentences on channels, outcomes and year-on-year change, all true. */
export function makeTrueExtras(facts: StatementFacts, random: Random): string[] {
  const fresh = facts.values[slotFields.received] ?? 0;
  const handled = facts.values[slotFields.handled] ?? 0;
  const granted = facts.values['applications.results.granted.total'] ?? 0;
  const partial = facts.values['applications.results.partially_granted.total'] ?? 0;
  const extras: string[] = [];
  if (fresh > 3 && facts.wrong === undefined && random.chance(0.4)) {
    const online = random.integer(1, fresh - 2);
    extras.push(`从申请渠道看，网络申请${online}件，信函申请${fresh - online - 1}件，当面申请1件。`);
  }
  if (handled > 0 && facts.wrong === undefined && random.chance(0.4)) {
    const share = ((granted / handled) * 100).toFixed(2);
    extras.push(`从办理结果看，予以公开${granted}件，占${share}%；部分公开${partial}件。`);
  }
  if (fresh > facts.lastYear && facts.wrong === undefined && random.chance(0.4)) {
    const change = (((fresh - facts.lastYear) / facts.lastYear) * 100).toFixed(1);
    extras.push(`新收申请数量较上年的${facts.lastYear}件增长${change}%。`);
  }
  return extras;
}
