/** Who may use the review site, and as whom he decides. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Role, removeUser, saveUser } from '#store/users.js';
import { openTestSite, sampleOf, type TestSite } from './site.js';

const basic = (name: string, token: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${token}`).toString('base64')}`,
});

describe('a site with users', () => {
  let site: TestSite;
  const tokens = { reader: 'r'.repeat(32), reviewer: 'v'.repeat(32), administrator: 'a'.repeat(32) };
  const names = { reader: '甲', reviewer: '乙', administrator: '丙' };
  const as = (role: Role) => basic(names[role], tokens[role]);

  beforeAll(async () => {
    site = await openTestSite([sampleOf('row-sum-2023.docx')]);
    expect((await site.get('/anomalies')).status).toBe(200);
    for (const role of ['reader', 'reviewer', 'administrator'] as const)
      await saveUser(site.store, { name: names[role], role, addedAt: '2026-01-01T00:00:00Z' }, tokens[role]);
  });
  afterAll(() => site.close());

  test.each([
    ['nobody', {}],
    ['a name without its token', basic(names.reviewer, 'x')],
    ["another one's token", basic(names.reviewer, tokens.administrator)],
    ['a token without its name', { authorization: `Bearer ${tokens.administrator}` }],
    ['a name that is none', basic("' or 1=1 --", tokens.reader)],
    ['what is no header', { authorization: 'Basic' }],
  ])('%s is asked who he is, and told nothing', async (_, headers: Record<string, string>) => {
    for (const path of ['/', '/anomalies', '/style.css', '/anomalies?format=csv']) {
      const { status, text } = await site.get(path, headers);
      expect([status, text]).toEqual([401, 'who are you?\n']);
    }
  });

  test('a reader looks, a reviewer decides in his own name, whoever he says he is', async () => {
    const { text } = await site.get('/anomalies?format=json', as('reader'));
    const anomaly = JSON.parse(text).items[0].anomalyId;
    const decision = { anomaly, verdict: 'confirmed', edits: [], reason: '', by: '丁' };
    expect(await site.decide(decision, as('reader'))).toBe(403);
    expect(await site.decide(decision, as('reviewer'))).toBe(204);
    expect(await site.store.db.selectFrom('decisions').select('by').execute()).toEqual([{ by: '乙' }]);
  });

  test('what a user may no more is refused at once, and the site does not open with the last one gone', async () => {
    const other = await openTestSite([]);
    try {
      const user = { name: '甲', role: 'reader' as const, addedAt: '' };
      await saveUser(other.store, user, tokens.reader);
      expect((await other.get('/anomalies', basic('甲', tokens.reader))).status).toBe(200);
      await saveUser(other.store, user, tokens.reviewer);
      expect((await other.get('/anomalies', basic('甲', tokens.reader))).status).toBe(401);
      await removeUser(other.store, '甲');
      expect((await other.get('/anomalies', basic('甲', tokens.reviewer))).status).toBe(401);
    } finally {
      await other.close();
    }
  });
});

test('with one token for all everybody says who he is, but is nobody who is known', async () => {
  const token = 't'.repeat(32);
  const site = await openTestSite([sampleOf('row-sum-2023.docx')], { token, reviewer: '值班' });
  try {
    await saveUser(site.store, { name: '丙', role: 'reader', addedAt: '' }, 'a'.repeat(32));
    expect((await site.get('/anomalies', basic('丙', token))).status).toBe(401);
    const { text } = await site.get('/anomalies?format=json', basic('', token));
    const decision = { anomaly: JSON.parse(text).items[0].anomalyId, edits: [], reason: '' };
    expect(await site.decide({ ...decision, verdict: 'confirmed' }, basic('丁', token))).toBe(204);
    expect(await site.decide({ ...decision, verdict: 'dismissed' }, basic('', token))).toBe(204);
    const long = '长'.repeat(100);
    await saveUser(site.store, { name: long, role: 'reader', addedAt: '' }, 'l'.repeat(32));
    expect((await site.get('/anomalies', basic(`${long}x`, token))).status).toBe(401);
    await saveUser(site.store, { name: '值班', role: 'reader', addedAt: '' }, 'z'.repeat(32));
    expect((await site.get('/anomalies', { authorization: `Bearer ${token}` })).status).toBe(401);
    const by = await site.store.db.selectFrom('decisions').select('by').orderBy('id').execute();
    expect(by).toEqual([{ by: '丁' }, { by: '值班' }]);
  } finally {
    await site.close();
  }
});

test('more than a page sends is not even read', async () => {
  const site = await openTestSite([]);
  try {
    const reason = 'x'.repeat(300_000);
    expect(await site.decide({ verdict: 'confirmed', edits: [], reason })).toBe(413);
  } finally {
    await site.close();
  }
});
