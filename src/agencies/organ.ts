/**
 * What kind of body a name speaks of, told from what follows the divisions in it: nothing or 人民政府 is the
 * government itself; a town or a zone has a level of its own; every other body has its government's.
 */
export type Organ =
  | { readonly kind: 'government' }
  | { readonly kind: 'township' | 'subdistrict'; readonly township: string }
  | { readonly kind: 'zone' }
  | { readonly kind: 'department' }
  /** Of a county that the lists do not know: 加格达奇区人民政府. A city's level is then not known either. */
  | { readonly kind: 'unlisted'; readonly level: 'county' | null };

const government = /^(?:人民)?政府/;
/** 城镇 and 乡镇 in a department's name are no town; 新城镇 is one. */
const township =
  /^(?!小?城镇|[乡村集]镇|城乡)(.{1,14}?(?:街道|镇|乡|苏木))(?:$|(?=人民政府|政府|街道|办事处|办公室|党|综合|便民|公共))/;
/** 小店办事处 is the office of 小店街道; 驻京办事处 is a department. */
const office = /^([^驻]{1,8}?)(?:街道)?办事处/;
const zone =
  /^(?:.{0,24}?)(?:开发区|开发先导区|高新区|经开区|新区|园区|保税区|保税港区|试验区|实验区|示范区|度假区|风景区|名胜区|旅游区|景区|管理区|合作区|自贸区|产业园|工业园|科技园|科学城|生态城|集聚区|产业区|经济区|工业区|(?:(?<![社小辖])区|[园城谷港岛]|基地)(?:党工委)?(?:管委会|管理委员会))/;

const unlisted =
  /^(?!.*(?:社区|城区|辖区|地区|行政区|保护区|库区|林区|灾区))[^局委办厅会]{2,6}(?:[县区旗](?![域划级块情志])|市(?=$|人民政府|政府))/;

/** 辽中区人民政府某某街道办事处: the office of a town may name the government it belongs to. */
export function parseOrgan(rest: string): Organ {
  const within = rest.replace(government, '');
  const named = township.exec(within)?.[1];
  if (named && named.length > 1)
    return { kind: named.endsWith('街道') ? 'subdistrict' : 'township', township: named };
  const ofOffice = office.exec(within)?.[1];
  if (ofOffice) return { kind: 'subdistrict', township: `${ofOffice}街道` };
  if (rest === '' || within !== rest) return { kind: 'government' };
  if (zone.test(rest)) return { kind: 'zone' };
  const place = unlisted.exec(rest)?.[0];
  if (place !== undefined) return { kind: 'unlisted', level: place.endsWith('市') ? null : 'county' };
  return { kind: 'department' };
}

/**
 * Whether a name goes on as one that is called after a place without its rank: 沈阳|经济技术开发区, not 五台|山风景名胜区,
 * which is called after a mountain.
 */
export function isCalledAfterPlace(rest: string): boolean {
  return branch.test(rest) || (zone.test(rest) && !/^[市县区州盟旗镇乡省山岛湖]/.test(rest));
}

/** Whether what stands before is the name of a town, not of a division: 东区|街道办事处. */
export function isRankOfTown(rest: string): boolean {
  return /^(?:街道|镇|乡|苏木)(?:$|(?:人民)?政府|办事处|办公室|党)/.test(rest);
}

/** 市教育局 of 沈阳市 is its 教育局: a body may call its place by the rank alone. */
export function withoutRank(organ: string, place: string): string {
  const rank = rankAlone.exec(organ)?.[0];
  return rank !== undefined && place.endsWith(rank) ? organ.slice(rank.length) : organ;
}

/** 市场监督管理局, 市政管理局 and 乡村振兴局 begin with no rank. */
const rankAlone = /^(?:省|市(?!场|政(?!府)|容|民|区)|县(?!域)|区(?!域|划|块)|州|盟|旗|镇|乡(?![村镇])|街道)/;

const branch = /^(?:调查(?:总)?队|海关|海事局|监管(?:分)?局|分行|中心支行|铁路监督管理局|证监局|专员办)/;

/** Words for the centre in front of the name of its branch at a place: 国家税务总局|沈阳市税务局. */
export const centralLead =
  /^(?:国家税务总局|国家统计局|国家金融监督管理总局|国家外汇管理局|国家矿山安全监察局|国家能源局|中国人民银行|中国(?:银行保险|证券)监督管理委员会|中国银保监会|中国证监会|中国气象局|中国地震局|中华人民共和国)/;

const ministries =
  '外交|国防|教育|科学技术|科技|工业和信息化|公安|国家安全|监察|民政|司法|财政|人力资源和社会保障|自然资源|国土资源|生态环境|环境保护|住房和城乡建设|交通运输|铁道|水利|农业|农业农村|商务|文化|文化和旅游|卫生|退役军人事务|应急管理';
const central = new RegExp(
  `^(?:国务院.*|(?:中华人民共和国)?(?:${ministries})部|(?:中华人民共和国)?(?:审计署|海关总署)|(?:中华人民共和国)?国家[^省市县区]*(?:局|总局|委员会|委|署|办公室|院)|中国(?:人民银行|气象局|地震局|民用航空局|科学院|社会科学院|工程院|证监会|银保监会|(?:证券|银行业|保险|银行保险)监督管理委员会))(?:办公厅)?$`,
);

/** A body of the State Council, or the State Council. */
export function isCentral(name: string): boolean {
  return central.test(name);
}

/** 新疆生产建设兵团 and its divisions (师), which stand beside the prefectures. */
export const corps =
  /^(?:新疆)?(?:生产建设)?兵团(第[一二三四五六七八九十]+师)?|^第[一二三四五六七八九十]+师(?!范)/;
