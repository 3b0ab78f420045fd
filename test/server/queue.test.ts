/** Several reviewers on one queue: who is shown what next, filters with names, one verdict on many. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Role, saveUser } from '#store/users.js';
import { openTestSite, sampleOf, type TestSite } from './site.js';

const samples = ['row-sum-2023.docx', 'statement-2024.html', 'misprint-2020.txt', 'blank-totals-2022.pdf'];

describe('a queue', () => {
  let site: TestSite;
  let time = Date.parse('2026-01-01T00:00:00Z');
  const now = (): string => new Date(time).toISOString();
  const token = (name: string) => name.repeat(32);
  const as = (name: string) => ({
    authorization: `Basic ${Buffer.from(`${name}:${token(name)}`).toString('base64')}`,
  });

  beforeAll(async () => {
    site = await openTestSite(samples.map(sampleOf), { now });
    const add = (name: string, role: Role) =>
      saveUser(site.store, { name, role, addedAt: now() }, token(name));
    await Promise.all([add('a', 'reviewer'), add('b', 'reviewer'), add('r', 'reader')]);
  });
  beforeEach(async () => {
    for (const table of ['review_claims', 'standings', 'edits', 'decisions'] as const)
      await site.store.db.deleteFrom(table).execute();
    await site.store.db.updateTable('review_items').set({ state: 'open', is_disputed: 0 }).execute();
  });
  afterAll(() => site.close());

  const list = async (name: string, query = '') =>
    JSON.parse((await site.get(`/anomalies?format=json${query}`, as(name))).text);
  const next = async (name: string, after = ''): Promise<string> =>
    String((await site.get(`/anomalies/${after}next?state=open`, as(name))).headers.location);

  test('two reviewers are not shown the same one, until one has left it', async () => {
    const ids = (await list('a')).items.map(({ anomalyId }: { anomalyId: number }) => anomalyId);
    expect(await next('a')).toBe(`/anomalies/${ids[0]}?state=open`);
    expect(await next('b')).toBe(`/anomalies/${ids[1]}?state=open`);
    expect(await next('a')).toBe(`/anomalies/${ids[0]}?state=open`);
    expect((await site.get('/anomalies', as('b'))).text).toContain('a is looking at it');
    expect((await site.get(`/anomalies/${ids[0]}`, as('b'))).text).toContain('a is looking at it');
    expect((await site.get(`/anomalies/${ids[0]}`, as('a'))).text).not.toContain('is looking at it');
    time += 6 * 60_000;
    expect(await next('b')).toBe(`/anomalies/${ids[0]}?state=open`);
  });

  test('one opened by its address is its reader’s too, but not taken from who has it', async () => {
    const [first, second] = (await list('a')).items;
    expect(await site.post('/claims', { anomaly: first.anomalyId }, as('a'))).toBe(204);
    expect(await site.post('/claims', { anomaly: first.anomalyId }, as('b'))).toBe(204);
    expect(await next('b')).toBe(`/anomalies/${second.anomalyId}?state=open`);
    expect(await site.post('/claims', { anomaly: first.anomalyId }, as('r'))).toBe(403);
    // Who only looks takes nothing from anybody.
    expect(await next('r')).toBe(`/anomalies/${first.anomalyId}?state=open`);
  });

  test('when all are taken, or decided, there is the list', async () => {
    const { items } = await list('a');
    for (const { anomalyId } of items) await site.post('/claims', { anomaly: anomalyId }, as('a'));
    expect(await next('b')).toBe('/anomalies?state=open');
    expect(await next('a', `${items.at(-1).anomalyId}/`)).toBe('/anomalies?state=open');
  });

  const shownOf = async (filter: string): Promise<string> => {
    const { text } = await site.get(`/anomalies/bulk?${filter}`, as('a'));
    return /name="digest" value="([^"]*)"/.exec(text)?.[1] ?? '';
  };
  const bulk = async (verdict: string, filter: string, more: object = {}, name = 'a') =>
    site.post(
      '/decisions/bulk',
      { filter, verdict, reason: '样稿', digest: await shownOf(filter), ...more },
      as(name),
    );

  test('one verdict on all of a filter, shown before, and taken back as one', async () => {
    const { count } = await list('a', '&severity=warning');
    expect(count).toBeGreaterThan(1);
    const page = await site.get('/anomalies/bulk?severity=warning', as('a'));
    expect(page.text.match(/<li class="warning/g)).toHaveLength(count);
    expect(await bulk('dismissed', 'severity=warning')).toBe(200);
    expect((await list('a', '&state=dismissed')).count).toBe(count);
    expect((await list('a', '&severity=error&state=open')).count).toBe(
      (await list('a', '&severity=error')).count,
    );
    const made = await site.store.db.selectFrom('decisions').select(['by', 'reason', 'verdict']).execute();
    expect(made).toEqual(Array(count).fill({ by: 'a', reason: '样稿', verdict: 'dismissed' }));
    time += 1000;
    expect(await bulk('undone', 'severity=warning')).toBe(200);
    expect((await list('a', '&state=open')).count).toBe((await list('a')).count);
  });

  test.each([
    ['on others than were shown', { digest: 'x' }, 'a', 409],
    ['without a reason', { reason: ' ' }, 'a', 400],
    ['that says of each what would be true', { verdict: 'corrected' }, 'a', 400],
    ['by who only looks', {}, 'r', 403],
  ])('a verdict %s decides nothing', async (_, more, name, status) => {
    expect(await bulk('dismissed', 'severity=warning', more, name)).toBe(status);
    expect(await site.store.db.selectFrom('decisions').selectAll().execute()).toEqual([]);
  });

  test('where one was decided since it was shown, nothing is, though there are as many', async () => {
    const digest = await shownOf('severity=warning');
    const [{ anomalyId: anomaly }] = (await list('a', '&severity=warning')).items;
    await site.decide({ anomaly, verdict: 'confirmed', edits: [], reason: '' }, as('b'));
    expect(await bulk('dismissed', 'severity=warning', { digest })).toBe(409);
  });

  test('a page of somebody else takes nothing', async () => {
    const [{ anomalyId }] = (await list('a')).items;
    await site.get('/anomalies/next?state=open', { ...as('a'), 'sec-fetch-site': 'cross-site' });
    expect(await next('b')).toBe(`/anomalies/${anomalyId}?state=open`);
  });

  test('a filter is named, found by all, and forgotten', async () => {
    const name = '<b>今年</b>';
    expect(await site.post('/filters', { name, filter: 'x=1&year=2024&state=open' }, as('a'))).toBe(204);
    const { text } = await site.get('/anomalies?state=open&year=2024', as('b'));
    expect(text).toContain('href="/anomalies?state=open&amp;year=2024" aria-current="true">&lt;b&gt;今年');
    expect(await site.post('/filters', { name: 'a\u0001', filter: '' }, as('a'))).toBe(400);
    expect(await site.post('/filters', { name, filter: '', remove: '1' }, as('r'))).toBe(403);
    expect(await site.post('/filters', { name, filter: '', remove: '1' }, as('b'))).toBe(204);
    expect((await site.get('/anomalies', as('b'))).text).not.toContain('今年');
  });

  test('what a reader is shown has nothing to decide with', async () => {
    const [{ anomalyId }] = (await list('r')).items;
    const { text } = await site.get(`/anomalies/${anomalyId}`, as('r'));
    expect(text).toContain('<main class="anomaly"');
    expect(text).not.toMatch(/data-decide|data-claim|<form/);
    expect((await site.get('/anomalies/bulk', as('r'))).status).toBe(403);
    expect((await site.get('/anomalies', as('r'))).text).not.toContain('data-send');
  });
});
