/** The review site as a reviewer's browser meets it, and as those meet it who should not decide anything. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenServer } from '#monitor/open-server.js';
import { openReview } from '#server/review-server.js';
import { SourcePool } from '#server/source-pool.js';
import { Store } from '#store/store.js';
import { root, runGouji } from '../cli/run-gouji.js';
import { closeBrowser, hasChromium, openPage } from '../generator/pdf.js';
import { newFolder } from '../jobs/import-cases.js';
import { ask } from '../monitor/ask.js';
import { skipUnless } from '../skip-unless.js';

const samples = ['row-sum-2023.docx', 'blank-totals-2022.pdf', 'statement-2024.html', 'misprint-2020.txt'];
const host = '127.0.0.1';

/** A page that would do all it may not, with a sum that does not hold. */
const hostile = readFileSync(join(root, 'samples', 'clean-2024.html'), 'utf8')
  .replace('<td>69</td>', '<td>70</td>')
  .replace('行政许可', '行政许可<img src="http://evil.test/pixel" onerror="top.hacked=1">')
  .replace(
    '<body>',
    `<body><script>top.hacked=1</script><form action="http://evil.test/"><button>领取</button></form>
     <style>@import "http://evil.test/a.css"; td { background: url(http://evil.test/b.png) }</style>
     <p>=HYPERLINK("http://evil.test/","x")</p><a href="javascript:top.hacked=1">年报</a>`,
  );

describe('the site', () => {
  let store: Store;
  let server: OpenServer;
  const sources = new SourcePool();

  beforeAll(async () => {
    const data = newFolder();
    const page = join(mkdtempSync(join(tmpdir(), 'gouji-review-')), '=hostile.html');
    writeFileSync(page, hostile);
    const given = [...samples.map((name) => join('samples', name)), page];
    expect(runGouji(['ingest', ...given, '--data', data, '--quiet']).err).toBe('');
    store = await Store.open(data);
    const now = (): string => new Date().toISOString();
    server = await openReview({
      ...{ host, port: 0, names: ['review.test'], store, sources, language: 'en', reviewer: 'a', now },
    });
  });
  afterAll(async () => {
    server.close();
    sources.close();
    await store.close();
    await closeBrowser();
  });

  const at = (path: string): string => new URL(path, server.url).href;
  const readJson = async (path: string) => JSON.parse((await ask(at(path))).text);
  const findId = async (code: string): Promise<number> =>
    (await readJson(`/anomalies?format=json&code=${code}`)).items[0].anomalyId;
  const decisions = () => store.db.selectFrom('decisions').selectAll().orderBy('id').execute();

  const send = async (body: unknown, headers: Record<string, string> = {}): Promise<number> => {
    const { origin } = new URL(server.url);
    const sent = await fetch(at('/decisions'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    await sent.arrayBuffer();
    return sent.status;
  };

  test('every list is a page, CSV and JSON of the same', async () => {
    const { count, items } = await readJson('/anomalies?format=json&severity=error');
    expect(items).toHaveLength(count);
    const csv = await ask(at('/anomalies?format=csv&severity=error'));
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.text.trim().split('\n')).toHaveLength(count + 1);
    const page = await ask(at('/anomalies?severity=error'));
    expect(page.text.match(/<li class="error /g)).toHaveLength(count);
    expect((await ask(at('/'))).headers.location).toBe('/anomalies?state=open');
    for (const gone of ['/anomalies/999999', '/anomalies/x', '/anomalies/1e3', '/nowhere'])
      expect((await ask(at(gone))).status, gone).toBe(404);
  });

  test('nothing that a document says becomes markup, or is run or fetched by the page', async () => {
    const id = await findId('row-sum-mismatch');
    for (const path of ['/anomalies', `/anomalies/${id}`]) {
      const { text, headers } = await ask(at(path));
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
      expect(text).not.toMatch(/<img|onerror|javascript:/);
    }
    const { items } = await readJson('/anomalies?format=json');
    for (const { anomalyId } of items) {
      const { text, headers } = await ask(at(`/anomalies/${anomalyId}/source`));
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      );
      expect(text).not.toMatch(/<script|<form|<a |onerror=|url\(http|@import|href="(?!data:)|src=/);
      expect(text).toContain('id="suspect"');
    }
  });

  test.each([
    ['another page in the browser', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a page of another site', { origin: 'http://evil.test' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
    ['a form that says what it sends', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('%s decides nothing', async (_, headers, status) => {
    const anomaly = await findId('row-sum-mismatch');
    expect(await send({ anomaly, verdict: 'confirmed', edits: [], reason: '' }, headers)).toBe(status);
    expect(await decisions()).toEqual([]);
  });

  test('a name that leads here by somebody else is not answered', async () => {
    const { port } = new URL(server.url);
    for (const [name, status] of [
      [`rebound.test:${port}`, 421],
      ['review.test', 200],
      [`localhost:${port}`, 200],
    ] as const)
      expect((await ask(at('/anomalies'), { headers: { host: name } })).status, name).toBe(status);
  });

  test.each([
    ['no JSON', '{', 400],
    ['no verdict', { anomaly: 1, edits: [], reason: '' }, 400],
    ['another verdict', { anomaly: 1, verdict: 'maybe', edits: [], reason: '' }, 400],
    ['no such anomaly', { anomaly: 999_999, verdict: 'confirmed', edits: [], reason: '' }, 404],
    ['a correction to nothing', { verdict: 'corrected', edits: [], reason: '' }, 400],
    ['a correction to no number', { verdict: 'corrected', edits: [{ to: 'x' }], reason: '' }, 400],
    ['a change by confirming', { verdict: 'confirmed', edits: [{ to: '3' }], reason: '' }, 400],
    [
      'a figure that it is not about',
      {
        verdict: 'corrected',
        edits: [{ field: 'proactive.fees.amount_wan_yuan', from: 0, to: 1 }],
        reason: '',
      },
      400,
    ],
  ])('%s is refused, and says why', async (_, body, status) => {
    const anomaly = await findId('row-sum-mismatch');
    const sent = typeof body === 'string' ? body : { anomaly, ...body };
    expect(await send(sent)).toBe(status);
    expect(await decisions()).toEqual([]);
  });

  skipUnless(hasChromium(), 'no Chromium on this machine: the review site was not opened in a browser');

  describe.runIf(hasChromium())('in a browser', () => {
    async function open(path: string): Promise<{ page: Page; said: string[] }> {
      const page = await openPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
          said.push(request.url());
      });
      await page.goto(at(path));
      return { page, said };
    }

    test('by keys alone: found, looked at, decided, undone', async () => {
      const { page, said } = await open('/anomalies?state=open&severity=error&code=row-sum-mismatch');
      const before = await page.locator('.items a').count();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForSelector('main.anomaly');
      const source = page.frameLocator('iframe');
      await source.locator('#suspect').first().waitFor();
      expect(await source.locator('#suspect').first().isVisible()).toBe(true);
      const opened = page.url();
      await page.keyboard.press('1');
      await page.waitForURL((url) => url.href !== opened);
      expect(await decisions()).toMatchObject([{ verdict: 'corrected', by: 'a', reason: null }]);
      await page.goto(at('/anomalies?state=open&severity=error&code=row-sum-mismatch'));
      expect(await page.locator('.items a').count()).toBe(before - 1);
      await page.goto(opened);
      await page.keyboard.press('u');
      await page.waitForSelector('.history li:nth-child(2)');
      expect((await decisions()).map(({ verdict }) => verdict)).toEqual(['corrected', 'undone']);
      await page.keyboard.press('e');
      await page.keyboard.type('12');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.href !== opened);
      const [, , last] = await decisions();
      expect(JSON.parse(last?.edits ?? '')).toMatchObject([{ to: 12 }]);
      expect(said).toEqual([]);
      await page.close();
    });

    test('a hostile document does nothing, in the page or in its frame', async () => {
      const { items } = await readJson('/anomalies?format=json');
      const { page, said } = await open('/anomalies');
      for (const { anomalyId } of items) {
        await page.goto(at(`/anomalies/${anomalyId}`));
        await page.frameLocator('iframe').locator('#suspect').first().waitFor();
        expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
      }
      expect(said).toEqual([]);
      await page.close();
    });

    test.each([
      [1280, 800],
      [390, 800],
    ])('nothing is cut off at %i by %i', async (width, height) => {
      const { page } = await open('/anomalies');
      await page.setViewportSize({ width, height });
      for (const path of ['/anomalies', `/anomalies/${await findId('row-sum-mismatch')}`]) {
        await page.goto(at(path));
        expect(await page.locator('html').evaluate((html) => html.scrollWidth <= html.clientWidth)).toBe(
          true,
        );
      }
      await page.close();
    });
  });
});

test.each([
  [['--listen', '0.0.0.0:0'], /can be reached from other machines/],
  [['--listen', '0.0.0.0:0', '--token', 'short'], /at least 16/],
])('gouji review %j does not start', (args, message) => {
  const { code, err } = runGouji(['review', ...args, '--data', newFolder()]);
  expect([code, err]).toEqual([2, expect.stringMatching(message)]);
});
