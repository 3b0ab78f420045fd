/** Agencies and reports as they are browsed: against what is counted row by row, in every kind of store. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkReports } from '#jobs/link-reports.js';
import { type AgencyCursor, type AgencyFilter, countAgencies, listAgencies } from '#store/browse-agencies.js';
import { findBrowsedReport, findCopy } from '#store/browse-report.js';
import {
  countReports,
  listReportChoices,
  listReports,
  type ReportCursor,
  type ReportFilter,
} from '#store/browse-reports.js';
import { listVersions } from '#store/browse-versions.js';
import { saveDecisions } from '#store/decisions.js';
import type { Store } from '#store/store.js';
import { recordOf, saveRecords } from '../export/export-cases.js';
import { inputOf, runImport } from '../jobs/import-cases.js';
import { storeKinds } from './store-kinds.js';

const page = readFileSync(fileURLToPath(new URL('../../samples/clean-2024.html', import.meta.url)), 'utf8');
const pageWith = (count: number, year: number): string =>
  page.replace('<td>69</td>', `<td>${count}</td>`).replaceAll('2024', `${year}`);
const given = (location: string, bytes: string, divisionCode: string) =>
  inputOf(location, bytes, { manifest: { said: divisionCode, divisionCode }, stamp: `${bytes.length}` });
const text2020 = readFileSync(fileURLToPath(new URL('../../samples/misprint-2020.txt', import.meta.url)));

const inputs = [
  given('/a.html', pageWith(70, 2024), '320100'),
  given('/a2.html', pageWith(69, 2024), '320100'),
  given('/b.html', pageWith(69, 2023), '320100'),
  given('/b-again.html', pageWith(69, 2023), '320100'),
  given('/c.html', pageWith(90, 2022), '440300'),
  given('/d.html', pageWith(91, 2021), '440300'),
  given('/f.html', pageWith(77, 2023), '440300'),
  inputOf('/e.txt', text2020),
];

/** What a list should hold, from nothing but whole tables. */
async function countByHand({ db }: Store) {
  const reports = await db.selectFrom('reports').selectAll().execute();
  const copies = await db.selectFrom('copies').selectAll().execute();
  const results = await db.selectFrom('results').selectAll().execute();
  const items = await db.selectFrom('review_items').selectAll().execute();
  return reports.map((report) => {
    const own = copies.filter(({ report_id }) => report_id === report.id);
    const main = results.find(({ id }) => id === own.find(({ is_main }) => is_main === 1)?.result_id);
    const ownItems = items.filter(({ report_id }) => report_id === report.id);
    const errors = ownItems.filter(
      ({ severity, state }) => severity === 'error' && !['dismissed', 'misread'].includes(state),
    );
    return {
      ...{ id: report.id, agencyKey: report.agency_key, agency: report.agency, level: report.level },
      ...{ divisionCode: report.division_code, year: report.year, scope: report.scope },
      ...{ form: main?.form, format: main?.format, publishedOn: main?.published_on },
      ...{ copies: own.length, errors: errors.length },
      open: ownItems.filter(({ state }) => state === 'open').length,
      isDisputed: ownItems.some(({ is_disputed }) => is_disputed === 1),
    };
  });
}

const byId = <Row extends { readonly id: number }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((one, other) => one.id - other.id);

describe.each(storeKinds)('in a store $name', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await kind.open();
    await runImport(store, inputs);
    await linkReports({ store, language: 'en' });
    await decide('dismissed', 'a', 2022);
    await decide('confirmed', 'a', 2021);
    await decide('dismissed', 'b', 2021);
  });
  afterAll(async () => {
    await store.close();
    await kind.stop();
  });

  const reports = (filter: ReportFilter, after?: ReportCursor, most = 1000) =>
    listReports(store.db, filter, { most, after });
  const agencies = (filter: AgencyFilter, after?: AgencyCursor, most = 1000) =>
    listAgencies(store.db, filter, { most, after });

  async function decide(verdict: 'confirmed' | 'dismissed', by: string, year: number): Promise<void> {
    const row = await store.db
      .selectFrom('review_items')
      .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
      .innerJoin('copies', 'copies.result_id', 'anomalies.result_id')
      .innerJoin('reports', 'reports.id', 'copies.report_id')
      .select(['agency_key', 'reports.year', 'reports.scope', 'copies.sha256', 'fingerprint'])
      .where('reports.year', '=', year)
      .where('review_items.severity', '=', 'error')
      .orderBy('anomaly_id')
      .executeTakeFirstOrThrow();
    const { agency_key: agencyKey, scope, sha256: document, fingerprint } = row;
    const at = `2026-01-01T00:00:0${by === 'a' ? 1 : 2}.000Z`;
    const decision = { report: { agencyKey, year, scope }, document, fingerprint, verdict, by, at };
    await saveDecisions(store, [{ ...decision, code: null, fields: [], edits: [], reason: null }]);
  }

  test('every report is listed, with what is counted by hand, the newest first', async () => {
    const all = await reports({});
    expect(all.length).toBeGreaterThanOrEqual(5);
    expect(byId(all)).toEqual(byId(await countByHand(store)));
    expect(all.map(({ year }) => year)).toEqual(all.map(({ year }) => year).sort((a, b) => b - a));
    expect(await countReports(store.db, {})).toBe(all.length);
  });

  test('in pieces as in one', async () => {
    const [all, pieces] = [await reports({}), []] as [ReportCursor[], ReportCursor[]];
    for (let after: ReportCursor | undefined; pieces.length < 100; after = pieces.at(-1)) {
      const piece = await reports({}, after, 2);
      if (piece.length === 0) break;
      pieces.push(...piece);
    }
    expect(pieces).toEqual(all);
    const [every, some] = [await agencies({}), []] as [AgencyCursor[], AgencyCursor[]];
    for (let after: AgencyCursor | undefined; some.length < 100; after = some.at(-1)) {
      const piece = await agencies({}, after, 1);
      if (piece.length === 0) break;
      some.push(...piece);
    }
    expect(some).toEqual(every);
    expect(every.length).toBeGreaterThan(1);
  });

  test.each<[string, ReportFilter, (row: Awaited<ReturnType<typeof countByHand>>[number]) => boolean]>([
    ['a part of the name', { agency: '黛屿' }, ({ agency }) => agency.includes('黛屿')],
    ['a division as text', { agency: '3201' }, ({ divisionCode }) => divisionCode === '320100'],
    ['a division', { division: '44' }, ({ divisionCode }) => divisionCode === '440300'],
    ['a year', { year: 2023 }, ({ year }) => year === 2023],
    ['a form', { form: '2021' }, ({ form }) => form === '2021'],
    ['a form in a year', { form: '2019', year: 2020 }, ({ form, year }) => form === '2019' && year === 2020],
    ['a dispute', { isDisputed: true }, ({ isDisputed }) => isDisputed],
    ['errors', { hasErrors: true }, ({ errors }) => errors > 0],
  ])('reports by %s', async (_, filter, isMeant) => {
    const meant = (await countByHand(store)).filter(isMeant);
    expect(meant.length).toBeGreaterThan(0);
    expect(byId(await reports(filter))).toEqual(byId(meant));
    expect(await countReports(store.db, filter)).toBe(meant.length);
  });

  test.each<[string, ReportFilter]>([
    ['a sign of patterns', { agency: '%' }],
    ['a quote', { agency: "'" }],
    ['a backslash', { division: '\\' }],
    ['no such form', { form: '2014' }],
    ['no form', { form: '' }],
  ])('no report by %s', async (_, filter) => expect(await reports(filter)).toEqual([]));

  test('agencies are called as in their latest report, and hold what their reports hold', async () => {
    const all = await countByHand(store);
    const keys = [...new Set(all.map(({ agencyKey }) => agencyKey))];
    const expected = keys.map((agencyKey) => {
      const own = all
        .filter((one) => one.agencyKey === agencyKey)
        .sort((one, other) => one.year - other.year);
      const latest = own.at(-1);
      return {
        ...{ agencyKey, agency: latest?.agency, divisionCode: latest?.divisionCode, level: latest?.level },
        ...{ reports: own.length, firstYear: own[0]?.year, lastYear: latest?.year },
        open: own.reduce((sum, { open }) => sum + open, 0),
      };
    });
    const listed = await agencies({});
    expect(listed).toHaveLength(keys.length);
    expect(listed).toEqual(expect.arrayContaining(expected));
    expect(await countAgencies(store.db, {})).toBe(keys.length);
  });

  test('agencies by name, division, level and key', async () => {
    const of = async (filter: AgencyFilter) =>
      new Set((await agencies(filter)).map(({ divisionCode }) => divisionCode));
    expect(await of({ agency: '黛屿' })).toEqual(new Set(['320100', '440300']));
    expect(await of({ division: '32' })).toEqual(new Set(['320100']));
    expect(await of({ division: '%' })).toEqual(new Set());
    const [first] = await agencies({ division: '32' });
    expect(await agencies({ agencyKey: first?.agencyKey ?? '' })).toEqual([first]);
    for (const level of new Set((await agencies({})).map((agency) => agency.level)))
      expect(new Set((await agencies({ level: level ?? '' })).map((agency) => agency.level))).toEqual(
        new Set([level]),
      );
  });

  test('there is a choice of years and forms', async () => {
    const { years, forms } = await listReportChoices(store.db);
    expect(years).toEqual([2024, 2023, 2022, 2021, 2020]);
    expect(forms).toEqual(['2019', '2021']);
  });

  test('a report whole: figures, anomalies, copies and where they stand', async () => {
    const [listed] = await reports({ year: 2024 });
    const found = await findBrowsedReport(store.db, listed?.id ?? 0);
    if (!found) throw new Error('no report');
    expect(found.report).toEqual(listed);
    expect(found.figures.map(({ field }) => field).sort()).toEqual(
      found.record.figures.map(({ field }) => field).sort(),
    );
    expect(found.copies.map(({ isMain }) => isMain)).toEqual([true, false]);
    expect(found.copies.flatMap(({ places }) => places.map(({ location }) => location)).sort()).toEqual([
      '/a.html',
      '/a2.html',
    ]);
    const differing = found.anomalies.find(({ code }) => code === 'copies-differ');
    expect(JSON.parse(differing?.data ?? '{}')).toMatchObject({ copy: found.copies[1]?.sha256 });
    expect(found.anomalies).toHaveLength(
      (
        await store.db
          .selectFrom('review_items')
          .where('report_id', '=', listed?.id ?? 0)
          .selectAll()
          .execute()
      ).length,
    );
    const [b] = await reports({ year: 2023 });
    const twice = await findBrowsedReport(store.db, b?.id ?? 0);
    expect(twice?.copies[0]?.places).toHaveLength(2);
  });

  test('each copy is found with what was read of it, and no other document is', async () => {
    const [listed] = await reports({ year: 2024 });
    const id = listed?.id ?? 0;
    const [main, other] = (await findBrowsedReport(store.db, id))?.copies ?? [];
    expect((await findCopy(store.db, id))?.copy.sha256).toBe(main?.sha256);
    expect((await findCopy(store.db, id, other?.sha256))?.record.document.sha256).toBe(other?.sha256);
    const [elsewhere] = await reports({ year: 2023 });
    expect(await findCopy(store.db, elsewhere?.id ?? 0, main?.sha256 ?? '')).toBeUndefined();
    expect(await findBrowsedReport(store.db, 999_999)).toBeUndefined();
  });

  test('what another engine made of a document is listed with what it changed', async () => {
    const record = await recordOf('html', 1);
    const changed = record.figures.map((figure, index) => (index === 0 ? { ...figure, raw: 'x' } : figure));
    const key = { sha256: record.document.sha256, charset: '' };
    await saveRecords(store, [record], { engine: { reading: 'r0', judging: 'j' } });
    expect(await listVersions(store.db, key)).toMatchObject([{ isCurrent: true, reading: 'r0' }]);
    await saveRecords(store, [record], { engine: { reading: 'r1', judging: 'j' } });
    await saveRecords(store, [{ ...record, figures: changed }], { engine: { reading: 'r2', judging: 'j' } });
    const versions = await listVersions(store.db, key);
    expect(versions.map(({ reading, isCurrent }) => [reading, isCurrent])).toEqual([
      ['r2', true],
      ['r1', false],
      ['r0', false],
    ]);
    expect(versions.map(({ change }) => change?.figures.map(({ field }) => field))).toEqual([
      [record.figures[0]?.field],
      undefined,
      undefined,
    ]);
  });
});
