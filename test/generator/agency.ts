/** Invented organs with the words their reports use of themselves. No place of these names exists. */
import type { Random } from './random.js';

export interface Agency {
  readonly name: string;
  /** 我局, 我镇… */
  readonly self: string;
  readonly kind: 'government' | 'department' | 'township';
  readonly makesRegulations: boolean;
}

const heads = [...'霭岚砚黛绛缃皎筠墨霁'];
const tails = [...'汀屿陂浔碛湄埭堰垭坞'];

const bureaus = [
  ...['教育局', '市场监督管理局', '自然资源和规划局', '卫生健康委员会', '水利局', '统计局'],
  ...['城市管理局', '人力资源和社会保障局', '文化和旅游局', '住房和城乡建设局', '审计局', '档案馆'],
];

export function makeAgency(random: Random): Agency {
  const place = (): string => random.pick(heads) + random.pick(tails);
  const city = `${place()}市`;
  const county = `${random.chance(0.5) ? city : ''}${place()}${random.pick(['县', '区'])}`;
  const kind = random.integer(0, 5);
  switch (kind) {
    case 0:
      return { name: `${city}人民政府`, self: '我市', kind: 'government', makesRegulations: true };
    case 1:
      return {
        name: `${county}人民政府`,
        self: county.endsWith('县') ? '我县' : '我区',
        kind: 'government',
        makesRegulations: false,
      };
    case 2:
      return {
        name: `${county}${place()}镇人民政府`,
        self: '我镇',
        kind: 'township',
        makesRegulations: false,
      };
    case 3:
      return {
        name: `${county}人民政府${place()}街道办事处`,
        self: '街道',
        kind: 'township',
        makesRegulations: false,
      };
    default: {
      const bureau = random.pick(bureaus);
      const self = bureau.endsWith('局') ? '我局' : bureau.endsWith('馆') ? '我馆' : '我委';
      const name = `${random.chance(0.5) ? city : county}${bureau}`;
      return { name, self, kind: 'department', makesRegulations: false };
    }
  }
}
