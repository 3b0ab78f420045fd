/** What prose states about applications: the number, whose it is, and of which year. */
import { describe, expect, test } from 'vitest';
import { extractStatements } from '#extract/extract-statements.js';
import { columnOf, documentOf } from '../model/hand-made.js';

const statementsOf = (text: string): string[] =>
  extractStatements(documentOf([text]), 2024).map(
    ({ slot, value, approximate }) =>
      `${slot.replace('applications.', '')} ${value}${approximate ? ' approximate' : ''}`,
  );

describe('a sentence', () => {
  test.each<[sentence: string, statements: string[]]>([
    ['2024年共收到政府信息公开申请12件。', ['received 12']],
    ['全年共受理公民、法人和其他组织提出的政府信息公开申请1,203件。', ['received 1203']],
    ['收到依申请公开12件。', ['received 12']],
    ['本年度新收政府信息公开申请３件。', ['received 3']],
    ['共收到12件政府信息公开申请。', ['received 12']],
    ['政府信息公开申请数量为12件。', ['received 12']],
    ['共收到政府信息公开申请十二件。', ['received 12']],
    ['共收到政府信息公开申请70余件。', ['received 70 approximate']],
    ['共收到政府信息公开申请约70件。', ['received 70 approximate']],
    ['2024年，本机关未收到政府信息公开申请。', ['received 0']],
    ['没有收到任何政府信息公开申请。', ['received 0']],
    ['办结政府信息公开申请12件。', ['handled 12']],
    ['答复12件。', ['handled 12']],
    ['上年结转2件。', ['carried_in 2']],
    ['2023年结转2件。', ['carried_in 2']],
    ['结转下年度继续办理3件。', ['carried_out 3']],
    ['3件结转至2025年度办理。', ['carried_out 3']],
    ['2023年共收到政府信息公开申请12件。', []],
    ['2022年度收到政府信息公开申请12件，办结12件。', []],
    ['收到行政复议申请12件。', []],
    ['按时办结率100%。', []],
    ['答复率为100%，公开信息12条。', []],
    ['受理政府信息公开申请较上年增加12件。', []],
    ['主动公开政府信息12条。', []],
    ['', []],
  ])('%s', (sentence, statements) => expect(statementsOf(sentence)).toEqual(statements));
});

test('a statement keeps its sentence, its place and its scope', () => {
  const [statement] = extractStatements(
    documentOf(['前言。', '一是规范办理。2024年，全市共收到政府信息公开申请12件。']),
    2024,
  );
  expect(statement).toMatchObject({
    slot: 'applications.received',
    value: 12,
    unit: '件',
    year: 2024,
    scope: 'jurisdiction',
    sentence: '2024年，全市共收到政府信息公开申请12件。',
    at: { kind: 'text', line: 2, column: 1 },
  });
});

test('tables are no prose', () => {
  const document = documentOf([columnOf('共收到政府信息公开申请12件')]);
  expect(extractStatements(document, 2024)).toEqual([]);
});
