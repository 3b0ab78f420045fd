/**
 * How prose speaks of applications received, handled, carried in and carried out.
 *
 * Patterns run over a sentence without white space. Each has one group `n`, the number. What stands
 * before the number must name applications for disclosure, since reviews and suits are received too.
 */
import { type Applicant, applicationField, type Field } from '#records/fields.js';
import type { StatementSlot } from '#records/record.js';

/** One way to read a statement: the fields whose sum it should be. */
export interface Interpretation {
  readonly id: string;
  readonly fields: readonly Field[];
}

export interface StatementPattern {
  readonly slot: StatementSlot;
  readonly rule: 'R-N-RECV' | 'R-N-DONE' | 'R-N-CARRYIN' | 'R-N-CARRYOUT';
  readonly patterns: readonly RegExp[];
  /** Wordings of none at all: the value is 0. */
  readonly none: readonly RegExp[];
  readonly interpretations: readonly Interpretation[];
}

const total: Applicant = 'total';
const received = applicationField('received.new', total);
const carriedIn = applicationField('received.carried_in', total);
const handled = applicationField('results.total', total);
const carriedOut = applicationField('carried_out', total);

/** A count with its hedges: 约70余件. */
const n =
  '(?:约|近|共计|共|合计|总计|为)?(?<n>[\\d,，]+|[〇零一二两三四五六七八九十百千万]+)(?<more>余|多)?(?:件次|件|宗|份|起|例|条|次|项|个|封)(?!次?行政复议|行政诉讼|复议|诉讼)';
const nounStem =
  '(?:(?:政府|政务)?信息(?:依申请)?公开(?:的)?申请(?:事项|表|件|数量|数)?|依申请(?:公开)?(?:政府信息)?(?:公开)?(?:的)?(?:政府信息)?(?:公开)?(?:申请|事项|信息|件)?|政府信息申请|公开申请|信息申请|申请(?:件|数量)?|申请书)';
const organs =
  '(?:各类|各种|各级|公民|法人|群众|社会公众|有关|相关|书面|网上|线上|有效|符合规定的|政府|新|的|、|和|及|以及|其他组织|组织|提出|关于|个人|企业)*';
const postpone = '(?:顺延|结转|延转|转结|转)(?:到|至|入|给)?';
const nextYear = '(?:下一年度?|下年度?|次年度?|明年|20\\d\\d年度?)';
const got =
  '(?:收到|受理|接收|接到|新收到|新收|收办|接收到|共收|收取)(?:了)?(?:并(?:受理|登记|办理))?(?:的)?';
const done =
  '(?:办结|答复|办理完成|办理完毕|已办结|已答复|予以答复|作出答复|按时答复|按期答复|办理答复|处理完毕)(?:了)?(?:率)?(?!率)';

export const applicationStatements: readonly StatementPattern[] = [
  {
    slot: 'applications.received',
    rule: 'R-N-RECV',
    patterns: [
      new RegExp(`${got}${organs}${nounStem}(?:数量|总数|数|总量)?(?:共|为|是|计)?${n}`),
      new RegExp(`${got}${organs}${n}${organs}${nounStem}`),
      new RegExp(`(?<!复议|诉讼)${nounStem}(?:数量|总数|数|总量)(?:共|为|是|计)?${n}`),
    ],
    none: [
      new RegExp(
        `(?:未|没有|无|未曾)(?:收到|受理|接到|接收)(?:过|到)?(?:任何)?${organs}(?:政府信息公开申请|依申请公开|信息公开申请|公开申请|政府信息申请)`,
      ),
    ],
    interpretations: [
      { id: 'new', fields: [received] },
      { id: 'new-and-carried-in', fields: [received, carriedIn] },
    ],
  },
  {
    slot: 'applications.handled',
    rule: 'R-N-DONE',
    patterns: [
      new RegExp(`${done}${organs}(?:${nounStem})?(?:数量|总数)?(?:共|为)?${n}`),
      new RegExp(
        `(?<!收到|受理|接收|接到|新收)${n}(?:${nounStem})?(?:已|均已|全部|均)?(?:按时|按期|依法|及时)?(?:办结|予以答复|答复完毕|办理完毕)`,
      ),
    ],
    none: [],
    interpretations: [
      { id: 'results', fields: [handled] },
      { id: 'received', fields: [received] },
      { id: 'new-and-carried-in', fields: [received, carriedIn] },
    ],
  },
  {
    slot: 'applications.carried_in',
    rule: 'R-N-CARRYIN',
    patterns: [
      new RegExp(
        `(?:上年度?|上一年度?|去年|以前年度)(?:未办结)?(?:结转|转结|顺延|转入|结余)(?:下来)?(?:的|来的|至本年度?|到本年度?|办理|的?${nounStem})*${n}`,
      ),
      new RegExp(`结转(?:上年度?|上一年度?|去年)(?:的|${nounStem})*${n}`),
      new RegExp(`${n}(?:为|是|系)(?:上年度?|上一年度?|去年)(?:结转|转入|顺延)`),
    ],
    none: [/无上年(?:度)?结转/],
    interpretations: [{ id: 'carried-in', fields: [carriedIn] }],
  },
  {
    slot: 'applications.carried_out',
    rule: 'R-N-CARRYOUT',
    patterns: [
      new RegExp(`${postpone}${nextYear}(?:继续)?(?:办理|答复|处理)?(?:的|${nounStem})*${n}`),
      new RegExp(`${n}(?:${nounStem})?[^，。；、\\d]{0,24}${postpone}${nextYear}`),
      new RegExp(`(?:尚有|还有|另有|其余|剩余|有)${n}(?:${nounStem})?[^。；\\d]{0,30}${postpone}${nextYear}`),
    ],
    none: [/无结转(?:至|到)?(?:下一年度?|下年度?)/],
    interpretations: [{ id: 'carried-out', fields: [carriedOut] }],
  },
];

/** A sentence without any of these states nothing about applications. */
export const tellingWords = /申请|结转|顺延|下年|下一年|答复|办结/;

/** Of a number that is not exact, with the number. */
export const hedges = /约|近/;

/** The year that cases came from. */
export const yearCarriedFrom = /(?<!\d)(20\d\d)年(?:度)?(?=(?:未办结)?(?:结转|转入|顺延))/g;

/** A year named only to say where cases came from or went. */
export const carriedYear =
  /(?:20\d\d年度?(?=(?:未办结)?(?:结转|转入|顺延))|(?:结转|顺延|转)(?:到|至|入)?20\d\d年度?)/g;

/** How prose calls the year before the report's. */
export const lastYear = '上年';

/** Sentences that speak of something else, or of another body's share, under the same words. */
export const otherMatters =
  /行政复议申请|复议机关|行政诉讼案|信访|同比(?:增|减|上升|下降)|较(?:上年|去年|上一年)/;

/** What bodies receive and close; a clause without a noun speaks of the last one named. */
export const subjects =
  /(?:行政复议|行政诉讼|诉讼|信访|来信|来访|建议|提案|热线|工单|留言|咨询|投诉|举报|信件|舆情)(?:申请|案件|事项)?|(?:政府|政务)?信息(?:依申请)?公开申请|依申请|申请/g;

/** The one of them that these statements are about. */
export const ownSubject = /^(?:(?:政府|政务)?信息(?:依申请)?公开申请|依申请|申请)$/;

/** Words of a number that is not exact, before it. */
export const approximateLead = /(?:约|近(?![一两三几]?年)|超过|逾|超|左右|上下)[^，。；]{0,6}$/;

/** Words that say whose figures a sentence gives. */
export const scopeWords = {
  jurisdiction: /全市|全区|全县|全省|全州|全镇|全乡|全街道|全系统|全旗|全盟/,
  own: /本级/,
} as const;
