/** Decisions on reports of several copies, and on anomalies that go and come back: what holds then, and of what. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parseReport } from '#cli/library.js';
import { exportStore } from '#export/export-store.js';
import { linkReports } from '#jobs/link-reports.js';
import type { Decision } from '#records/decision.js';
import type { OutputRecord, ReportRecord } from '#records/record.js';
import type { Ruling } from '#records/ruling.js';
import { listDecisionsOn, restoreDecisions, saveDecisions } from '#store/decisions.js';
import { findReviewedAnomaly } from '#store/review-anomaly.js';
import { saveRulings } from '#store/rulings.js';
import type { Store } from '#store/store.js';
import { asOther, jsonlRows, saveRecords } from '../export/export-cases.js';
import { newFolder } from '../jobs/import-cases.js';
import { newStore as openStore } from '../jobs/new-store.js';
import { storeKinds } from './store-kinds.js';

const page = readFileSync(fileURLToPath(new URL('../../samples/clean-2024.html', import.meta.url)), 'utf8');
/** Fictional places have no code of their own. */
const manifest = { said: 'list', divisionCode: '320100' };
const field = 'applications.received.new.total';
/** A sum that does not hold: it is printed as 69. */
const wrong = page.replace('<td>69</td>', '<td>70</td>');
/** The same on the paper, in other bytes. */
const again = `${wrong}<!-- again -->`;
const toEarlier = (text: string): string => text.replaceAll('2024', '2023').replaceAll('2025', '2024');
const later = page.replaceAll('2025-01-21', '2025-02-21').replaceAll('2025年1月21日', '2025年2月21日');

const known = new Map<string, Promise<OutputRecord>>();
function recordOf(text: string): Promise<OutputRecord> {
  const record = known.get(text) ?? parseReport(Buffer.from(text), { name: 'report.html' });
  known.set(text, record);
  return record;
}

let clock = 0;
const nextTime = (): string => new Date(Date.UTC(2026, 0, 1) + clock++).toISOString();

describe.each(storeKinds)('in a store $name', (kind) => {
  afterAll(() => kind.stop());

  async function newStore(texts: Readonly<Record<string, string>>): Promise<Store> {
    const store = await openStore(kind.open);
    for (const [location, text] of Object.entries(texts))
      await saveRecords(store, [await recordOf(text)], { location, manifest });
    return store;
  }

  const hashOf = async ({ db }: Store, location: string): Promise<string> =>
    (
      await db
        .selectFrom('sources')
        .select('sha256')
        .where('location', '=', location)
        .where('is_current', '=', 1)
        .executeTakeFirstOrThrow()
    ).sha256;

  async function rule(store: Store, location: string, given: Partial<Ruling>): Promise<void> {
    const common = { undone: false, reason: null, by: 'a', at: nextTime(), value: null };
    const document = await hashOf(store, location);
    expect(await saveRulings(store, [{ ...common, document, ...given } as Ruling])).toBe(1);
  }

  /** What is to be reviewed: by code, with its state. */
  const items = ({ db }: Store) =>
    db
      .selectFrom('review_items')
      .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
      .innerJoin('results', 'results.id', 'result_id')
      .select(['anomaly_id', 'anomalies.code', 'state', 'sha256', 'is_disputed'])
      .orderBy('anomalies.severity')
      .orderBy('anomalies.code')
      .execute();

  const stateOf = async (store: Store, code = 'row-sum-mismatch'): Promise<string | undefined> =>
    (await items(store)).find((item) => item.code === code)?.state;

  /** On the first anomaly of that code in the queue. */
  async function toDecision(
    store: Store,
    given: Partial<Decision>,
    code = 'row-sum-mismatch',
  ): Promise<Decision> {
    const item = (await items(store)).find((one) => one.code === code);
    const anomaly = await findReviewedAnomaly(store.db, item?.anomaly_id ?? 0);
    if (!anomaly) throw new Error(`nothing of ${code}`);
    const { agencyKey, year, scope } = anomaly.report;
    return {
      report: { agencyKey, year, scope },
      ...{ document: anomaly.document.sha256, fingerprint: anomaly.fingerprint, code: anomaly.code },
      ...{ fields: JSON.parse(anomaly.fields), verdict: 'confirmed', edits: [] },
      ...{ reason: null, by: 'a', at: nextTime(), ...given },
    };
  }

  const decide = async (store: Store, given: Partial<Decision>, code?: string): Promise<number> =>
    saveDecisions(store, [await toDecision(store, given, code)]);

  const edit = (from: number, to: number): Pick<Decision, 'edits'> => ({ edits: [{ field, from, to }] });

  /** Read, printed, reviewed: of the main copy in the view, which is what the export says too. */
  async function valuesOf(store: Store, year = 2024): Promise<(number | null)[]> {
    const row = await store.db
      .selectFrom('report_figures')
      .select(['value', 'value_printed', 'value_reviewed'])
      .where('field', '=', field)
      .where('year', '=', year)
      .executeTakeFirstOrThrow();
    const values = [row.value, row.value_printed, row.value_reviewed];
    const exported = (await exportOf(store, 'figures')).find(
      (one) => one.field === field && one.is_main === true && one.year === year,
    );
    expect([exported?.value, exported?.value_printed, exported?.value_reviewed]).toEqual(values);
    return values;
  }

  async function exportOf(store: Store, table: string) {
    const folder = newFolder();
    await exportStore(store, { format: 'jsonl', bom: false, folder });
    return jsonlRows(folder, table);
  }

  test('what is misread in two copies is so in each of them, whichever is the main one', async () => {
    const store = await newStore({ '/a': wrong, '/b': again });
    for (const location of ['/a', '/b']) {
      await rule(store, location, { what: 'main', value: true });
      expect(await valuesOf(store)).toEqual([70, 70, 70]);
      expect(await stateOf(store)).toBe('open');
      expect(await decide(store, { verdict: 'misread', ...edit(70, 69) })).toBe(1);
    }
    for (const location of ['/a', '/b', '/a']) {
      await rule(store, location, { what: 'main', value: true });
      expect(await valuesOf(store), location).toEqual([70, 69, 69]);
      expect(await stateOf(store), location).toBe('misread');
    }
    const verdicts = (await exportOf(store, 'anomalies')).filter(({ code }) => code === 'row-sum-mismatch');
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['misread', 'misread']);
    // Taken back it is in the one that was looked at.
    expect(await decide(store, { verdict: 'undone' })).toBe(1);
    expect(await valuesOf(store)).toEqual([70, 70, 70]);
    await rule(store, '/b', { what: 'main', value: true });
    expect(await valuesOf(store)).toEqual([70, 69, 69]);
    // The page of the one does not show what was taken back in the other.
    const [seen] = await items(store);
    const anomaly = await findReviewedAnomaly(store.db, seen?.anomaly_id ?? 0);
    expect(anomaly && (await listDecisionsOn(store.db, anomaly)).map(({ verdict }) => verdict)).toEqual([
      'misread',
    ]);
    // What is said of the report afterwards holds of both.
    expect(await decide(store, { verdict: 'dismissed', by: 'b' })).toBe(1);
    expect(await stateOf(store)).toBe('dismissed');
    expect(await valuesOf(store)).toEqual([70, 70, 70]);
    expect((await items(store)).map((item) => item.is_disputed)).toContain(1);
  });

  test('an edit goes with the anomaly that it was made on, and comes back with it', async () => {
    const store = await newStore({});
    const row = /<tr>(?:(?!<\/tr>)[\s\S])*<td>69<\/td>(?:(?!<\/tr>)[\s\S])*<\/tr>/.exec(page)?.[0] ?? '';
    const [, first = ''] = /<td>(\d+)<\/td>/.exec(row) ?? [];
    const short = page.replace(row, row.replace('<td>69</td>', '<td>70</td>'));
    // The paper says one more in the first cell; a better engine reads that, and the sum holds.
    const whole = short.replace(
      row.replace('<td>69</td>', '<td>70</td>'),
      row.replace('<td>69</td>', '<td>70</td>').replace(`<td>${first}</td>`, `<td>${Number(first) + 1}</td>`),
    );
    const read = async (text: string, by: string): Promise<void> => {
      const record = asOther((await recordOf(text)) as ReportRecord, 'paper');
      const engine = { reading: by, judging: by };
      await saveRecords(store, [record], { location: '/a', manifest, engine });
    };
    await read(short, 'one');
    await decide(store, { verdict: 'corrected', ...edit(70, 69) });
    expect(await valuesOf(store)).toEqual([70, 70, 69]);
    await read(whole, 'another');
    expect(await stateOf(store)).toBeUndefined();
    expect(await valuesOf(store)).toEqual([70, 70, 70]);
    expect(await store.db.selectFrom('decisions').select('id').execute()).toHaveLength(1);
    await read(short, 'the first again');
    expect(await stateOf(store)).toBe('corrected');
    expect(await valuesOf(store)).toEqual([70, 70, 69]);
  });

  test('an edit goes with the comparison that it was made on', async () => {
    const store = await newStore({ '/a': wrong, '/b': page });
    await rule(store, '/a', { what: 'main', value: true });
    await linkReports({ store, language: 'zh' });
    await decide(store, { verdict: 'corrected', ...edit(70, 69) }, 'copies-differ');
    expect(await valuesOf(store)).toEqual([70, 70, 69]);
    await rule(store, '/b', { what: 'withdrawn', value: true, reason: 'x' });
    expect(await valuesOf(store)).toEqual([70, 70, 70]);
    await rule(store, '/b', { what: 'withdrawn', undone: true });
    await linkReports({ store, language: 'zh' });
    expect(await valuesOf(store)).toEqual([70, 70, 69]);
  });

  test('an edit goes with the flag that it was made on', async () => {
    const store = await newStore({ '/a': page });
    await rule(store, '/a', { what: 'reported', field, value: true, reason: 'x' });
    await decide(store, { verdict: 'misread', ...edit(69, 60) }, 'figure-reported');
    expect(await valuesOf(store)).toEqual([69, 60, 60]);
    await rule(store, '/a', { what: 'reported', field, undone: true });
    expect(await valuesOf(store)).toEqual([69, 69, 69]);
    await rule(store, '/a', { what: 'reported', field, value: true, reason: 'y' });
    expect(await valuesOf(store)).toEqual([69, 60, 60]);
  });

  test('who takes back his decision takes it back of every report that it counts for', async () => {
    const store = await newStore({ '/a': wrong, '/b': toEarlier(wrong) });
    await rule(store, '/a', { what: 'year', value: 2023 });
    await rule(store, '/a', { what: 'main', value: true });
    const a = await hashOf(store, '/a');
    await decide(store, { verdict: 'corrected', ...edit(70, 69) });
    await rule(store, '/a', { what: 'year', undone: true });
    const ofA = (await items(store)).find(({ sha256, state }) => sha256 === a && state === 'corrected');
    const anomaly = await findReviewedAnomaly(store.db, ofA?.anomaly_id ?? 0);
    if (!anomaly) throw new Error('not there');
    const { agencyKey, year, scope } = anomaly.report;
    expect([year, await valuesOf(store, 2023), await valuesOf(store)]).toEqual([
      2024,
      [70, 70, 69],
      [70, 70, 69],
    ]);
    const undone = await toDecision(store, { verdict: 'undone', document: a });
    expect(await saveDecisions(store, [{ ...undone, report: { agencyKey, year, scope } }])).toBe(1);
    expect([await valuesOf(store, 2023), await valuesOf(store)]).toEqual([
      [70, 70, 70],
      [70, 70, 70],
    ]);
    expect((await items(store)).filter(({ state }) => state !== 'open')).toEqual([]);
    expect((await listDecisionsOn(store.db, anomaly)).map(({ verdict }) => verdict)).toEqual([
      ...['corrected', 'undone'],
    ]);
  });

  test('a figure to be looked at stays so when a later copy becomes the main one', async () => {
    const store = await newStore({ '/a': page });
    await rule(store, '/a', { what: 'reported', field, value: true, reason: '与官网不同' });
    const [flag] = await items(store);
    for (const [location, text] of Object.entries({ '/b': later, '/c': page.replace('69', '71') })) {
      await saveRecords(store, [await recordOf(text)], { location, manifest });
      await rule(store, location, { what: 'main', value: true });
      const flags = (await items(store)).filter(({ code }) => code === 'figure-reported');
      expect(flags).toMatchObject([{ state: 'open', sha256: await hashOf(store, location) }]);
    }
    await rule(store, '/a', { what: 'main', value: true });
    // Its own flag has been there all the time, and has kept its number.
    expect(await items(store)).toContainEqual(flag);
    await rule(store, '/b', { what: 'main', value: true });
    await rule(store, '/a', { what: 'reported', field, undone: true });
    expect(await stateOf(store, 'figure-reported')).toBeUndefined();
    const left = store.db.selectFrom('anomalies').select('id').where('found_by', '=', 'reviewer');
    expect(await left.execute()).toEqual([]);
  });

  test('decisions of one moment come to the same in whatever order they come', async () => {
    const at = nextTime();
    const said: readonly Partial<Decision>[] = [
      { by: 'b', verdict: 'dismissed' },
      { by: 'a', verdict: 'undone' },
      { by: 'a', verdict: 'corrected', ...edit(70, 69) },
      { by: 'b', verdict: 'corrected', ...edit(70, 68) },
      { by: 'b', verdict: 'corrected', ...edit(70, 67) },
    ];
    const outcomes: unknown[] = [];
    for (const order of [said, [...said].reverse(), [...said.slice(3), ...said.slice(0, 3)]]) {
      const store = await newStore({ '/a': wrong });
      for (const given of order)
        expect(await restoreDecisions(store, [await toDecision(store, { ...given, at })])).toBe(1);
      outcomes.push([await stateOf(store), await valuesOf(store)]);
    }
    expect(outcomes).toEqual(Array(3).fill(['dismissed', [70, 70, 70]]));
  });

  test.each([
    { said: [], undone: 'a', kept: 0 },
    { said: [{ by: 'b', verdict: 'dismissed' }], undone: 'a', kept: 0 },
    { said: [{ by: 'a', verdict: 'dismissed' }], undone: 'a', kept: 1 },
    {
      said: [
        { by: 'a', verdict: 'dismissed' },
        { by: 'a', verdict: 'undone' },
      ],
      undone: 'a',
      kept: 0,
    },
  ] as const)('what takes back nothing is not kept: $undone after $said', async ({ said, undone, kept }) => {
    const store = await newStore({ '/a': wrong });
    for (const given of said) expect(await decide(store, given)).toBe(1);
    expect(await decide(store, { by: undone, verdict: 'undone' })).toBe(kept);
    const rows = await store.db.selectFrom('decisions').select('id').execute();
    expect(rows).toHaveLength(said.length + kept);
  });
});
