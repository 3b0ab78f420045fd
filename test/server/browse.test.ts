/** Agencies and reports as a person browses them: lists, and a report whole beside its paper. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseReport } from '#cli/library.js';
import { forms } from '#forms/index.js';
import { linkReports } from '#jobs/link-reports.js';
import { parseAgencyCursor, parseReportCursor, reportCursorToText } from '#server/browse-address.js';
import { saveUser } from '#store/users.js';
import { root } from '../cli/run-gouji.js';
import { recordOf, saveRecords } from '../export/export-cases.js';
import { closeBrowser, hasChromium } from '../generator/pdf.js';
import { inputOf } from '../jobs/import-cases.js';
import { skipUnless } from '../skip-unless.js';
import { openTestSite, sampleOf, type TestSite } from './site.js';

const samples = [
  ...['row-sum-2023.docx', 'blank-totals-2022.pdf', 'statement-2024.html', 'misprint-2020.txt'],
  'old-form-2021.html',
];
const clean = readFileSync(join(root, 'samples', 'clean-2024.html'), 'utf8');
const pageWith = (count: string, year: number): string =>
  clean.replace('<td>69</td>', `<td>${count}</td>`).replaceAll('2024', `${year}`);
const evil = '<img src=x onerror=alert(1)>';

const inNanjing = (location: string, bytes: string, more: Record<string, string> = {}) =>
  inputOf(location, bytes, { manifest: { said: location, divisionCode: '320104', ...more } });

const inputs = [
  ...samples.map(sampleOf),
  inNanjing('/2024.html', pageWith('70', 2024)),
  inNanjing('/2024-again.html', pageWith('71', 2024)),
  inNanjing('/2023.html', pageWith('约七十', 2023)),
  inputOf('/=hostile".html', clean.replaceAll('筠坞区人民政府黛屿街道办事处', ''), {
    ...{ address: 'javascript:alert(1)' },
    manifest: { said: 'x', agency: `=1+1${evil}`, year: 2024, divisionCode: '110101' },
  }),
];

/** By row and column; throws where a cell of the grid is covered twice, or by none. */
function expandTable($: CheerioAPI, table: Parameters<CheerioAPI>[0]): number {
  const rows = $(table).find('tr').toArray();
  const grid: boolean[][] = rows.map(() => []);
  rows.forEach((row, index) => {
    let column = 0;
    for (const cell of $(row).children('td, th').toArray()) {
      while (grid[index]?.[column]) column++;
      const [down, right] = ['rowspan', 'colspan'].map((name) => Number($(cell).attr(name) ?? 1));
      for (let line = index; line < index + (down ?? 1); line++)
        for (let place = column; place < column + (right ?? 1); place++) {
          if (grid[line]?.[place] !== undefined || !grid[line]) throw new Error(`${line}, ${place}`);
          (grid[line] as boolean[])[place] = true;
        }
    }
  });
  const width = grid[0]?.length ?? 0;
  for (const line of grid) expect(Object.keys(line)).toHaveLength(width);
  return width;
}

interface Shown {
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
  readonly ownerDocument: { readonly defaultView: { readonly innerHeight: number } | null };
}

/** In the browser. */
function isInView(element: Shown): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= (element.ownerDocument.defaultView?.innerHeight ?? 0);
}

describe('the site', () => {
  let site: TestSite;

  beforeAll(async () => {
    site = await openTestSite(inputs);
    await linkReports({ store: site.store, language: 'en' });
  });
  afterAll(async () => {
    await site.close();
    await closeBrowser();
  });

  const allReports = () => site.store.db.selectFrom('reports').selectAll().orderBy('id').execute();
  const findReport = async (query: string): Promise<number> =>
    Number((await site.list(`/reports?format=json&${query}`)).items[0]?.reportId);
  const openReport = async (id: number) => load((await site.get(`/reports/${id}`)).text);
  const decide = async (code: string, decision: object): Promise<void> => {
    const { items } = await site.list(`/anomalies?format=json&code=${code}&agency=320104&year=2024`);
    const anomaly = Number(items[0]?.anomalyId);
    expect(await site.decide({ anomaly, reason: '', edits: [], ...decision })).toBe(204);
  };

  test.each(['/reports', '/reports?year=2024', '/reports?errors=1', '/agencies', '/agencies?division=32'])(
    '%s is a page, CSV and JSON of the same',
    async (path) => {
      const format = (name: string): string => `${path}${path.includes('?') ? '&' : '?'}format=${name}`;
      const { count, items } = await site.list(format('json'));
      expect(items.length).toBeGreaterThan(0);
      expect(items).toHaveLength(count);
      const rows: Record<string, string>[] = parse((await site.get(format('csv'))).text, { columns: true });
      expect(rows.map((row) => Object.keys(row))).toEqual(items.map((item) => Object.keys(item)));
      const $ = load((await site.get(path)).text);
      expect($('table.list tbody tr')).toHaveLength(count);
    },
  );

  test('a filter keeps what it says, stands in its form, and what is none filters nothing', async () => {
    const all = (await allReports()).length;
    const countOf = async (query: string) => (await site.list(`/reports?format=json&${query}`)).count;
    expect(await countOf('')).toBe(all);
    expect(await countOf('year=2024')).toBe((await allReports()).filter(({ year }) => year === 2024).length);
    expect(await countOf('form=2019')).toBe(2);
    expect(await countOf('form=unknown')).toBe(0);
    expect(await countOf('division=3201&year=2023')).toBe(1);
    expect(await countOf('agency=3201')).toBe(2);
    for (const nothing of ['year=x', 'form=1', 'division=%25', 'errors=2', 'after=x', 'after=[1]'])
      expect(await countOf(nothing), nothing).toBe(all);
    const $ = load((await site.get('/reports?year=2024&agency=%22%3E&errors=1')).text);
    expect($('input[name=agency]').attr('value')).toBe('">');
    expect($('select[name=year] [selected]').attr('value')).toBe('2024');
    expect($('input[name=errors]').attr('checked')).toBeDefined();
    expect((await site.get('/agencies?level=x&agency=%25')).status).toBe(200);
  });

  test('each agency has a page with its years, and leads to its reports and divisions', async () => {
    const { items } = await site.list('/agencies?format=json');
    for (const { agencyKey, reports } of items) {
      const path = `/agencies/${encodeURIComponent(String(agencyKey))}`;
      expect((await site.list(`${path}?format=json`)).count).toBe(reports);
      expect(load((await site.get(path)).text)('table.list tbody tr')).toHaveLength(Number(reports));
    }
    const $ = load((await site.get('/agencies?division=320104')).text);
    const page = load((await site.get($('table.list tbody a').attr('href') ?? '')).text);
    expect(page('header').text()).toContain('江苏省 › 南京市 › 秦淮区');
    expect(page('header a[href="/agencies?division=32"]')).toHaveLength(1);
  });

  test('what is not there is not found', async () => {
    for (const gone of [
      ...['/reports/999999', '/reports/x', '/reports/1e3', '/reports/999999/source', '/reports/x/source'],
      ...['/reports/9999999999999999999', '/reports/999999/figures', '/agencies/x', '/agencies/%00'],
      ...['/agencies/%ff', `/reports/1/source?copy=${'0'.repeat(64)}`],
    ])
      expect((await site.get(gone)).status, gone).toBe(404);
  });

  test('every figure of every report is on its page, in the layout of its form', async () => {
    for (const { id } of await allReports()) {
      const $ = await openReport(id);
      const figures = await site.store.db
        .selectFrom('report_figures')
        .select(['field', 'at', 'form'])
        .where('report_id', '=', id)
        .execute();
      const form = forms.find((each) => each.id === figures[0]?.form);
      const tables = $('table.official').toArray();
      expect(tables).toHaveLength(form?.tables.length ?? 0);
      for (const table of tables) expect(expandTable($, table)).toBeGreaterThan(3);
      const linked = new Set(
        $('table td a[target=paper]')
          .toArray()
          .map((link) => decodeURIComponent($(link).attr('href')?.split('#')[1] ?? '')),
      );
      expect(figures.filter(({ at, field }) => at !== null && !linked.has(field))).toEqual([]);
      const { count } = await site.list(`/reports/${id}/figures?format=json`);
      expect(count).toBe(figures.length);
    }
  });

  test('every place that a report leads to is named on its paper in every format, and nothing there runs', async () => {
    const { items } = await site.list('/reports?format=json');
    const byFormat = new Map(items.map(({ format, reportId }) => [format, Number(reportId)]));
    expect([...byFormat.keys()].sort()).toEqual(['docx', 'html', 'pdf', 'text']);
    for (const id of byFormat.values()) {
      const $ = await openReport(id);
      const paper = await site.get($('iframe[name=paper]').attr('src') ?? '');
      expect(paper.headers['content-security-policy']).toMatch(/^default-src 'none'.*; sandbox$/);
      const named = load(paper.text);
      const names = $(`a[target=paper][href^="/reports/${id}/source#"]`)
        .toArray()
        .map((link) => decodeURIComponent($(link).attr('href')?.split('#')[1] ?? ''));
      expect(names.length).toBeGreaterThan(50);
      for (const name of names) expect(named(`[id="${name}"]`).length, `${id} ${name}`).toBeGreaterThan(0);
    }
  });

  test('states show without colour: hatched, struck, marked, as printed', async () => {
    const $ = await openReport(await findReport('agency=320104&year=2023'));
    expect($('td.unreadable a[target=paper]').text()).toBe('约七十');
    const pdf = await openReport(await findReport('year=2022'));
    expect(pdf('td.blank [role=img]').length).toBeGreaterThan(10);
    expect(pdf('td.blank [role=img]').first().text()).toBe('▢');
    const docx = await openReport(await findReport('year=2023&agency=绛屿'));
    expect(docx('td.suspect .flag').text()).toBe('⚑');
    expect(docx('td.suspect .flag').attr('href')).toBe(docx('ol.items a').first().attr('href'));
    expect(docx('td.term .flag').length).toBeGreaterThan(5);
  });

  test('what the text states is underlined where it is stated', async () => {
    const $ = await openReport(await findReport('year=2024&agency=黛垭'));
    const stated = $('.prose a.stated').toArray();
    expect(stated.map((link) => $(link).text())).toEqual([
      ...['收到政府信息公开申请914件', '上年度结转申请116件', '办结申请1023件'],
    ]);
    expect(stated.map((link) => $(link).attr('href')?.split('#')[1])).toEqual([
      ...['statement-1', 'statement-2', 'statement-3'],
    ]);
  });

  test('copies are listed with where they stand and how they differ', async () => {
    const id = await findReport('agency=320104&year=2024');
    const $ = await openReport(id);
    expect($('ol.copies > li')).toHaveLength(2);
    expect($('ol.copies .location').text()).toMatch(/2024(-again)?\.html/);
    const links = $('ol.copies table tbody a').toArray();
    expect(links.map((link) => $(link).text()).sort()).toEqual(['70', '71']);
    for (const link of links) {
      const [path, name] = ($(link).attr('href') ?? '').split('#');
      const paper = load((await site.get(path ?? '')).text);
      expect(paper(`[id="${name}"]`).text()).toBe($(link).text());
    }
  });

  test('what a reviewer says stands over what was read, and what was read stays', async () => {
    const suspect = async (): Promise<string> => {
      const { fields } = await site.store.db
        .selectFrom('review_items')
        .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
        .select('fields')
        .where('division', '=', '320104')
        .where('year', '=', 2024)
        .where('anomalies.code', '=', 'row-sum-mismatch')
        .executeTakeFirstOrThrow();
      return JSON.parse(fields)[0];
    };
    await decide('row-sum-mismatch', { verdict: 'misread', edits: [{ field: await suspect(), to: '68' }] });
    const shown = async () => {
      const $ = await openReport(await findReport('agency=320104&year=2024'));
      const cell = $('.official td:has(del)').first();
      return [cell.find('del').text(), cell.find('del').attr('title'), cell.find('ins').text()];
    };
    const [read] = await shown();
    expect(await shown()).toEqual([read, 'misread', '68']);
    await decide('row-sum-mismatch', { verdict: 'undone' });
    await decide('row-sum-mismatch', { verdict: 'corrected', edits: [{ field: await suspect(), to: '69' }] });
    expect(await shown()).toEqual([read, 'corrected', '69']);
    expect((await site.list('/reports?format=json&disputed=1')).count).toBe(0);
  });

  test('what another engine made of a document is told', async () => {
    const [id, bytes] = [
      await findReport('year=2024&agency=黛垭'),
      readFileSync(join(root, 'samples/statement-2024.html')),
    ];
    const record = await parseReport(bytes, { name: 'statement-2024.html' });
    if ('failure' in record) throw new Error(record.failure.code);
    const figures = record.figures.map((figure, index) => (index === 0 ? { ...figure, raw: '<b>' } : figure));
    await saveRecords(site.store, [{ ...record, figures }], { location: 'statement-2024.html' });
    const $ = await openReport(id);
    expect($('ol.versions > li')).toHaveLength(2);
    expect($('ol.versions > li').first().text()).toContain('→ <b>');
    expect($('ol.versions b')).toHaveLength(0);
  });

  test('nothing that a document or a manifest says becomes markup, an address or a formula', async () => {
    const reports = await allReports();
    const pages = [
      ...['/reports', '/agencies', `/reports?agency=${encodeURIComponent(evil)}`],
      ...reports.flatMap(({ id }) => [`/reports/${id}`, `/reports/${id}/figures`]),
      ...reports.map(({ agency_key }) => `/agencies/${encodeURIComponent(agency_key)}`),
    ];
    expect(reports.some(({ agency }) => agency.includes(evil))).toBe(true);
    for (const path of pages) {
      const { text, status } = await site.get(path);
      expect(status, path).toBe(200);
      expect(text, path).not.toMatch(/<img|<script(?! src="\/script.js" defer>)|style=|href="javascript:/);
    }
    for (const path of ['/reports?format=csv', '/agencies?format=csv'])
      expect((await site.get(path)).text).not.toMatch(/(^|,|")=1/m);
  });

  test('what is said by hand is offered to those who may say it', async () => {
    const other = await openTestSite([]);
    try {
      await saveRecords(other.store, [await recordOf('html', 1)]);
      const offered = async (role: 'reader' | 'reviewer' | 'administrator') => {
        await saveUser(other.store, { name: role, role, addedAt: '' }, 't'.repeat(32));
        const authorization = `Basic ${Buffer.from(`${role}:${'t'.repeat(32)}`).toString('base64')}`;
        const $ = load((await other.get('/reports/1', { authorization })).text);
        return $('form[data-send]')
          .toArray()
          .map((form) =>
            [$(form).attr('data-send'), $(form).find('[name=what]').attr('value')].join(' ').trim(),
          );
      };
      expect(await offered('reader')).toEqual([]);
      expect(await offered('reviewer')).toEqual(['/reported']);
      expect(await offered('administrator')).toEqual([
        ...['/reported', '/rulings agency', '/rulings year', '/rulings withdrawn'],
      ]);
    } finally {
      await other.close();
    }
  });

  test('figures on a form without a layout are listed', async () => {
    const id = await findReport('form=2019&year=2020');
    const figures = await site.store.db
      .selectFrom('report_figures')
      .select(['result_id', 'field'])
      .where('report_id', '=', id)
      .execute();
    const result = figures[0]?.result_id ?? 0;
    await site.store.db.updateTable('results').set({ form: '2014' }).where('id', '=', result).execute();
    const $ = await openReport(id);
    expect($('table.official')).toHaveLength(0);
    expect(
      $('table.figures tbody th')
        .toArray()
        .map((name) => $(name).text())
        .sort(),
    ).toEqual(figures.map(({ field }) => field).sort());
  });

  skipUnless(hasChromium(), 'no Chromium on this machine: reports were not opened in a browser');

  describe.runIf(hasChromium())('in a browser', () => {
    test('a figure moves the paper to its place, without drawing it again', async () => {
      const id = await findReport('year=2023&agency=绛屿');
      const { page, said } = await site.open(`/reports/${id}`);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      const paper = page.frameLocator('iframe[name=paper]');
      await paper.locator('table').first().waitFor();
      expect(await paper.locator(':target').count()).toBe(0);
      for (const link of [page.locator('.official.remedies td a').last(), page.locator('.stated').first()]) {
        await link.focus();
        await page.keyboard.press('Enter');
        const name = decodeURIComponent((await link.getAttribute('href'))?.split('#')[1] ?? '');
        const place = paper.locator(`[id="${name}"]:target`);
        await place.waitFor({ state: 'attached' });
        await expect.poll(() => place.evaluate(isInView), { timeout: 30_000 }).toBe(true);
      }
      expect(asked).toEqual([]);
      expect(said).toEqual([]);
      await page.close();
    });

    test('a figure is flagged and the year is set on the page of the report', async () => {
      const id = await findReport('agency=320104&year=2023');
      const { page, said } = await site.open(`/reports/${id}`);
      const formOf = (send: string, what = '') =>
        page.locator(`details:has(form[data-send="${send}"])${what && `:has([value="${what}"])`}`);
      const reporting = formOf('/reported');
      await reporting.locator('summary').click();
      await reporting.locator('select').selectOption('remedies.review.total');
      await reporting.locator('[name=reason]').fill('与原文不符');
      await reporting.locator('button').click();
      const flagged = page.locator('td.suspect', { has: page.locator('a[href$="#remedies.review.total"]') });
      await flagged.waitFor();
      const year = formOf('/rulings', 'year');
      await year.locator('summary').click();
      await year.locator('[name=year]').fill('2018');
      await year.locator('button').click();
      await page.waitForURL(/\/log\?document=/);
      expect((await site.list('/reports?format=json&agency=320104&year=2018')).count).toBe(1);
      expect(said).toEqual([]);
      await page.close();
    });

    test.each([
      [1280, 800],
      [390, 800],
    ])('nothing is cut off at %i by %i', async (width, height) => {
      const { page, said } = await site.open('/reports');
      await page.setViewportSize({ width, height });
      const [first, last] = [await findReport('form=2021'), await findReport('form=2019')];
      for (const path of ['/reports', '/agencies', `/reports/${first}`, `/reports/${last}`]) {
        await page.goto(new URL(path, site.url).href);
        const widths = await page.locator('html').evaluate((html) => [html.scrollWidth, html.clientWidth]);
        expect(widths[0], path).toBe(widths[1]);
      }
      expect(said).toEqual([]);
      await page.close();
    });
  });
});

test.each([
  [2024, '320104', '"],\\'],
  [-1, null, ''],
])('a list goes on where it says: %s %s %s', (year, divisionCode, agency) => {
  const cursor = { year, divisionCode, agency, id: 7 };
  expect(parseReportCursor(reportCursorToText(cursor))).toEqual(cursor);
});

test.each([undefined, '', '{', '[]', '[1e99,null,"a",1]', '[2024,null,"\\u0000",1]', '{"year":1}', '[null]'])(
  'where it says nothing of the kind it begins: %s',
  (given) => {
    expect(parseReportCursor(given)).toBeUndefined();
    expect(parseAgencyCursor(given)).toBeUndefined();
  },
);
