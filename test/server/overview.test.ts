/** The overview and what it leads to, over a store whose names and addresses would like to be markup. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSite } from '#store/crawl-sites.js';
import { root } from '../cli/run-gouji.js';
import { closeBrowser, hasChromium } from '../generator/pdf.js';
import { inputOf } from '../jobs/import-cases.js';
import { skipUnless } from '../skip-unless.js';
import { openTestSite, sampleOf, type TestSite } from './site.js';

const sample = readFileSync(join(root, 'samples', 'clean-2024.html'), 'utf8');
const given = (year: number, count: number, divisionCode = '320800') =>
  inputOf(
    `/${divisionCode}/${year}.html`,
    sample.replace('<td>69</td>', `<td>${count}</td>`).replaceAll('2024', `${year}`),
    {
      manifest: { said: divisionCode, divisionCode },
    },
  );

const hostile =
  '=HYPERLINK("http://evil.test/")<img src=x onerror=top.hacked=1>\'</title><script>top.hacked=1</script>';

const pages = ['/overview', '/coverage', '/coverage?division=320000', '/coverage?division=320800'];
const lists = ['/coverage?division=unknown', '/anomalies-by', '/imports', '/crawls'];

describe('the overview', () => {
  let site: TestSite;
  let agency: string;
  beforeAll(async () => {
    const names = ['row-sum-2023.docx', 'statement-2024.html', 'misprint-2020.txt', 'list-page.html'];
    site = await openTestSite([...names.map(sampleOf), given(2021, 69), given(2022, 70), given(2024, 69)], {
      now: () => '2026-01-15T08:00:00.000Z',
    });
    await site.store.db.updateTable('reports').set({ agency: hostile }).execute();
    const report = site.store.db
      .selectFrom('reports')
      .select('agency_key')
      .where('division_code', '=', '320800');
    agency = (await report.executeTakeFirstOrThrow()).agency_key;
    await site.store.startImport([hostile], '0', '2026-01-14T00:00:00.000Z');
    await addSite(
      site.store,
      {
        ...{
          address: 'javascript:top.hacked=1',
          name: hostile,
          schedule: null,
          timeZone: 'UTC',
          scope: 'site',
        },
        ...{ pause: 0, mostPages: 10, tlsException: null, nextAt: null },
      },
      '2026-01-14T00:00:00.000Z',
    );
  });
  afterAll(async () => {
    await site.close();
    await closeBrowser();
  });

  const figures = (more = ''): string => `/figures?${new URLSearchParams({ agency })}${more}`;
  const read = async (path: string) => {
    const { status, text } = await site.get(path);
    expect(status, path).toBe(200);
    return load(text);
  };
  const withFormat = (path: string, format: string): string =>
    `${path}${path.includes('?') ? '&' : '?'}format=${format}`;

  test('no page takes over markup, styles or addresses from what it shows', async () => {
    for (const path of [...pages, ...lists, figures()]) {
      const { text } = await site.get(path);
      expect(text, path).not.toMatch(/<img|<style| style=| on\w+="|href="javascript|<script>/);
      expect(text.match(/<script/g), path).toHaveLength(1);
    }
  });

  test('every page is CSV and JSON of the same, and nothing in it is a formula', async () => {
    for (const path of [...pages, ...lists, figures()]) {
      const { count, items } = await site.list(withFormat(path, 'json'));
      const csv = await site.get(withFormat(path, 'csv'));
      const rows = parse(csv.text, { columns: true }) as Record<string, string>[];
      expect(items, path).toHaveLength(count);
      expect(rows, path).toHaveLength(count);
      expect(csv.text, path).not.toMatch(/^"?=|,"?=/m);
      for (const [index, row] of rows.entries())
        for (const [key, value] of Object.entries(row))
          expect(value.replace(/^'(?==)/, ''), `${path} ${key}`).toBe(String(items[index]?.[key] ?? ''));
    }
  });

  test('the table behind a map has its numbers, and each cell leads where its number leads', async () => {
    const page = await read('/coverage?division=320000');
    const { items } = await site.list('/coverage?division=320000&format=json');
    const years = page('.numbers thead th')
      .slice(1)
      .map((_, one) => page(one).text())
      .get();
    expect(years).toEqual(['2021', '2022', '2023', '2024', '2025']);
    const told = page('.numbers tbody td')
      .map((_, one) => page(one).text())
      .get();
    expect(told).toEqual(items.map(({ reported }) => String(reported)));
    const links = (selector: string) =>
      page(selector)
        .map((_, one) => page(one).attr('href') ?? '')
        .get()
        .sort();
    expect(links('svg a')).toEqual(links('.numbers a'));
    for (const href of new Set(links('svg a'))) expect((await site.get(href)).status, href).toBe(200);
  });

  test('a cell of an agency opens its report, or says why there is none', async () => {
    const page = await read('/coverage?division=320800');
    const cell = (kind: string) =>
      page(`svg g.${kind} a`)
        .map((_, one) => page(one).attr('href') ?? '')
        .get();
    const reports = await site.store.db
      .selectFrom('reports')
      .select(['id', 'year'])
      .where('agency_key', '=', agency)
      .orderBy('year')
      .execute();
    expect(reports.map(({ year }) => year)).toEqual([2021, 2022, 2024]);
    const [of2021, of2022, of2024] = reports.map(({ id }) => `/reports/${id}`);
    expect(cell('faulty')).toEqual([of2022]);
    expect(cell('reported')).toEqual([of2021, of2024]);
    for (const href of page('main a')
      .map((_, one) => page(one).attr('href') ?? '')
      .get())
      expect((await site.get(href)).status, href).toBe(200);
    const [overdue = ''] = cell('overdue');
    const [notDue = ''] = cell('not-due');
    expect((await read(overdue))('.gap').text()).toMatch(/2023: late: it was due on 2024-01-31/);
    expect((await read(notDue))('.gap').text()).toMatch(/2025: not due before 2026-01-31/);
    const { items } = await site.list('/coverage?division=320800&format=json');
    expect(items.map(({ year, why }) => [year, why])).toEqual([
      ...[
        [2021, null],
        [2022, null],
        [2023, 'overdue'],
        [2024, null],
        [2025, 'not-due'],
      ],
    ]);
  });

  test('a figure is shown through the years, by the labels of the form', async () => {
    const page = await read(figures('&field=applications.received.new.natural_person'));
    const data = await site.list(
      withFormat(figures('&field=applications.received.new.natural_person'), 'json'),
    );
    const rows = page('.numbers tbody tr')
      .map((_, row) =>
        page(row)
          .find('th, td')
          .map((__, one) => page(one).text())
          .get()
          .slice(0, 2)
          .join(' '),
      )
      .get();
    expect(rows).toEqual(data.items.map(({ year, printed }) => `${year} ${printed}`));
    expect(data.items.map(({ year }) => year)).toEqual([2021, 2022, 2024]);
    expect(page('select option[selected]').attr('value')).toBe('applications.received.new.natural_person');
    expect(page('optgroup')).toHaveLength(3);
    expect((await site.get('/figures?agency=nobody')).status).toBe(404);
    expect((await site.get(figures('&field=no.such.field'))).status).toBe(404);
    expect((await site.get(figures('&scope=x'))).status).toBe(200);
  });

  test('each bar leads to the anomalies that it counts', async () => {
    const page = await read('/anomalies-by');
    const bars = page('svg a')
      .map((_, one) => page(one).attr('href') ?? '')
      .get();
    expect(bars.length).toBeGreaterThan(2);
    const { items } = await site.list('/anomalies-by?format=json');
    for (const [index, href] of bars.entries()) {
      const { count } = await site.list(`${href}&format=json`);
      expect(count, href).toBe(items[index]?.['count']);
    }
  });

  test('each number of errors leads to a list of as many, also when some were dismissed', async () => {
    const item = site.store.db
      .selectFrom('review_items')
      .select('anomaly_id')
      .where('severity', '=', 'error');
    const { anomaly_id: anomaly } = await item.executeTakeFirstOrThrow();
    expect(await site.decide({ anomaly, verdict: 'dismissed', edits: [], reason: '' })).toBeLessThan(300);
    const page = await read('/overview');
    const { items } = await site.list('/overview?format=json');
    for (const { year, errors } of items) {
      const href = page(`.numbers a[href*="year=${year}"]`).attr('href') ?? '';
      expect((await site.list(`${href}&format=json`)).count, href).toBe(errors);
    }
  });

  test('imports go on where a page of them ends', async () => {
    const all = await site.list('/imports?format=json');
    expect(all.items.map(({ state }) => state)).toEqual(['open', 'ended']);
    expect(all.items.at(-1)).toMatchObject({ failed: 1, failures: 1 });
    const rest = await site.list(`/imports?format=json&after=${all.items[0]?.['id']}`);
    expect(rest.items).toEqual(all.items.slice(1));
    const { items } = await site.list('/crawls?format=json');
    expect(items).toMatchObject([{ name: hostile, state: 'new', found: null }]);
  });

  test('what is no place, number or cursor is answered all the same', async () => {
    for (const path of [
      '/coverage?division=%27',
      '/coverage?division=999999&agency=x&year=y',
      '/coverage?agency=%25&year=2020&from=%25',
      '/coverage?agency=x&year=2020',
    ])
      expect((await site.get(path)).status, path).toBe(200);
    for (const path of [
      '/imports?after=x',
      '/crawls?after=-1&format=json',
      '/overview?after=1e9&format=json',
    ])
      expect((await site.get(path)).status, path).toBe(200);
  });

  skipUnless(hasChromium(), 'no Chromium on this machine: the plots were not opened in a browser');

  test.runIf(hasChromium())(
    'in a browser nothing is refused, run or fetched, and nothing is cut off on a telephone',
    async () => {
      for (const path of [
        '/overview',
        '/coverage?division=320800',
        figures(),
        '/anomalies-by',
        '/imports',
        '/crawls',
      ]) {
        const { page, said } = await site.open(path);
        await page.setViewportSize({ width: 390, height: 844 });
        expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(390);
        expect(await page.evaluate('window.hacked'), path).toBeUndefined();
        expect(said, path).toEqual([]);
        await page.close();
      }
    },
  );
});
