/** From an import of the samples to an export: found, judged and taken along in a browser, by the keyboard alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportStore } from '#export/export-store.js';
import { closeBrowser, hasChromium } from '../generator/pdf.js';
import { inputOf, newFolder } from '../jobs/import-cases.js';
import { skipUnless } from '../skip-unless.js';
import { findViolations } from './accessible.js';
import { openTestSite, sampleOf, type TestSite } from './site.js';

const samples = ['row-sum-2023.docx', 'statement-2024.html', 'misprint-2020.txt', 'blank-totals-2022.pdf'];

skipUnless(hasChromium(), 'no Chromium on this machine: the review site was not gone through in a browser');

describe.runIf(hasChromium())('in a browser', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await openTestSite([
      ...samples.map(sampleOf),
      inputOf('no-report.html', '<p>关于召开会议的通知</p>'),
    ]);
  });
  afterAll(async () => {
    await site.close();
    await closeBrowser();
  });

  /** What has the focus, by as many steps of the tabulator as it takes. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let step = 0; step < 200; step++) {
      if ((await page.locator(`${selector}:focus`).count()) > 0) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${selector} cannot be reached by the keyboard`);
  }

  async function pressThrough(page: Page, key: string): Promise<void> {
    const from = page.url();
    await page.keyboard.press(key);
    await page
      .waitForURL((url) => url.href !== from)
      .catch(async (cause) => {
        const shown = await page.locator('body').innerText();
        throw new Error(`${key} leads nowhere from ${from}: ${shown.slice(0, 2000)}`, { cause });
      });
  }

  test('from the queue to a corrected figure in the exported files', async () => {
    const { page, said } = await site.open('/');
    const waiting = Number(await page.locator('h1 output').textContent());
    expect(waiting).toBeGreaterThan(3);
    await tabTo(page, 'input[type=search]');
    await page.keyboard.type('绛屿');
    await pressThrough(page, 'Enter');
    expect(await page.locator('.items a').count()).toBe(1);
    // The first of it, its paper opened at the suspected cell, a term stepped to.
    await pressThrough(page, 'n');
    await page.frameLocator('iframe').locator('#suspect').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('a.chip:focus').waitFor();
    expect(await page.locator('.repairs button').first().getAttribute('data-key')).toBe('1');
    await pressThrough(page, '1');
    expect(page.url()).toContain('/anomalies?');
    expect(await page.locator('.items a').count()).toBe(0);
    // The others: one is wrong in the source, one is dismissed with a remark.
    await page.goto(new URL('/anomalies?state=open', site.url).href);
    await pressThrough(page, 'n');
    await pressThrough(page, 'c');
    await tabTo(page, 'input[name=reason]');
    await page.keyboard.type('无碍');
    await page.keyboard.press('Escape');
    await pressThrough(page, 'x');
    expect(await decided()).toBe(3);
    // What is left, as a file.
    await page.goto(new URL('/anomalies?state=open', site.url).href);
    expect(await page.locator('.items a').count()).toBe(waiting - 3);
    await tabTo(page, '.formats a');
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    const lines = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\n');
    expect(lines).toHaveLength(waiting - 3 + 1);
    await page.close();
    expect(said).toEqual([]);

    const folder = newFolder();
    await exportStore(site.store, { format: 'csv', folder, bom: false });
    const figures = readFileSync(join(folder, 'figures.csv'), 'utf8');
    const field = 'applications.results.denied.administrative_inquiry.legal_service_org';
    const [head, ...rows] = figures.split('\n').map((line) => line.split(','));
    const row = rows.find((cells) => cells.includes(field) && cells.includes('2023')) ?? [];
    const cell = (name: string) => row[head?.indexOf(name) ?? -1];
    expect([cell('value'), cell('value_printed'), cell('value_reviewed')]).toEqual(['7', '7', '8']);
    expect(readFileSync(join(folder, 'anomalies.csv'), 'utf8')).toMatch(/,dismissed/);
  });

  const decided = async () => (await site.store.db.selectFrom('decisions').select('id').execute()).length;

  async function allPages(): Promise<string[]> {
    const { items } = await site.list('/anomalies?format=json');
    const [{ anomalyId, reportId } = {}] = items;
    const { key } = await site.store.db
      .selectFrom('reports')
      .select('agency_key as key')
      .where('id', '=', Number(reportId))
      .executeTakeFirstOrThrow();
    const agency = encodeURIComponent(key);
    return [
      ...['/anomalies', `/anomalies/${anomalyId}`, '/anomalies/bulk', '/anomalies/999999'],
      ...['/reports', `/reports/${reportId}`, '/agencies', `/agencies/${agency}`],
      ...['/overview', '/coverage', `/figures?agency=${agency}`, '/imports', '/crawls', '/failures', '/log'],
    ];
  }

  test.each(['light', 'dark'] as const)('nothing keeps anybody from using a %s page', async (colorScheme) => {
    const { page } = await site.open('/', { colorScheme });
    const found: string[] = [];
    for (const path of await allPages()) {
      await page.goto(new URL(path, site.url).href);
      found.push(...(await findViolations(page)).map((violation) => `${path}: ${violation}`));
    }
    expect(found).toEqual([]);
    await page.close();
  });

  test.each([1280, 390])('nothing is cut off on a screen %i wide', async (width) => {
    const { page } = await site.open('/', { viewport: { width, height: 800 } });
    for (const path of await allPages()) {
      await page.goto(new URL(path, site.url).href);
      const isWhole = await page.locator('html').evaluate((html) => html.scrollWidth <= html.clientWidth);
      expect([path, isWhole]).toEqual([path, true]);
    }
    await page.close();
  });
});
