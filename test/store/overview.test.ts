/** Coverage, error rates, imports and what waits: counted by the store as by whoever looks at every row. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AgencyYears, listAgencyYears, readAgencyYears } from '#store/agency-years.js';
import { listCoverage } from '#store/coverage.js';
import { explainGaps } from '#store/coverage-gaps.js';
import { addSite, endRun, startRun } from '#store/crawl-sites.js';
import { listErrorRates } from '#store/error-rates.js';
import { findAgencyScopes, listFigureYears } from '#store/figure-years.js';
import { listImportStates } from '#store/import-states.js';
import { countOpenAnomalies } from '#store/open-anomalies.js';
import type { Store } from '#store/store.js';
import { countWaiting } from '#store/waiting-counts.js';
import { inputOf, runImport } from '../jobs/import-cases.js';
import { storeKinds } from './store-kinds.js';

/** A province and its own counties' codes; 419001 lies in no prefecture, 329999 was never given out. */
const codes = ['320000', '320100', '320102', '320803', '419001', '410105', '329999', '110101', null];
const severities = ['error', 'error', 'warning'] as const;
const states = ['open', 'confirmed', 'corrected', 'dismissed', 'misread'] as const;

interface Row {
  readonly key: string;
  readonly code: string | null;
  readonly year: number;
  readonly items: readonly { readonly code: string; readonly severity: string; readonly state: string }[];
}

/** Not at random, so that a failure can be met again; of no pattern that a count could be right by. */
const rows: readonly Row[] = Array.from({ length: 360 }, (_, index) => {
  const agency = index % 40;
  const step = (index * 7919) % 101;
  return {
    ...{
      key: `${codes[agency % codes.length] ?? '?'}:${agency}`,
      code: codes[agency % codes.length] ?? null,
    },
    year: 2015 + Math.floor(index / 40),
    items: Array.from({ length: step % 4 }, (__, at) => ({
      code: `code-${(step + at) % 3}`,
      severity: severities[(step + at) % severities.length] ?? 'error',
      state: states[(step * 3 + at) % states.length] ?? 'open',
    })),
  };
}).filter((_, index) => index % 7 !== 3);

const isWrong = ({ items }: Row): boolean =>
  items.some(({ severity, state }) => severity === 'error' && !['dismissed', 'misread'].includes(state));

async function fill({ db }: Store): Promise<void> {
  let anomaly = 0;
  for (const { key, code, year, items } of rows) {
    const { id } = await db
      .insertInto('reports')
      .values({ agency_key: key, agency: key, division_code: code, level: null, year, scope: '' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const ofReport = { report_id: id, year, form: '', division: code ?? '', import_id: 0, is_disputed: 0 };
    const values = items.map((item) => ({
      ...item,
      ...ofReport,
      anomaly_id: ++anomaly,
      weight: 0,
      kind: 'source',
    }));
    if (values.length > 0) await db.insertInto('review_items').values(values).execute();
  }
}

/** Every row looked at. */
function countNaively(partOf: (code: string | null) => string | undefined): unknown {
  const parts = [...new Set(rows.flatMap(({ code }) => partOf(code) ?? []))].sort();
  return parts.map((place) => {
    const own = rows.filter(({ code }) => partOf(code) === place);
    const years = [...new Set(own.map(({ year }) => year))].sort();
    return {
      ...{ place, agencies: new Set(own.map(({ key }) => key)).size },
      years: years.map((year) => {
        const ofYear = own.filter((row) => row.year === year);
        return {
          year,
          agencies: new Set(ofYear.map(({ key }) => key)).size,
          faulty: ofYear.filter(isWrong).length,
        };
      }),
    };
  });
}

describe.each(storeKinds)('in a store $name', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await kind.open();
    await fill(store);
  });
  afterAll(() => store.close());

  const coverOf = async (place: string) =>
    (await listCoverage(store.db, place))
      .map(({ name, ...part }) => part)
      .sort((a, b) => (a.place < b.place ? -1 : 1));

  test('provinces are counted, and what lies nowhere beside them', async () => {
    expect(await coverOf('country')).toEqual(
      countNaively((code) => (code ? `${code.slice(0, 2)}0000` : 'unknown')),
    );
    const names = (await listCoverage(store.db, 'country')).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(['江苏省', '北京市', '河南省', null]));
  });

  test.each([
    [
      'a province',
      '320000',
      { '320100': '320100', '320102': '320100', '320803': '320800', '329999': '329999' },
    ],
    ['a province with a county under it', '410000', { '419001': '419001', '410105': '410100' }],
    ['a prefecture', '320100', { '320102': '320102' }],
    ['a county', '320102', {}],
    ['a place that is none', '990000', {}],
    ['nowhere', 'unknown', {}],
  ] as const)('%s is counted by its parts', async (_, place, parts) => {
    const partOf = (code: string | null) => (parts as Readonly<Record<string, string>>)[code ?? ''];
    expect(await coverOf(place)).toEqual(countNaively(partOf));
  });

  test('the agencies of a place are listed one by one, on several pages too', async () => {
    for (const code of [...codes, '999999']) {
      const place = code ?? 'unknown';
      const expected = [...new Set(rows.filter((row) => row.code === code).map(({ key }) => key))].sort();
      const paged: AgencyYears[] = [];
      for (let after: string | undefined; ; after = paged.at(-1)?.key) {
        const more = await listAgencyYears(store.db, place, { most: 2, after });
        if (more.length === 0) break;
        paged.push(...more);
      }
      expect(paged.map(({ key }) => key)).toEqual(expected);
      expect(await listAgencyYears(store.db, place, { most: 100 })).toEqual(paged);
    }
    const [one] = await readAgencyYears(store.db, ['320000:0', 'nobody']);
    const own = rows.filter(({ key }) => key === '320000:0');
    expect(one?.reports.map(({ year, errors }) => ({ year, isWrong: errors > 0 }))).toEqual(
      own.map((row) => ({ year: row.year, isWrong: isWrong(row) })),
    );
  });

  test('error rates are those of the years', async () => {
    const expected = [...new Set(rows.map(({ year }) => year))].map((year) => {
      const own = rows.filter((row) => row.year === year);
      const errors = own
        .flatMap(({ items }) => items)
        .filter(({ severity, state }) => severity === 'error' && !['dismissed', 'misread'].includes(state));
      return { year, reports: own.length, faulty: own.filter(isWrong).length, errors: errors.length };
    });
    expect(await listErrorRates(store.db)).toEqual(expected);
  });

  test('what is open is counted by code and by region', async () => {
    const open = rows.flatMap(({ code, items }) =>
      items
        .filter(({ state }) => state === 'open')
        .map((item) => ({ code: item.code, province: code?.slice(0, 2) ?? '' })),
    );
    const { codes: byCode, provinces } = await countOpenAnomalies(store.db);
    const count = (name: 'code' | 'province', value: string): number =>
      open.filter((one) => one[name] === value).length;
    expect(byCode.map(({ code }) => code).sort()).toEqual([...new Set(open.map(({ code }) => code))].sort());
    for (const one of byCode) expect(one.count).toBe(count('code', one.code));
    for (const one of provinces) expect(one.count).toBe(count('province', one.province));
    expect(provinces.reduce((sum, one) => sum + one.count, 0)).toBe(open.length);
    expect(provinces.find(({ province }) => province === '32')?.name).toBe('江苏省');
    expect((await countWaiting(store.db)).anomalies).toBe(open.length);
  });
});

const page = readFileSync(fileURLToPath(new URL('../../samples/clean-2024.html', import.meta.url)), 'utf8');
const list = readFileSync(fileURLToPath(new URL('../../samples/list-page.html', import.meta.url)), 'utf8');
const pageOf = (year: number, count = 69): string =>
  page.replace('<td>69</td>', `<td>${count}</td>`).replaceAll('2024', `${year}`);

describe.each(storeKinds)('of what was imported into a store $name', (kind) => {
  let store: Store;
  let agency: AgencyYears;
  beforeAll(async () => {
    store = await kind.open();
    const address = (year: number) => `https://www.example.gov.cn/${year}.html`;
    const place = { said: '320100', divisionCode: '320100' };
    await runImport(store, [
      inputOf(address(2021), pageOf(2021), { kind: 'address', manifest: place }),
      inputOf(address(2022), pageOf(2022, 70), { manifest: place }),
    ]);
    const { agency: name, agency_key: key } = await store.db
      .selectFrom('reports')
      .selectAll()
      .executeTakeFirstOrThrow();
    const manifest = { ...place, agency: name, year: 2024 };
    await runImport(store, [inputOf('/list.html', list, { manifest })]);
    const [found] = await readAgencyYears(store.db, [key]);
    agency = found ?? expect.fail('no agency');
  });
  afterAll(async () => {
    await store.close();
    await kind.stop();
  });

  const explain = async (year: number, today = '2026-06-01') =>
    (await explainGaps(store.db, [agency], today))(agency, year);

  test('why a report is missing is told by what is certain', async () => {
    expect(await explain(2024)).toEqual({ why: 'failed', code: 'list-page', location: '/list.html' });
    expect(await explain(2025, '2025-12-31')).toMatchObject({ why: 'not-due' });
    expect(await explain(2023)).toMatchObject({ why: 'overdue' });
    expect(await explain(2025)).toEqual({ why: 'not-imported' });
    expect(await explain(2015)).toEqual({ why: 'not-imported' });
  });

  test('a site that was gone through since has none, if it had the others', async () => {
    const at = '2026-05-01T00:00:00.000Z';
    const site = await addSite(
      store,
      {
        ...{
          address: 'https://www.example.gov.cn/',
          name: '示例',
          schedule: null,
          timeZone: 'UTC',
          scope: 'site',
        },
        ...{ pause: 0, mostPages: 10, tlsException: null, nextAt: null },
      },
      at,
    );
    const clock = { now: at, nextAt: () => null, engineVersion: '0' };
    const run = (await startRun(store, site?.id ?? 0, clock)) ?? expect.fail('no run');
    const { location, sha256 } = await store.db
      .selectFrom('sources')
      .selectAll()
      .where('kind', '=', 'address')
      .executeTakeFirstOrThrow();
    await store.db
      .insertInto('crawl_responses')
      .values({
        ...{ site_id: run.site, run: run.run, address: location, final_address: location, asked_at: at },
        ...{ status: 200, code: null, headers: '{}', sha256, charset: null, kind: 'document', news: null },
        ...{ etag: null, last_modified: null, tls_fault: null, tls_fingerprint: null },
      })
      .execute();
    expect(await explain(2023)).toMatchObject({ why: 'overdue' });
    await endRun(store, run, { at, isSuccess: true, remark: '{}', counts: { known: 1 } });
    expect(await explain(2023)).toEqual({ why: 'not-on-site', at, site: 'https://www.example.gov.cn/' });
    expect(await explain(2023, '2023-12-31')).toMatchObject({ why: 'not-due' });
  });

  test('imports are told with what came of them', async () => {
    const states = await listImportStates(store.db, { most: 10 });
    expect(states.map(({ id }) => id)).toEqual(states.map(({ id }) => id).sort((a, b) => b - a));
    const [ofList, first] = states
      .filter(({ counts }) => !('known' in counts) || counts['records'] !== undefined)
      .slice(-2);
    expect(first).toMatchObject({ state: 'ended', failures: 0, pending: 0, counts: { records: 2 } });
    expect(ofList).toMatchObject({ state: 'ended', failures: 1, counts: { failed: 1 } });
    const before = await listImportStates(store.db, { most: 10, before: ofList?.id });
    expect(before).toEqual([first]);
    const now = '2026-06-02T00:00:00.000Z';
    const left = await store.startImport(['/x'], '0', now);
    const find = async () => (await listImportStates(store.db, { most: 1 }))[0];
    expect(await find()).toMatchObject({ state: 'open', given: ['/x'] });
    const [one] = await store.addWork(left, [
      { location: '/a', input: '{}' },
      { location: '/b', input: '{}' },
    ]);
    await store.save(now, [{ importId: left, work: { id: one ?? 0, outcome: 'unchanged' } }]);
    expect(await find()).toMatchObject({ id: left, state: 'working', pending: 1, done: 1 });
    expect(await countWaiting(store.db)).toMatchObject({ inputs: 1, disputed: 0 });
  });

  test('a figure is followed through the years, with what is doubted of it', async () => {
    const { scopes } = (await findAgencyScopes(store.db, agency.key)) ?? expect.fail('no agency');
    const { field } = await store.db
      .selectFrom('report_figures')
      .select('field')
      .where('year', '=', 2022)
      .where('value', '=', 70)
      .executeTakeFirstOrThrow();
    const years = await listFigureYears(store.db, { agencyKey: agency.key, scope: scopes[0] ?? '' }, field);
    expect(years.map(({ year, value, valueReviewed }) => [year, value, valueReviewed])).toEqual([
      [2021, 69, 69],
      [2022, 70, 70],
    ]);
    expect(years[0]?.anomaly).toBeNull();
    expect(years[1]?.anomaly).toMatchObject({ severity: 'error', kind: 'source' });
    expect(await findAgencyScopes(store.db, 'nobody')).toBeUndefined();
    expect(await listFigureYears(store.db, { agencyKey: 'nobody', scope: '' }, field)).toEqual([]);
  });
});
