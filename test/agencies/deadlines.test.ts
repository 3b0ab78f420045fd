import { expect, test } from 'vitest';
import { findDeadline } from '#agencies/deadlines.js';

test.each([
  ['墨汀市人民政府', 'prefecture', '2026-03-31'],
  ['某省人民政府', 'province', '2026-03-31'],
  ['某县人民政府', 'county', '2026-03-31'],
  ['墨汀市教育局', 'prefecture', '2026-01-31'],
  ['墨汀市人民政府办公室', 'prefecture', '2026-01-31'],
  ['某镇人民政府', 'township', '2026-01-31'],
  ['某经济技术开发区管理委员会', 'functional_zone', '2026-03-31'],
  ['某局', null, '2026-01-31'],
])('%s (%s): %s', (agency, level, deadline) => {
  expect(findDeadline({ agency, level, divisionCode: null }, 2025)).toBe(deadline);
});
