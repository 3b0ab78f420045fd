/** The queue of anomalies: filtered, counted, in order, and true after whatever changes the store. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkReports } from '#jobs/link-reports.js';
import type { Decision } from '#records/decision.js';
import { saveDecisions } from '#store/decisions.js';
import {
  countAgencies,
  countDivisions,
  countFacet,
  countReviewItems,
  facets,
  listReviewItems,
  type ReviewCursor,
  type ReviewFilter,
} from '#store/review-queue.js';
import type { Store } from '#store/store.js';
import { makeCase } from '../generator/case.js';
import { inputOf, runImport } from '../jobs/import-cases.js';
import { storeKinds } from './store-kinds.js';

const page = readFileSync(fileURLToPath(new URL('../../samples/clean-2024.html', import.meta.url)), 'utf8');
const pageWith = (count: number, year: number): string =>
  page.replace('<td>69</td>', `<td>${count}</td>`).replaceAll('2024', `${year}`);
const given = (location: string, bytes: string | Uint8Array, divisionCode: string) =>
  inputOf(location, bytes, { manifest: { said: divisionCode, divisionCode }, stamp: `${bytes.length}` });

/** Counted without the table that the queue is read from. */
async function trueItems({ db }: Store): Promise<string[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select anomalies.id, severity, kind, anomalies.code, reports.year, coalesce(form, '') as form,
      coalesce(reports.division_code, '') as division,
      (select max(import_id) from sources where sources.sha256 = copies.sha256 and is_current = 1) as import_id
    from anomalies join copies on copies.result_id = anomalies.result_id
    join reports on reports.id = copies.report_id join results on results.id = copies.result_id
    where is_main = 1 order by anomalies.id`.execute(db);
  return rows.map((row) => JSON.stringify(Object.values(row)));
}

async function keptItems({ db }: Store): Promise<string[]> {
  const rows = await db
    .selectFrom('review_items')
    .select(['anomaly_id', 'severity', 'kind', 'code', 'year', 'form', 'division', 'import_id'])
    .orderBy('anomaly_id')
    .execute();
  return rows.map((row) => JSON.stringify(Object.values(row)));
}

describe.each(storeKinds)('in a store $name', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await kind.open();
    const faulty = [
      given('/a.html', pageWith(70, 2024), '320100'),
      given('/b.html', pageWith(80, 2023), '320100'),
      given('/c.html', pageWith(90, 2022), '440300'),
    ];
    const made = await Promise.all([4, 5, 6, 7].map((seed) => makeCase('html', seed)));
    await runImport(store, [...faulty, ...made.map(({ name, bytes }) => given(name, bytes, '110101'))]);
  });
  afterAll(async () => {
    await store.close();
    await kind.stop();
  });

  const list = (filter: ReviewFilter, after?: ReviewCursor, most = 1000) =>
    listReviewItems(store.db, filter, { most, after });

  async function decide(verdict: Decision['verdict'], at: string, by = 'a'): Promise<number> {
    const [item] = await list({ severity: ['error'], division: '44' });
    const row = await store.db
      .selectFrom('anomalies')
      .innerJoin('copies', 'copies.result_id', 'anomalies.result_id')
      .innerJoin('reports', 'reports.id', 'copies.report_id')
      .select(['agency_key', 'reports.year', 'reports.scope', 'copies.sha256', 'fingerprint'])
      .where('anomalies.id', '=', item?.anomalyId ?? 0)
      .executeTakeFirstOrThrow();
    const { agency_key: agencyKey, year, scope, sha256: document, fingerprint } = row;
    const decision = { report: { agencyKey, year, scope }, document, fingerprint, verdict, by, at };
    await saveDecisions(store, [{ ...decision, code: null, fields: [], edits: [], reason: null }]);
    return item?.anomalyId ?? 0;
  }

  test('every anomaly of a main copy is in it, and nothing else', async () => {
    const all = await trueItems(store);
    expect(all.length).toBeGreaterThan(3);
    expect(await keptItems(store)).toEqual(all);
    expect(await countReviewItems(store.db, {})).toBe(all.length);
  });

  test('the gravest come first, in pieces as in one', async () => {
    const all = await list({});
    const weights = all.map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
    expect(all[0]).toMatchObject({ severity: 'error', kind: 'source', state: 'open' });
    const pieces = [];
    for (let after: ReviewCursor | undefined; ; ) {
      const piece = await list({}, after, 2);
      if (piece.length === 0) break;
      pieces.push(...piece);
      after = piece.at(-1);
    }
    expect(pieces).toEqual(all);
  });

  test('each filter keeps what it says, and its facet counts as much', async () => {
    const all = await list({});
    for (const facet of facets) {
      const counts = await countFacet(store.db, facet, {});
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
      for (const { value, count } of counts) {
        const filtered = await list({ [facet]: [value] });
        expect(filtered, `${facet} ${value}`).toHaveLength(count);
        // What a facet is filtered by does not change its own counts.
        expect(await countFacet(store.db, facet, { [facet]: [value] })).toEqual(counts);
      }
    }
    const both = await list({ division: '32', year: [2023] });
    expect(new Set(both.map(({ year, divisionCode }) => `${year} ${divisionCode}`))).toEqual(
      new Set(['2023 320100']),
    );
  });

  test('divisions are counted at each depth, agencies within them', async () => {
    const all = await list({});
    for (const digits of [2, 4, 6] as const) {
      const counts = await countDivisions(store.db, digits, {});
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
      for (const { value, count } of counts) {
        const within = all.filter(({ divisionCode }) => (divisionCode ?? '').slice(0, digits) === value);
        expect([count, await list({ division: String(value) })]).toEqual([within.length, within]);
      }
    }
    const agencies = await countAgencies(store.db, { division: '3201' }, 10);
    const own = await list({ division: '3201' });
    expect(agencies).toMatchObject([{ agency: own[0]?.agency, count: own.length }]);
    expect(await list({ agencyKey: String(agencies[0]?.value) })).toEqual(own);
    expect(await countAgencies(store.db, {}, 1)).toHaveLength(1);
  });

  test('an agency is found by a part of its name or the beginning of its division', async () => {
    const of = async (agency: string) =>
      new Set((await list({ agency })).map(({ divisionCode }) => divisionCode));
    expect(await of('黛屿')).toEqual(new Set(['320100', '440300']));
    expect(await of('4403')).toEqual(new Set(['440300']));
    expect(await of('%')).toEqual(new Set());
    expect(await of("'")).toEqual(new Set());
  });

  test('what an import met is told from what others did', async () => {
    await runImport(store, [given('/d.html', pageWith(91, 2021), '440300')]);
    const imports = await store.db.selectFrom('imports').select('id').orderBy('id').execute();
    const ofLast = await list({ import: [imports.at(-1)?.id ?? 0] });
    expect(new Set(ofLast.map(({ year }) => year))).toEqual(new Set([2021]));
    expect(await keptItems(store)).toEqual(await trueItems(store));
  });

  test('decisions change the state, and those that are taken back change it back', async () => {
    const anomaly = await decide('confirmed', '2026-01-01T00:00:01.000Z');
    const stateOf = async () => (await list({})).find(({ anomalyId }) => anomalyId === anomaly);
    expect(await stateOf()).toMatchObject({ state: 'confirmed', isDisputed: false });
    expect((await list({ state: ['open'] })).some(({ anomalyId }) => anomalyId === anomaly)).toBe(false);
    await decide('dismissed', '2026-01-01T00:00:02.000Z', 'b');
    expect(await stateOf()).toMatchObject({ state: 'dismissed', isDisputed: true });
    expect((await list({ isDisputed: true })).map(({ anomalyId }) => anomalyId)).toEqual([anomaly]);
    await decide('undone', '2026-01-01T00:00:03.000Z', 'b');
    await decide('undone', '2026-01-01T00:00:04.000Z', 'a');
    expect(await stateOf()).toMatchObject({ state: 'open', isDisputed: false });
  });

  test('it is true after copies came, were compared, changed and went', async () => {
    const check = async (): Promise<void> => expect(await keptItems(store)).toEqual(await trueItems(store));
    await runImport(store, [given('/a2.html', pageWith(71, 2024), '320100')]);
    await check();
    await linkReports({ store, language: 'en' });
    await check();
    expect(await list({ code: ['copies-differ'] })).toHaveLength(1);
    await runImport(store, [given('/a.html', '<p>关于召开会议的通知</p>', '320100')]);
    await check();
    await linkReports({ store, language: 'en' });
    await check();
  });
});
