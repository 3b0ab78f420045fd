import { expect, test } from 'vitest';
import type { ReportRecord } from '#records/record.js';
import { Store } from '#store/store.js';
import { asOther, recordOf, saveRecords } from '../export/export-cases.js';
import { newFolder } from '../jobs/import-cases.js';
import { runGouji } from './run-gouji.js';

const data = newFolder();
const store = await Store.open(data);
const record = await recordOf('html', 1);
const [figure] = record.figures as [ReportRecord['figures'][number]];
const others = ['changed', 'lost', 'same'].map((name) => asOther(record, name));
const [changed, lost, same] = others as [ReportRecord, ReportRecord, ReportRecord];
const { schema, document, engine } = lost;
await saveRecords(store, others);
await saveRecords(
  store,
  [
    {
      ...changed,
      report: { ...changed.report, year: 1999 },
      figures: changed.figures.map((old, index) =>
        index === 0 ? { ...old, value: null, state: 'unreadable', raw: '?"' } : old,
      ),
    },
    { schema, document, engine, failure: { code: 'corrupt' } },
    same,
  ],
  { engine: { reading: 'later', judging: 'later' } },
);
await store.close();

test('gouji diff-engines shows a person what changed, and counts', () => {
  const run = runGouji(['diff-engines', '--data', data]);
  expect(run).toMatchObject({ code: 0, err: '' });
  const { year } = record.report;
  expect(run.out).toContain(`${changed.document.sha256} changed\n  engine reading/judging → later/later\n`);
  expect(run.out).toContain(`  year: ${year} → 1999\n`);
  expect(run.out).toContain(
    `  ${figure.field}: ${figure.state} "${figure.raw}" ${figure.value} → unreadable "?\\""\n`,
  );
  expect(run.out).toContain('  record → corrupt\n');
  expect(run.out).not.toContain(same.document.sha256);
  expect(run.out).toMatch(
    /documents: 3 compared, 2 changed\n {2}now records: 0, now failures: 1\n.*: 1 changed\n {2}figures: 1 changed\n/,
  );
});

test('gouji diff-engines gives a line for each document that changed, and one of counts, as JSON', () => {
  const run = runGouji(['diff-engines', '--format', 'jsonl', '--data', data]);
  const lines = run.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const hashes = [changed, lost].map(({ document: { sha256 } }) => sha256).sort();
  expect(lines.map(({ event, sha256 }) => sha256 ?? event)).toEqual([...hashes, 'counts']);
  expect(lines.at(-1)).toMatchObject({ compared: 3, changed: 2, heads: 1, figures: 1, nowFailures: 1 });
});
