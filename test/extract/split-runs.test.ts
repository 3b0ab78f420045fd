/** Digits run together: split where the sums leave one way, never guessed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extract } from '#extract/extract.js';
import { readText } from '#readers/text/text.js';
import { recognize } from '#recognize/recognize.js';
import { applicants } from '#records/fields.js';
import { notationToBytes } from '../cases/carriers.js';
import { options, readingOf } from '../readers/reading.js';

function figuresOf(report: string): ReadonlyMap<string, number | string | null> {
  const { document } = readingOf(readText(notationToBytes(`as flat\n${report}`), options));
  const { figures } = extract(document, recognize(document));
  return new Map(figures.map(({ field, value, state }) => [field, state === 'number' ? value : state]));
}

describe('a run of flat text', () => {
  test.each<[name: string, report: string, field: string, value: number | string]>([
    ['of noughts is what it looks like', '', 'applications.carried_out.total', 0],
    [
      'of seven digits is seven figures',
      'row received.new 9\nrow results.granted 9\nrow results.total 9',
      'applications.received.new.total',
      9,
    ],
    [
      'is split where its sum leaves one way',
      'row received.new 64 0 0 2 0 4 70\nrow results.granted 64 0 0 2 0 4 70\nrow results.total 64 0 0 2 0 4 70',
      'applications.received.new.natural_person',
      64,
    ],
    [
      'without a sum is undecided',
      'row proactive.normative_documents 39 64 42',
      'proactive.normative_documents.made',
      'unreadable',
    ],
    [
      'of one figure alone is undecided or itself',
      'row remedies.review 1 0 1 0 2',
      'remedies.review.total',
      2,
    ],
  ])('%s', (_, report, field, value) => expect(figuresOf(report).get(field)).toBe(value));
});

test('what is decided of a balanced table is what was printed', () => {
  const count = fc.oneof(
    fc.constant(0),
    fc.constant(0),
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 0, max: 900 }),
  );
  fc.assert(
    fc.property(fc.array(count, { minLength: 6, maxLength: 6 }), (persons) => {
      const values = [...persons, persons.reduce((sum, one) => sum + one, 0)];
      const line = values.join(' ');
      const figures = figuresOf(
        `row received.new ${line}\nrow results.granted ${line}\nrow results.total ${line}`,
      );
      for (const row of ['received.new', 'results.granted', 'results.total'])
        for (const [index, name] of applicants.entries())
          expect([values[index], 'unreadable'], `${row} ${line}`).toContain(
            figures.get(`applications.${row}.${name}`),
          );
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('where the totals of all rows are left blank, a row that adds up by chance is undecided', () => {
  const rows = [
    'row received.new 153 81 23 51 75 133 _',
    'row received.carried_in 27 25 0 13 9 11 _',
    'row results.granted 0 0 0 0 42 4 _',
    'row results.denied.prohibited_by_law 0 0 74 64 0 75 _',
    'row results.denied.third_party_rights 39 0 0 0 0 0 _',
    'row results.total 180 106 23 51 88 224 _',
  ];
  const figures = figuresOf(rows.join('\n'));
  expect(figures.get('applications.results.denied.prohibited_by_law.total')).toBe('unreadable');
});
