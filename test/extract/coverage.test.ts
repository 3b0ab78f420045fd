/** Every digit printed is in a block, every number of a table in a figure or in none. */
import { describe, expect, test } from 'vitest';
import { countLostDigits } from '#extract/coverage.js';
import { contextOf } from '../checks/context.js';
import { columnOf, documentOf } from '../model/hand-made.js';

test.each<[stream: string, text: string, lost: number]>([
  ['2024年12件', '2024年12件', 0],
  ['2024年12件', '2024年件', 2],
  ['12', '123', -1],
  ['12', '13', 1],
  ['12', '21', 0],
  ['１２', '12', 0],
  ['', '', 0],
])('%j held as %j', (stream, text, lost) => expect(countLostDigits(documentOf([text], stream))).toBe(lost));

test('digits of nested tables are held', () => {
  expect(countLostDigits(documentOf([columnOf(['12', columnOf('34')])], '1234'))).toBe(0);
});

describe('coverage', () => {
  test.each<[what: string, report: string, printed: number, mapped: number]>([
    ['a clean report', 'row received.new 3', 200, 200],
    ['blanks are not printed', 'row carried_out _ _ _ _ _ _ _', 193, 193],
    ['marks are no numbers', 'row carried_out / / / / / / /', 193, 193],
    [
      'a row of the report’s own is printed and not mapped',
      'extra row after results.denied.administrative_inquiry 小计 1 0 0 0 0 0 1',
      207,
      200,
    ],
    ['two figures that conflict are printed', 'again results.denied.internal_affairs 5', 200, 198],
    ['words are no numbers', 'row proactive.licensing 详见附件', 199, 199],
  ])('%s', (_, report, printed, mapped) =>
    expect(contextOf(report).extraction.coverage).toEqual({ printed, mapped }),
  );
});
