/** Title, preface, the six sections, signature and date. */
import type { Agency } from './agency.js';
import { type FormId, type SectionKey, sectionKeys } from './form.js';
import type { Random } from './random.js';
import type { Values } from './relations.js';
import {
  makeDistractors,
  makeStatements,
  makeTrueExtras,
  type StatementFacts,
  slotFields,
} from './statements.js';

export interface Section {
  /** 一 to 六. */
  readonly ordinal: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

export interface SignedDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly printed: string;
}

export interface Narrative {
  readonly title: readonly string[];
  readonly preface: readonly string[];
  readonly sections: Readonly<Record<SectionKey, Section>>;
  readonly signature: { readonly organ: string; readonly date: SignedDate };
}

export interface NarrativeFacts {
  readonly agency: Agency;
  readonly year: number;
  readonly form: FormId;
  readonly values: Values;
  readonly wrong?: StatementFacts['wrong'];
}

const headings: Readonly<Record<SectionKey, readonly string[]>> = {
  overview: ['总体情况'],
  proactive: ['主动公开政府信息情况', '主动公开政府信息情况', '行政机关主动公开政府信息情况'],
  applications: ['收到和处理政府信息公开申请情况'],
  remedies: [
    ...['政府信息公开行政复议、行政诉讼情况', '政府信息公开行政复议、行政诉讼情况'],
    '因政府信息公开工作被申请行政复议、提起行政诉讼情况',
  ],
  problems: [
    ...['存在的主要问题及改进情况', '存在的主要问题及改进情况', '存在问题及改进情况'],
    '政府信息公开工作存在的主要问题及改进情况',
  ],
  other: ['其他需要报告的事项'],
};

export function makeNarrative(facts: NarrativeFacts, random: Random): Narrative {
  const body: Record<SectionKey, string[]> = {
    overview: makeOverview(facts, random),
    proactive: random.chance(0.25) ? ['该部分以表格形式报告。表格如下：'] : [],
    applications: random.chance(0.2) ? ['本部分数据统计口径与上年度一致。'] : [],
    remedies: random.chance(0.2) ? ['注：行政复议、行政诉讼数量含上年度结转数量。'] : [],
    problems: makeProblems(facts, random),
    other: makeOther(facts, random),
  };
  const sections: Partial<Record<SectionKey, Section>> = Object.fromEntries(
    sectionKeys.map((key, index) => [
      key,
      { ordinal: '一二三四五六'.charAt(index), heading: random.pick(headings[key]), paragraphs: body[key] },
    ]),
  );
  return {
    title: makeTitle(facts, random),
    preface: makePreface(facts, random),
    sections: sections as Record<SectionKey, Section>,
    signature: { organ: facts.agency.name, date: makeDate(facts.year + 1, random) },
  };
}

function makeTitle({ agency, year }: NarrativeFacts, random: Random): string[] {
  const name = agency.name;
  return random.pick([
    [`${name}${year}年政府信息公开工作年度报告`],
    [`${name}${year}年度政府信息公开工作年度报告`],
    [`${year}年${name}政府信息公开工作年度报告`],
    [name, `${year}年政府信息公开工作年度报告`],
    [`${name}${year}年政府信息公开工作`, '年度报告'],
    [`${name} ${year} 年政府信息公开工作年度报告`],
  ]);
}

function makePreface({ agency, year, form }: NarrativeFacts, random: Random): string[] {
  const basis = form === '2021' ? '〔2021〕30号' : '〔2019〕60号';
  const notice = random.chance(0.5) ? `和国办公开办函${basis}文件` : '';
  const period = random.pick([
    `统计期限自${year}年1月1日起至${year}年12月31日止`,
    `统计期限为${year}年1月1日至12月31日`,
    `统计期限从${year}年1月1日到${year}年12月31日止`,
    `数据统计期限自 ${year} 年 1 月 1 日起，至 ${year} 年 12 月 31 日止`,
  ]);
  const parts = random.chance(0.5)
    ? '本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六个部分组成。'
    : '';
  const contact = random.chance(0.4)
    ? [`如对本报告有疑问，请与${agency.name}联系（电话：0999-${random.integer(2000000, 8999999)}）。`]
    : [];
  const first = `根据《中华人民共和国政府信息公开条例》（以下简称《条例》）${notice}要求，编制本报告。${parts}本报告中所列数据的${period}。`;
  return [first, ...contact];
}

function makeOverview(facts: NarrativeFacts, random: Random): string[] {
  const { agency, year, values } = facts;
  const statementFacts: StatementFacts = {
    year,
    self: agency.self,
    values,
    lastYear: random.integer(1, Math.max(480, values[slotFields.received] ?? 0)),
    ...(facts.wrong ? { wrong: facts.wrong } : {}),
  };
  const applications = mingle(
    [...makeStatements(statementFacts, random), ...makeTrueExtras(statementFacts, random)],
    makeDistractors(statementFacts, random),
    random,
  );
  const supervision =
    '将政务公开纳入绩效考核，组织开展工作考核、社会评议，全年未发生责任追究情形，监督保障措施落实到位。';
  const bodies: readonly (readonly [heading: string, body: string])[] = [
    ['主动公开', `围绕重点领域及时公开政府信息，全年发布各类信息${random.integer(50, 5000)}余条。`],
    ['依申请公开', `严格规范依申请公开办理流程。${applications}`],
    ['政府信息管理', '完善信息发布审核制度，落实“先审查、后公开”的要求，做好信息动态调整。'],
    [
      random.pick(['政府信息公开平台建设', '平台建设']),
      `优化门户网站专栏，维护政务新媒体账号${random.integer(1, 6)}个。`,
    ],
    ['监督保障', supervision],
  ];
  const separate = random.chance(0.5);
  const paragraphs = bodies.flatMap(([heading, text], index) => {
    const numbered = `（${'一二三四五'.charAt(index)}）${heading}`;
    return separate ? [`${numbered}`, text] : [`${numbered}。${text}`];
  });
  return [`${year}年，${agency.self}深入贯彻落实《条例》，扎实推进政府信息公开工作。`, ...paragraphs];
}

/** The distractors put between the sentences that count, order of the latter kept. */
function mingle(sentences: readonly string[], distractors: readonly string[], random: Random): string {
  const all = [...sentences];
  for (const distractor of distractors) all.splice(random.integer(0, all.length), 0, distractor);
  return all.join('');
}

function makeProblems({ agency, year }: NarrativeFacts, random: Random): string[] {
  const problem = random.pick(['政策解读形式不够丰富', '公开的主动性有待加强', '业务培训的针对性不够强']);
  return [
    `（一）存在的主要问题。${agency.self}政府信息公开工作取得了一定成效，但仍存在${problem}、信息更新不够及时等问题。`,
    `（二）改进情况。${year}年，针对上述问题，${agency.self}修订了工作制度，开展专题培训，明确专人负责，信息公开质量稳步提升。`,
  ];
}

function makeOther({ values }: NarrativeFacts, random: Random): string[] {
  const overdue = values['applications.results.other.fee_overdue.total'] ?? 0;
  if (overdue > 0)
    return ['本年度依法发出信息处理费收费通知，部分申请人逾期未缴纳信息处理费，本机关不再处理其申请。'];
  return random.pick([
    ['本年度未收取信息处理费。'],
    ['按照《政府信息公开信息处理费管理办法》，本年度未产生信息处理费。', '没有其他需要报告的事项。'],
    ['本年度收取信息处理费0元，无其他需要报告的事项。'],
  ]);
}

const digits = '〇一二三四五六七八九';

function makeDate(year: number, random: Random): SignedDate {
  const month = 1;
  const day = random.integer(4, 30);
  const chineseYear = [...`${year}`].map((digit) => digits.charAt(Number(digit))).join('');
  const chineseDay = `${['', '十', '二十', '三十'][Math.floor(day / 10)] ?? ''}${day % 10 === 0 ? '' : digits.charAt(day % 10)}`;
  const printed = random.pick([
    `${year}年${month}月${day}日`,
    `${year}年${month}月${day}日`,
    `${year} 年 ${month} 月 ${day} 日`,
    `${chineseYear}年一月${chineseDay}日`,
  ]);
  return { year, month, day, printed };
}
