/** The review site as a reviewer's browser meets it, and as those meet it who should not decide anything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, runGouji } from '../cli/run-gouji.js';
import { closeBrowser, hasChromium } from '../generator/pdf.js';
import { inputOf, newFolder } from '../jobs/import-cases.js';
import { skipUnless } from '../skip-unless.js';
import { openTestSite, sampleOf, type TestSite } from './site.js';

const samples = ['row-sum-2023.docx', 'blank-totals-2022.pdf', 'statement-2024.html', 'misprint-2020.txt'];
const suspect = 'applications.results.denied.administrative_inquiry.legal_service_org';

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
  let site: TestSite;

  beforeAll(async () => {
    site = await openTestSite([...samples.map(sampleOf), inputOf('=hostile.html', hostile)]);
  });
  afterAll(async () => {
    await site.close();
    await closeBrowser();
  });

  const findId = async (code: string): Promise<number> =>
    Number((await site.list(`/anomalies?format=json&code=${code}`)).items[0]?.anomalyId);
  const at = (path: string): string => new URL(path, site.url).href;
  const decisions = () => site.store.db.selectFrom('decisions').selectAll().orderBy('id').execute();
  const send = (body: object | string, headers?: Record<string, string>) =>
    typeof body === 'string' ? site.post('/decisions', body, headers) : site.decide(body, headers);

  test('every list is a page, CSV and JSON of the same', async () => {
    const { count, items } = await site.list('/anomalies?format=json&severity=error');
    expect(items).toHaveLength(count);
    const csv = await site.get('/anomalies?format=csv&severity=error');
    expect(csv.headers['content-type']).toMatch(/^text\/csv/);
    expect(csv.text.trim().split('\n')).toHaveLength(count + 1);
    const page = await site.get('/anomalies?severity=error');
    expect(page.text.match(/<li class="error /g)).toHaveLength(count);
    expect((await site.get('/')).headers.location).toBe('/anomalies?state=open');
    for (const gone of ['/anomalies/999999', '/anomalies/x', '/anomalies/1e3', '/nowhere'])
      expect((await site.get(gone)).status, gone).toBe(404);
  });

  test('nothing that a document says becomes markup, or is run or fetched by the page', async () => {
    const id = await findId('row-sum-mismatch');
    for (const path of ['/anomalies', `/anomalies/${id}`]) {
      const { text, headers } = await site.get(path);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
      expect(text).not.toMatch(/<img|onerror|javascript:/);
    }
    const { items } = await site.list('/anomalies?format=json');
    for (const { anomalyId } of items) {
      const { text, headers } = await site.get(`/anomalies/${anomalyId}/source`);
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
    const { port } = new URL(site.url);
    for (const [name, status] of [
      [`rebound.test:${port}`, 421],
      ['review.test', 200],
      [`localhost:${port}`, 200],
    ] as const)
      expect((await site.get('/anomalies', { host: name })).status, name).toBe(status);
  });

  test.each([
    ['no JSON', '{', 400],
    ['no verdict', { anomaly: 1, edits: [], reason: '' }, 400],
    ['another verdict', { anomaly: 1, verdict: 'maybe', edits: [], reason: '' }, 400],
    [
      'a document that was read again',
      { fingerprint: 'x', verdict: 'confirmed', edits: [], reason: '' },
      409,
    ],
    ['another document', { document: 'x', verdict: 'confirmed', edits: [], reason: '' }, 409],
    ['what no database takes', { verdict: 'confirmed', edits: [], reason: 'a\0' }, 400],
    ['no such anomaly', { anomaly: 999_999, verdict: 'confirmed', edits: [], reason: '' }, 404],
    ['a correction to nothing', { verdict: 'corrected', edits: [], reason: '' }, 400],
    [
      'a correction to no number',
      { verdict: 'corrected', edits: [{ field: suspect, to: 'x' }], reason: '' },
      400,
    ],
    ['a correction to no figure', { verdict: 'corrected', edits: [{ to: '3' }], reason: '' }, 400],
    ['what was never said, taken back', { verdict: 'undone', edits: [], reason: '' }, 409],
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

  test('cells that are blank are filled together, or one that is named', async () => {
    const anomaly = await findId('blank-figures');
    const { text } = await site.get(`/anomalies/${anomaly}`);
    const [, whole = ''] = /data-edits="([^"]*)" data-reason="[^"]*" data-key="0"/.exec(text) ?? [];
    const edits = JSON.parse(whole.replaceAll('&quot;', '"'));
    expect(edits).toHaveLength(21);
    expect(await send({ anomaly, verdict: 'corrected', edits, reason: '' })).toBe(204);
    const edited = await site.store.db
      .selectFrom('edits')
      .selectAll()
      .where('verdict', '=', 'corrected')
      .execute();
    expect(edited.map(({ field }) => field).sort()).toEqual(
      edits.map(({ field }: { field: string }) => field).sort(),
    );
    const { field } = edits[3];
    expect(await send({ anomaly, verdict: 'corrected', edits: [{ field, to: '5' }], reason: '' })).toBe(204);
    const latest = await site.store.db.selectFrom('edits').select(['field', 'value_to']).execute();
    expect(latest).toEqual([{ field, value_to: 5 }]);
    for (let times = 0; times < 2; times++)
      expect(await send({ anomaly, verdict: 'undone', edits: [], reason: '' })).toBe(204);
    await site.store.db.deleteFrom('decisions').execute();
  });

  skipUnless(hasChromium(), 'no Chromium on this machine: the review site was not opened in a browser');

  describe.runIf(hasChromium())('in a browser', () => {
    test('by keys alone: found, looked at, decided, undone', async () => {
      const { page, said } = await site.open('/anomalies?state=open&severity=error&code=row-sum-mismatch');
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
      expect(await decisions()).toMatchObject([
        { verdict: 'corrected', by: 'a', reason: 'the relations hold with it' },
      ]);
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

    test('a value is what the key before it said; a key held or pressed twice says it once; the last is taken back', async () => {
      const before = (await decisions()).length;
      const made = async () =>
        (await decisions()).slice(before).map(({ verdict, edits }) => [verdict, edits]);
      const { page, said } = await site.open(
        '/anomalies?state=open&code=row-sum-mismatch&code=form-year-mismatch',
      );
      await page.goto(at(`/anomalies/${await findId('row-sum-mismatch')}?state=open`));
      const first = page.url();
      await page.keyboard.press('m');
      await page.keyboard.type('9');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.href !== first);
      const edit = JSON.stringify([{ field: suspect, from: 7, to: 9 }]);
      expect(await made()).toEqual([['misread', edit]]);
      await page.keyboard.press('u');
      await page.waitForURL(first);
      await page.locator('.history li:nth-child(1)').waitFor();
      expect((await made()).map(([verdict]) => verdict)).toEqual(['misread', 'undone']);
      await page.keyboard.down('c');
      await page.keyboard.down('c');
      await page.keyboard.up('c');
      await page.waitForURL((url) => url.href !== first);
      expect((await made()).map(([verdict]) => verdict)).toEqual(['misread', 'undone', 'confirmed']);
      expect(said).toEqual([]);
      await page.close();
    });

    test('a hostile document does nothing, in the page or in its frame', async () => {
      const { items } = await site.list('/anomalies?format=json');
      const { page, said } = await site.open('/anomalies');
      for (const { anomalyId } of items) {
        await page.goto(at(`/anomalies/${anomalyId}`));
        const cell = page.frameLocator('iframe').locator('#suspect').first();
        await cell.waitFor();
        // Opened at what is suspected.
        await expect.poll(async () => (await cell.boundingBox())?.y).toBeGreaterThan(0);
        await expect.poll(async () => (await cell.boundingBox())?.y).toBeLessThan(800);
        expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
      }
      expect(said).toEqual([]);
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
