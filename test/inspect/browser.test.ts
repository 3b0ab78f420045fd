/** The page in a browser: nothing of it is blocked, the arrow keys go from anomaly to anomaly, layers switch. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notationToBytes } from '../cases/carriers.js';
import { chromiumPath, hasChromium } from '../generator/pdf.js';
import { skipUnless } from '../skip-unless.js';
import { carriers } from './hostile-documents.js';
import { documents, inspected, readSample } from './inspected.js';

skipUnless(hasChromium(), 'no Chromium on this machine: pages of gouji inspect were not opened in a browser');

describe.runIf(hasChromium())('in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-inspect-'));
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-gpu'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** The page of a document, opened from the disk, and what the console says of it. */
  async function open(bytes: Uint8Array): Promise<{ page: Page; said: string[] }> {
    const path = join(folder, 'page.html');
    writeFileSync(path, (await inspected(bytes)).html);
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) said.push(request.url());
    });
    await page.goto(pathToFileURL(path).href);
    return { page, said };
  }

  test.each(documents)('%s opens without a word on the console', async (_, read) => {
    const { page, said } = await open(read());
    expect(said).toEqual([]);
    expect(await page.locator('main').evaluate((main) => main.scrollWidth <= main.clientWidth + 1)).toBe(
      true,
    );
    await page.close();
  });

  test.each(carriers)('a hostile document (%s) does nothing', async (_, bytes) => {
    const { page, said } = await open(bytes);
    expect(said).toEqual([]);
    expect(await page.title()).toContain('report');
    await page.close();
  });

  test('the arrow keys go round the anomalies and light their cells', async () => {
    const { page } = await open(notationToBytes('row received.new 3\nrow proactive.penalty -5'));
    const count = await page.locator('.anomaly').count();
    expect(count).toBeGreaterThan(1);
    for (let step = 0; step <= count; step++) {
      await page.keyboard.press('ArrowRight');
      const chosen = page.locator('.anomaly.chosen');
      expect(await chosen.count()).toBe(1);
      expect(await page.locator('.anomaly:focus.chosen').count()).toBe(1);
      const ids = (await chosen.getAttribute('data-p'))?.split(' ').filter(Boolean) ?? [];
      for (const id of ids)
        expect(await page.locator(`main [data-p~="${id}"].lit`).count(), id).toBeGreaterThan(0);
    }
    const first = await page.locator('.anomaly').first().textContent();
    expect(await page.locator('.anomaly.chosen').textContent()).toBe(first);
    await page.keyboard.press('ArrowUp');
    const last = await page.locator('.anomaly').last().textContent();
    expect(await page.locator('.anomaly.chosen').textContent()).toBe(last);
    await page.close();
  });

  test('a click on a figure lights it in the panel and tells of it', async () => {
    const { page } = await open(readSample('blank-totals-2022.pdf'));
    const field = 'applications.received.new.total';
    await page.locator(`main [data-figure="${field}"]`).click();
    expect(await page.locator(`aside [data-field="${field}"].lit`).count()).toBe(1);
    expect(await page.locator('#told').textContent()).toContain(field);
    await page.close();
  });

  test('layers are switched on and off', async () => {
    const { page } = await open(readSample('blank-totals-2022.pdf'));
    for (const [name, atFirst] of [
      ['figures', true],
      ['lattices', false],
      ['picture', true],
    ] as const) {
      const layer = page.locator(`.layer.${name}`).first();
      expect(await layer.isVisible(), name).toBe(atFirst);
      await page.locator(`[data-layer="${name}"]`).click();
      expect(await layer.isVisible(), name).toBe(!atFirst);
    }
    await page.close();
  });
});
