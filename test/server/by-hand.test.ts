/** What is done by hand over HTTP: who may, what is refused, and what comes of it on the pages and in the data. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TryAgainOptions, tryAgain } from '#jobs/try-again.js';
import { readFingerprints } from '#processes/fingerprints.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { listRulingsOn } from '#store/rulings.js';
import { type Role, saveUser } from '#store/users.js';
import { asOther, recordOf, saveRecords } from '../export/export-cases.js';
import { closeBrowser, hasChromium } from '../generator/pdf.js';
import { skipUnless } from '../skip-unless.js';
import { findViolations } from './accessible.js';
import { openTestSite, sampleOf, type TestSite } from './site.js';

const basic = (name: string, token: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${token}`).toString('base64')}`,
});
const tokenOf = (name: string): string => name.repeat(32);
const field = 'applications.received.new.total';
const hostile = '=1+1<img src=x onerror=alert(1)>';

/** Reads documents again as the program does; nothing is fetched. */
function openSite(inputs: Parameters<typeof openTestSite>[0]): Promise<TestSite> {
  let site: TestSite | undefined;
  const fetcher: TryAgainOptions['fetcher'] = {
    fetchDocument: () => Promise.reject(new Error('no address is asked')),
  };
  const opened = openTestSite(inputs, {
    tryAgain(failed) {
      if (!site) throw new Error('asked before it was open');
      return tryAgain(failed, {
        ...{ store: site.store, fetcher, language: 'en', now: () => new Date().toISOString() },
        ...{ fingerprints: readFingerprints(), limits: defaultProcessLimits },
      });
    },
  });
  return opened.then((one) => {
    site = one;
    return one;
  });
}

describe('a site with users', () => {
  let site: TestSite;
  let document: string;
  let report: number;
  let listPage: string;
  const as = (name: string) => basic(name, tokenOf(name));
  const post = (path: string, body: unknown, name = 'c') => site.post(path, body, as(name));
  const list = async (path: string) => JSON.parse((await site.get(path, as('a'))).text);
  const rulings = () => site.store.ask((db) => listRulingsOn(db, document));
  const reports = async () =>
    site.store.db.selectFrom('reports').select(['agency', 'year', 'division_code']).execute();

  beforeAll(async () => {
    site = await openSite([sampleOf('row-sum-2023.docx'), sampleOf('list-page.html')]);
    const copy = await site.store.db
      .selectFrom('copies')
      .select(['sha256', 'report_id'])
      .executeTakeFirstOrThrow();
    [document, report] = [copy.sha256, copy.report_id];
    const failure = await site.store.db.selectFrom('failures').select('sha256').executeTakeFirstOrThrow();
    listPage = failure.sha256 ?? '';
    const roles: readonly [string, Role][] = [
      ['a', 'reader'],
      ['b', 'reviewer'],
      ['c', 'administrator'],
      ['d', 'administrator'],
    ];
    for (const [name, role] of roles)
      await saveUser(site.store, { name, role, addedAt: '2026-01-01T00:00:00Z' }, tokenOf(name));
  });
  afterAll(async () => {
    await site.close();
    await closeBrowser();
  });

  test('who may not, does not', async () => {
    const ruling = { document, what: 'year', year: '2020' };
    const flag = { report, field, reason: 'x' };
    const again = { location: 'list-page.html' };
    for (const name of ['a', 'b']) expect(await post('/rulings', ruling, name), name).toBe(403);
    expect(await post('/reported', flag, 'a')).toBe(403);
    expect(await post('/failures/again', again, 'a')).toBe(403);
    for (const path of ['/rulings', '/reported', '/failures/again']) {
      expect(await site.post(path, ruling), path).toBe(401);
      const elsewhere = { ...as('c'), origin: 'http://evil.test' };
      expect(await site.post(path, ruling, elsewhere), path).toBe(403);
      expect(await site.post(path, ruling, { ...as('c'), 'content-type': 'text/plain' }), path).toBe(415);
    }
    expect(await rulings()).toEqual([]);
  });

  test.each([
    ['nothing', {}, 400],
    ['no document', { document: 'x', what: 'main' }, 400],
    ['a document that is not here', { document: 'f'.repeat(64), what: 'main' }, 404],
    ['what cannot be ruled', { what: 'reported', field }, 400],
    ['no such matter', { what: 'deleted' }, 400],
    ['an agency without a name', { what: 'agency', agency: ' ' }, 400],
    ['a code that is none', { what: 'agency', agency: '某局', divisionCode: '32' }, 400],
    ['a level that is none', { what: 'agency', agency: '某局', level: 'village' }, 400],
    ['no year', { what: 'year', year: '' }, 400],
    ['a year that is none', { what: 'year', year: '二〇二〇' }, 400],
    ['a year too far', { what: 'year', year: 20200 }, 400],
    ['a withdrawal without a reason', { what: 'withdrawn', reason: ' ' }, 400],
    ['a reason as long as a book', { what: 'main', reason: 'x'.repeat(1001) }, 400],
    ['taking back what nobody said', { what: 'year', undone: 'true' }, 409],
  ])('%s is refused', async (_, given, status) => {
    expect(await post('/rulings', 'what' in given ? { document, ...given } : given)).toBe(status);
    expect(await rulings()).toEqual([]);
  });

  test.each([
    ['a report that is not here', { report: 999 }, 404],
    ['no report', { report: 'x' }, 400],
    ['no such field', { field: 'no.such' }, 404],
    ['a field that this form has not', { field: 'applications.results.other.total.total' }, 404],
    ['no reason', { reason: '' }, 400],
    ['taking back what nobody flagged', { undone: 'true' }, 409],
  ])('flagging a figure with %s is refused', async (_, given, status) => {
    const flag = { report, field, reason: 'x', ...given };
    expect(await post('/reported', flag, 'b')).toBe(status);
    expect(await rulings()).toEqual([]);
  });

  test('what is ruled holds at once, is logged, and is taken back by anybody who may', async () => {
    const [before] = await reports();
    const place = { agency: '江宁区财政局', divisionCode: '320115', level: '' };
    expect(await post('/rulings', { document, what: 'agency', ...place, reason: hostile })).toBe(204);
    // A second click.
    expect(await post('/rulings', { document, what: 'agency', ...place, reason: hostile })).toBe(204);
    expect(await post('/rulings', { document, what: 'year', year: '2021' }, 'd')).toBe(204);
    expect(await reports()).toEqual([{ agency: '江宁区财政局', year: 2021, division_code: '320115' }]);
    expect(await post('/rulings', { document, what: 'withdrawn', reason: 'draft' })).toBe(204);
    expect(await reports()).toEqual([]);
    for (const what of ['withdrawn', 'agency', 'year'])
      expect(await post('/rulings', { document, what, undone: 'true' }), what).toBe(204);
    expect(await reports()).toEqual([before]);
    expect(
      (await rulings()).map(({ what, undone, value, by }) => [what, undone, value === null, by]),
    ).toEqual([
      ...[
        ['agency', false, false, 'c'],
        ['year', false, false, 'd'],
        ['withdrawn', false, false, 'c'],
      ],
      ...[
        ['withdrawn', true, true, 'c'],
        ['agency', true, true, 'c'],
        ['year', false, true, 'c'],
      ],
    ]);
    const { count, items } = await list('/log?format=json');
    expect(count).toBe(6);
    expect(items.at(-1)).toMatchObject({ what: 'agency', by: 'c', reason: hostile, document });
    const { text } = await site.get('/log', as('a'));
    expect(text).not.toMatch(/<img/);
    expect((await site.get('/log?format=csv', as('a'))).text).toContain(`'${hostile}`);
    expect((await list(`/log?format=json&by=d`)).count).toBe(1);
    expect((await list(`/log?format=json&document=${listPage}`)).count).toBe(0);
  });

  test('a flagged figure is in the queue; only who flagged it takes it back', async () => {
    const { id } = await site.store.db.selectFrom('reports').select('id').executeTakeFirstOrThrow();
    const flag = { report: String(id), field, reason: hostile };
    expect(await post('/reported', flag, 'b')).toBe(204);
    const queue = async () => (await list('/anomalies?format=json&code=figure-reported')).items;
    const [item] = await queue();
    const takers = async (name: string): Promise<boolean> =>
      (await site.get(`/log?report=${id}`, as(name))).text.includes('data-send="/reported"');
    expect([await takers('a'), await takers('b'), await takers('c')]).toEqual([false, true, false]);
    expect(item).toMatchObject({ severity: 'warning', kind: 'undecided', state: 'open' });
    const anomaly = await site.get(`/anomalies/${item.anomalyId}`, as('a'));
    expect([anomaly.status, anomaly.text.includes('<img')]).toEqual([200, false]);
    expect(await post('/reported', { ...flag, undone: 'true' }, 'c')).toBe(409);
    const decision = { anomaly: item.anomalyId, verdict: 'dismissed', edits: [], reason: '' };
    expect(await site.decide(decision, as('c'))).toBe(204);
    expect(await queue()).toMatchObject([{ state: 'dismissed' }]);
    // As the log has it: by the document.
    expect(await post('/reported', { document, field, undone: 'true' }, 'c')).toBe(409);
    expect(await post('/reported', { document, field, undone: 'true' }, 'b')).toBe(204);
    expect(await queue()).toEqual([]);
    expect(await takers('b')).toBe(false);
  });

  test('what gave no report is listed, and each sees the buttons for what he may', async () => {
    const record = await recordOf('html', 1);
    const nameless = asOther({ ...record, report: { ...record.report, agency: null } }, `${hostile}.html`);
    await saveRecords(site.store, [nameless]);
    const { count, items } = await list('/failures?format=json');
    expect([count, items]).toMatchObject([2, [{ code: 'list-page', state: 'open' }, { code: 'unplaced' }]]);
    expect((await list('/failures?format=json&code=list-page')).count).toBe(1);
    const formsFor = async (name: string): Promise<string[]> => {
      const { text } = await site.get('/failures', as(name));
      expect(text).not.toMatch(/<img/);
      return [...text.matchAll(/data-send="([^"]+)"/g)].map(([, to]) => to ?? '').sort();
    };
    expect(await formsFor('a')).toEqual([]);
    expect(await formsFor('b')).toEqual(['/failures/again']);
    expect(await formsFor('c')).toEqual(['/failures/again', '/rulings', '/rulings', '/rulings']);
    expect((await site.get('/failures?format=csv', as('a'))).text).toContain(hostile);
  });

  test('a failure that is no report is open no more; a record without an agency is given one', async () => {
    expect(await post('/rulings', { document: listPage, what: 'not-a-report', reason: '栏目页' })).toBe(204);
    expect((await list('/failures?format=json&code=list-page')).count).toBe(0);
    expect((await list('/failures?format=json&state=not-a-report')).items).toMatchObject([
      { code: 'list-page', reason: '栏目页' },
    ]);
    expect(await post('/rulings', { document: listPage, what: 'not-a-report', undone: 'true' })).toBe(204);
    const [unplaced] = (await list('/failures?format=json&code=unplaced')).items;
    const given = { document: unplaced.sha256, what: 'agency', agency: '某某局', divisionCode: '320100' };
    expect(await post('/rulings', given)).toBe(204);
    expect((await list('/failures?format=json')).items).toMatchObject([{ code: 'list-page' }]);
  });

  test('what failed is tried again, and it is told what came of it', async () => {
    const { origin } = new URL(site.url);
    const send = async (location: string): Promise<[number, string]> => {
      const sent = await fetch(new URL('/failures/again', site.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, ...as('b') },
        body: JSON.stringify({ location }),
      });
      return [sent.status, await sent.text()];
    };
    expect(await send('nowhere')).toEqual([404, 'No such failure.\n']);
    expect(await send('list-page.html')).toEqual([409, 'list-page.html: list-page\n']);
    const importId = await site.store.startImport([], '0', '2026-01-01T00:00:00.000Z');
    const failure = { location: '/list.csv:3', sha256: null, code: 'bad-manifest-row', detail: null };
    await site.store.save('2026-01-01T00:00:00.000Z', [{ importId, failure }]);
    expect((await send('/list.csv:3'))[0]).toBe(409);
    const unread = { ...failure, location: '/in/list.csv', code: 'not-readable' };
    await site.store.save('2026-01-01T00:00:00.000Z', [{ importId, failure: unread }]);
    expect(await send('/in/list.csv')).toEqual([409, expect.stringContaining('may be a manifest')]);
  });
});

skipUnless(hasChromium(), 'no Chromium on this machine: what is done by hand was not tried in a browser');

describe.runIf(hasChromium())('in a browser', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await openSite([sampleOf('list-page.html'), sampleOf('row-sum-2023.docx')]);
  });
  afterAll(async () => {
    await site.close();
    await closeBrowser();
  });

  test('another try says what came of it; what is no report goes, and comes back', async () => {
    const { page, said } = await site.open('/failures');
    await page.getByRole('button', { name: 'try again' }).click();
    await page.getByText('list-page.html: list-page').waitFor();
    await page.getByRole('textbox', { name: 'reason' }).fill('a list');
    await page.getByRole('button', { name: 'not a report' }).click();
    await page.getByText('None.').waitFor();
    await page.getByRole('link', { name: 'not a report' }).click();
    await page.getByText('a list').waitFor();
    await page.getByRole('button', { name: 'take back' }).click();
    await page.getByText('None.').waitFor();
    await page.goto(new URL('/log', site.url).href);
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringContaining('taken back: not a report'),
      expect.stringMatching(/not a report.*a list/),
    ]);
    await page.close();
    expect(said.filter((line) => !/409/.test(line))).toEqual([]);
  });

  test('a document that was withdrawn on its page comes back from the log; every figure can be flagged', async () => {
    const { id } = await site.store.db.selectFrom('reports').select('id').executeTakeFirstOrThrow();
    const { page, said } = await site.open(`/reports/${id}`);
    const form = (name: string) => page.locator('details.hand').filter({ hasText: name });
    await form('flag a figure').locator('summary').click();
    await form('flag a figure').getByRole('combobox').selectOption(field);
    await form('flag a figure').getByRole('textbox').fill('see the site');
    await form('flag a figure').getByRole('button').click();
    await page.getByText('see the site').first().waitFor();
    await form('withdraw').locator('summary').click();
    await form('withdraw').getByRole('textbox').fill('a draft');
    await form('withdraw').getByRole('button').click();
    await page.getByText('a draft').waitFor();
    expect(await site.store.db.selectFrom('reports').select('id').execute()).toEqual([]);
    await page.locator('tr').filter({ hasText: 'withdrawn' }).getByRole('button').click();
    await page.getByText('taken back: withdrawn').waitFor();
    expect(await site.store.db.selectFrom('reports').select('id').execute()).toHaveLength(1);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ['/log', '/failures']) {
        await page.goto(new URL(path, site.url).href);
        const fits = await page.locator('html').evaluate((html) => html.scrollWidth <= html.clientWidth);
        expect(fits, `${path} at ${width}`).toBe(true);
        expect(await findViolations(page), `${path} at ${width}`).toEqual([]);
      }
    }
    expect(said).toEqual([]);
    await page.close();
  });
});
