/**
 * The key under which reports of one body are put together: its credit code, else its division and its name
 * within it, else, for review and never merged by guess, `?` and its whole name.
 *
 * The division is the one of today, so that a body keeps its key when its county becomes a district; where the
 * place was split or merged meanwhile, the one of the report's year. In the key alone a town or a zone is completed with the organ
 * it reports through (于家房镇 → 于家房镇人民政府), since the same report prints it both ways.
 */
import type { Placement } from './placement.js';

type Keyed = Pick<Placement, 'name' | 'organ' | 'lastingCode' | 'creditCode'>;

export function agencyKey({ name, organ, lastingCode, creditCode }: Keyed): string {
  if (creditCode) return creditCode;
  return lastingCode ? `${lastingCode}:${wholeOrgan(organ)}` : `?${wholeOrgan(name)}`;
}

const endings: readonly (readonly [short: RegExp, whole: string])[] = [
  [/^$/, '人民政府'],
  [/(?<!人民)政府(?=$|办公[厅室]$)/, '人民政府'],
  [/管委会$/, '管理委员会'],
  [/(?<=街道)$/, '办事处'],
  [/(?<=街道)办$/, '办事处'],
  [/(?<=[省市县区旗州盟镇乡])$/, '人民政府'],
];

/** 辽中区|人民政府蒲西街道办事处 is 辽中区|蒲西街道办事处. */
const governmentOfTown = /^(?:人民)?政府(?=.+(?:街道(?:办(?:事处)?)?|[镇乡](?:人民)?(?:政府)?)$)/;

function wholeOrgan(printed: string): string {
  const organ = printed.replace(governmentOfTown, '');
  const [short, whole] = endings.find(([ending]) => ending.test(organ)) ?? [];
  return short && whole !== undefined ? organ.replace(short, whole) : organ;
}
