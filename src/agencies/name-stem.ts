/** What is left of a division's name without the word for its rank: 辽中区 → 辽中, 大厂回族自治县 → 大厂. */

const peoples =
  '各族|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|普米';
const autonomous = new RegExp(`^(.{2,}?)(?:(?:${peoples})族?)*自治([区州县旗])$`);
const ranked = /^(.{2,}?)(?:特别行政区|省|地区|林区|特区|新区|矿区|市|盟|县|区|旗)$/;

const isAutonomous = (name: string): boolean => name.includes('自治');

/** The name itself where nothing, or only one character, would be left. */
export function stemOf(name: string): string {
  const match = isAutonomous(name) ? autonomous.exec(name) : ranked.exec(name);
  return match?.[1] ?? name;
}

/** 延边朝鲜族自治州 → 延边州, 大厂回族自治县 → 大厂县: how autonomous divisions are called in daily use. */
export function shortRankedName(name: string): string | undefined {
  const match = isAutonomous(name) ? autonomous.exec(name) : null;
  return match?.[1] && match[2] ? match[1] + match[2] : undefined;
}

/**
 * Whether a name without its rank may as well be that of something else: districts are called after quarters and
 * waters that every city has (城东新区, 滨湖新区), counties after lakes and mountains (太湖新城).
 */
export function isCalledLikeOthers(name: string): boolean {
  return name.endsWith('区') || (/[县旗]$/.test(name) && /[山湖江河海岛泉溪湾]$/.test(stemOf(name)));
}
