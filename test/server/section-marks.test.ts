/** Where statements stand in the text of a section, however it is set. */
import { expect, test } from 'vitest';
import type { Statement } from '#records/record.js';
import { findStatementMarks } from '#server/section-marks.js';

const statementOf = (sentence: string, raw: string): Statement => ({
  ...{ slot: 'applications.received', value: 9, unit: '件', year: 2024, scope: null, approximate: false },
  ...{ raw, sentence, at: { kind: 'text', line: 1, column: 1 } },
});
const received = statementOf('共收到申请9件。', '收到申请9件');
const handled = statementOf('办结申请9件。', '办结申请9件');

test.each<[string, string, readonly Statement[], readonly (readonly [index: number, text: string])[]]>([
  ['as it is', '全年共收到申请9件。其他', [received], [[0, '收到申请9件']]],
  ['torn apart', '共收到　申\n请９ 件。', [received], [[0, '收到　申\n请９ 件']]],
  [
    'one after the other, whatever their order',
    '办结申请9件。共收到申请9件。',
    [received, handled],
    [
      [1, '办结申请9件'],
      [0, '收到申请9件'],
    ],
  ],
  [
    'words that stand elsewhere',
    '收到申请9件，共无。',
    [statementOf('共无。', '收到申请9件')],
    [[0, '共无。']],
  ],
  ['two of the same', '共收到申请9件。', [received, received], [[0, '收到申请9件']]],
  ['not there', '共收到申请8件。', [received], []],
  ['no text', '', [received], []],
])('%s', (_, text, statements, expected) => {
  const marks = findStatementMarks(text, statements);
  expect(marks.map(({ index, from, to }) => [index, text.slice(from, to)])).toEqual(expected);
});
