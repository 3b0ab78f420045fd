import { afterEach, describe, expect, test } from 'vitest';
import type { Figure, OutputRecord, PublishedAnomaly, ReportRecord } from '#records/record.js';
import type { RecordChange } from '#store/compare-records.js';
import { compareRecords } from '#store/compare-records.js';
import { diffEngines, type EngineDiff } from '#store/diff-engines.js';
import { Store } from '#store/store.js';
import { asOther, recordOf, saveRecords } from '../export/export-cases.js';
import { newFolder } from '../jobs/import-cases.js';

const before = await recordOf('html', 1);
const [figure] = before.figures as [Figure];
const anomaly: PublishedAnomaly = {
  ...{ code: 'row-sum-mismatch', rule: 'R-T3-ROW', severity: 'error', kind: 'source', data: {}, at: [] },
  ...{ fields: [figure.field], fingerprint: 'a'.repeat(64), message: 'one' },
};
const failed = (code: 'corrupt' | 'timeout'): OutputRecord => {
  const { schema, document, engine } = before;
  return { schema, document, engine, failure: { code } };
};
const withFigure = (change: Partial<Figure>): ReportRecord => ({
  ...before,
  figures: before.figures.map((old) => (old.field === figure.field ? { ...old, ...change } : old)),
});
const withAnomalies = (...anomalies: ReportRecord['anomalies'][number][]): ReportRecord => ({
  ...before,
  anomalies,
});

const nothing: RecordChange = { head: [], figures: [], anomalies: { appeared: [], gone: [], rejudged: [] } };
const { state, value, raw } = figure;
const { message: _m, rule: _r, data: _d, at: _a, ...known } = anomaly;
const change = (was: Partial<Figure>, is: Partial<Figure>) => ({
  ...nothing,
  figures: [{ field: figure.field, from: { state, value, raw, ...was }, to: { state, value, raw, ...is } }],
});

describe('two records of one document', () => {
  test.each<[string, OutputRecord, OutputRecord, RecordChange | undefined]>([
    ['that say the same', before, structuredClone(before), undefined],
    ['with another state', before, withFigure({ state: 'mark' }), change({}, { state: 'mark' })],
    ['with another value', before, withFigure({ value: -1 }), change({}, { value: -1 })],
    ['with other text', before, withFigure({ raw: '12（新增）3' }), change({}, { raw: '12（新增）3' })],
    ['with another place only', before, withFigure({ at: null }), undefined],
    [
      'on a form with fewer fields',
      before,
      { ...before, figures: before.figures.slice(1) },
      { ...nothing, figures: [{ field: figure.field, from: { state, value, raw }, to: null }] },
    ],
    [
      'of another year and agency',
      before,
      { ...before, report: { ...before.report, year: 1999, agency: null } },
      {
        ...nothing,
        head: [
          { key: 'agency', from: before.report.agency?.name ?? '', to: null },
          { key: 'year', from: before.report.year, to: 1999 },
        ],
      },
    ],
    ['that failed in the same way', failed('corrupt'), failed('corrupt'), undefined],
    [
      'that failed in two ways',
      failed('timeout'),
      failed('corrupt'),
      { ...nothing, failure: { from: 'timeout', to: 'corrupt' } },
    ],
    [
      'with an anomaly more',
      withAnomalies(anomaly),
      withAnomalies(anomaly, anomaly),
      { ...nothing, anomalies: { appeared: [known], gone: [], rejudged: [] } },
    ],
    [
      'with an anomaly less',
      withAnomalies(anomaly),
      withAnomalies(),
      { ...nothing, anomalies: { appeared: [], gone: [known], rejudged: [] } },
    ],
    [
      'with an anomaly judged otherwise',
      withAnomalies(anomaly),
      withAnomalies({ ...anomaly, severity: 'warning', kind: 'reading' }),
      {
        ...nothing,
        anomalies: {
          ...{ appeared: [], gone: [] },
          rejudged: [
            { ...known, severity: 'warning', kind: 'reading', was: { severity: 'error', kind: 'source' } },
          ],
        },
      },
    ],
    [
      'with anomalies in another order and language',
      withAnomalies(anomaly, { ...anomaly, code: 'other' }),
      withAnomalies({ ...anomaly, code: 'other', message: 'zwei' }, anomaly),
      undefined,
    ],
  ])('%s', (_, was, is, expected) => {
    expect(compareRecords(was, is)).toEqual(expected);
  });

  test('of which one failed list which report appeared or went, and not all its figures', () => {
    const lost = compareRecords(before, failed('corrupt'));
    expect(lost).toMatchObject({ failure: { from: null, to: 'corrupt' }, figures: [] });
    expect(lost?.head).toContainEqual({ key: 'year', from: before.report.year, to: null });
    expect(compareRecords(failed('corrupt'), before)?.failure).toEqual({ from: 'corrupt', to: null });
  });
});

describe('a store', () => {
  const stores: Store[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });

  async function diffsOf(...rounds: readonly (readonly OutputRecord[])[]): Promise<EngineDiff[]> {
    const store = await Store.open(newFolder());
    stores.push(store);
    for (const [index, records] of rounds.entries())
      await saveRecords(store, records, { engine: { reading: `r${index}`, judging: `j${index}` } });
    return store.read(async (snapshot) => {
      const diffs: EngineDiff[] = [];
      for await (const diff of diffEngines(snapshot)) diffs.push(diff);
      return diffs;
    });
  }

  test('read once has nothing to compare', async () => {
    expect(await diffsOf([before, asOther(before, 'other')])).toEqual([]);
  });

  test('is compared with the last result, not with those before it', async () => {
    const [diff, ...others] = await diffsOf([withFigure({ raw: 'x' })], [withFigure({ raw: 'y' })], [before]);
    expect(others).toEqual([]);
    expect(diff?.from).toEqual({ engine_version: before.engine.version, reading: 'r1', judging: 'j1' });
    expect(diff?.to).toEqual({ engine_version: before.engine.version, reading: 'r2', judging: 'j2' });
    expect(diff?.change).toEqual(change({ raw: 'y' }, {}));
  });

  test('is not compared with a try of the same engine that met a limit', async () => {
    const store = await Store.open(newFolder());
    stores.push(store);
    const [was, is] = ['0', '1'].map((name) => ({ engine: { reading: name, judging: name } }));
    await saveRecords(store, [before], was);
    await saveRecords(store, [failed('timeout')], is);
    await saveRecords(store, [withFigure({ raw: 'y' })], is);
    const { value } = await store.read((snapshot) => diffEngines(snapshot).next());
    expect(value).toMatchObject({ from: { reading: '0' }, to: { reading: '1' } });
    expect(value?.change).toEqual(change({}, { raw: 'y' }));
  });

  test('with a damaged record is said to be damaged', async () => {
    await diffsOf([before], [before]);
    const [store] = stores as [Store];
    await store.db
      .updateTable('results')
      .set({ record: Buffer.from('no zlib') })
      .execute();
    await expect(store.read((snapshot) => diffEngines(snapshot).next())).rejects.toMatchObject({
      ...{ name: 'StoreError', code: 'not-a-store' },
    });
  });

  test('is gone through by hash, with and without changes', async () => {
    const records = Array.from({ length: 9 }, (_, index) => asOther(before, `copy-${index}`));
    const later = records.map((record, index) => (index % 2 ? { ...record, anomalies: [anomaly] } : record));
    const diffs = await diffsOf(records, [...later].reverse());
    expect(diffs.map(({ sha256 }) => sha256)).toEqual(records.map((r) => r.document.sha256).sort());
    expect(
      diffs
        .filter((diff) => diff.change)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([1, 3, 5, 7].map((index) => `copy-${index}`));
  });
});
