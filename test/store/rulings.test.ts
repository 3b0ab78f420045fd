/** Rulings in a store: which holds, what it makes of reports, and that it follows from what is stored alone. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parseReport } from '#cli/library.js';
import { linkReports } from '#jobs/link-reports.js';
import type { Decision } from '#records/decision.js';
import type { Figure, OutputRecord, ReportRecord } from '#records/record.js';
import type { Ruling } from '#records/ruling.js';
import { readDecisions, restoreDecisions, saveDecisions } from '#store/decisions.js';
import { listRulingsOn, readRulings, saveRulings } from '#store/rulings.js';
import type { Store } from '#store/store.js';
import { saveRecords } from '../export/export-cases.js';
import { newStore as openStore } from '../jobs/new-store.js';
import { differences, dumpStore } from './dump-store.js';
import { storeKinds } from './store-kinds.js';

const page = readFileSync(fileURLToPath(new URL('../../samples/clean-2024.html', import.meta.url)), 'utf8');
/** Fictional places have no code of their own. */
const manifest = { said: 'list', divisionCode: '320100' };
const field = 'applications.received.new.total';
/** A sum that does not hold. */
const wrong = page.replace('<td>69</td>', '<td>70</td>');
/** The same report once more, and another year of it. */
const copy = page.replace('<td>69</td>', '<td>71</td>');
const earlier = page.replaceAll('2024', '2023').replaceAll('2025', '2024');

const known = new Map<string, Promise<OutputRecord>>();
function recordOf(text: string): Promise<OutputRecord> {
  const record = known.get(text) ?? parseReport(Buffer.from(text), { name: 'report.html' });
  known.set(text, record);
  return record;
}

let clock = 0;
const nextTime = (): string => new Date(Date.UTC(2026, 0, 1) + clock++).toISOString();
const named = { name: '江宁区人民政府', divisionCode: '320115', level: null } as const;

describe.each(storeKinds)('rulings in a store $name', (kind) => {
  afterAll(() => kind.stop());
  const newStore = () => openStore(kind.open);

  const load = async (store: Store, texts: Readonly<Record<string, string>>): Promise<void> => {
    for (const [location, text] of Object.entries(texts))
      await saveRecords(store, [await recordOf(text)], { location, manifest });
  };

  const hashOf = async ({ db }: Store, location: string): Promise<string> => {
    const source = db.selectFrom('sources').select('sha256').where('location', '=', location);
    return (await source.where('is_current', '=', 1).executeTakeFirstOrThrow()).sha256;
  };

  async function rule(store: Store, location: string, given: Partial<Ruling>): Promise<Ruling> {
    const document = await hashOf(store, location);
    const common = { document, undone: false, reason: null, by: 'a', at: nextTime() };
    const ruling = { ...common, value: null, ...given } as Ruling;
    expect(await saveRulings(store, [ruling])).toBe(1);
    return ruling;
  }

  /** Reports with their copies by location, the main one marked. */
  async function reportsOf({ db }: Store): Promise<string[]> {
    const rows = await db
      .selectFrom('copies')
      .innerJoin('reports', 'reports.id', 'copies.report_id')
      .innerJoin('sources', 'sources.sha256', 'copies.sha256')
      .select(['agency_key', 'reports.year', 'location', 'is_main'])
      .orderBy('agency_key')
      .orderBy('reports.year')
      .orderBy('location')
      .execute();
    return rows.map(
      (row) => `${row.agency_key} ${row.year} ${row.location}${row.is_main === 1 ? ' main' : ''}`,
    );
  }

  const flagged = ({ db }: Store) =>
    db
      .selectFrom('review_items')
      .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
      .select(['anomalies.id', 'fingerprint', 'state', 'message', 'at', 'found_by', 'review_items.code'])
      .where('found_by', '=', 'reviewer')
      .execute();

  async function confirm(store: Store, found: 'document' | 'reviewer'): Promise<Decision> {
    const row = await store.db
      .selectFrom('review_items')
      .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
      .innerJoin('reports', 'reports.id', 'report_id')
      .innerJoin('results', 'results.id', 'result_id')
      .select(['agency_key', 'reports.year', 'reports.scope', 'sha256', 'fingerprint', 'anomalies.code'])
      .where('found_by', '=', found)
      .orderBy('fingerprint')
      .executeTakeFirstOrThrow();
    const decision: Decision = {
      report: { agencyKey: row.agency_key, year: row.year, scope: row.scope },
      ...{ document: row.sha256, fingerprint: row.fingerprint, code: row.code, fields: [] },
      ...{ verdict: 'confirmed', edits: [], reason: null, by: 'a', at: nextTime() },
    };
    await saveDecisions(store, [decision]);
    return decision;
  }

  const states = async ({ db }: Store): Promise<string[]> =>
    (await db.selectFrom('review_items').select('state').orderBy('state').execute()).map(
      ({ state }) => state,
    );

  test('of an agency: the report is its, at its place, until it is taken back', async () => {
    const store = await newStore();
    await load(store, { '/a': wrong });
    const before = await dumpStore(store);
    await rule(store, '/a', { what: 'agency', value: { ...named, level: 'county' } });
    expect(await store.db.selectFrom('reports').selectAll().execute()).toMatchObject([
      { agency_key: '320115:人民政府', agency: named.name, division_code: '320115', level: 'county' },
    ]);
    await rule(store, '/a', { what: 'agency', undone: true });
    expect(await reportsOf(store)).toEqual([expect.stringMatching(/^320100:.* 2024 \/a main$/)]);
    expect(withoutRulings(await dumpStore(store))).toEqual(before);
  });

  test('of an agency whose place nobody can tell: no other document is put to it', async () => {
    const store = await newStore();
    await load(store, { '/a': page, '/b': earlier });
    const value = { name: '某某局', divisionCode: null, level: null };
    await rule(store, '/a', { what: 'agency', value });
    expect(await reportsOf(store)).toContain(
      `?某某局 ${(await hashOf(store, '/a')).slice(0, 12)} 2024 /a main`,
    );
  });

  test('of a year: two documents become copies of one report, and decisions come along', async () => {
    const store = await newStore();
    await load(store, { '/a': wrong, '/b': earlier });
    await confirm(store, 'document');
    await rule(store, '/a', { what: 'year', value: 2023 });
    expect(await reportsOf(store)).toEqual([
      expect.stringMatching(/ 2023 \/a( main)?$/),
      expect.stringMatching(/ 2023 \/b( main)?$/),
    ]);
    await rule(store, '/a', { what: 'main', value: true });
    expect(await states(store)).toContain('confirmed');
    await rule(store, '/a', { what: 'year', value: null });
    expect(await reportsOf(store)).toEqual([
      expect.stringMatching(/ 2023 \/b main$/),
      expect.stringMatching(/ 2024 \/a main$/),
    ]);
    expect(await states(store)).toContain('confirmed');
  });

  test('of the main copy: the one chosen last, whatever speaks for the others', async () => {
    const store = await newStore();
    await load(store, { '/a': wrong, '/b': copy });
    const mains = async () => (await reportsOf(store)).filter((line) => line.endsWith('main'));
    const [first] = await mains();
    for (const location of ['/a', '/b', '/a', '/b']) {
      await rule(store, location, { what: 'main', value: true });
      expect(await mains()).toEqual([expect.stringContaining(`${location} main`)]);
    }
    for (const location of ['/a', '/a', '/b', '/b'])
      await rule(store, location, { what: 'main', undone: true });
    expect(await mains()).toEqual([first]);
  });

  test('that withdraw the only copy of a report: nothing of it is left, and all comes back', async () => {
    const store = await newStore();
    await load(store, { '/a': wrong });
    await confirm(store, 'document');
    const before = await dumpStore(store);
    await rule(store, '/a', { what: 'withdrawn', value: true, reason: 'a draft' });
    expect(await reportsOf(store)).toEqual([]);
    for (const table of ['reports', 'review_items', 'report_figures'] as const)
      expect(await store.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
    await load(store, { '/elsewhere': wrong });
    expect(await reportsOf(store)).toEqual([]);
    await store.db.deleteFrom('sources').where('location', '=', '/elsewhere').execute();
    await rule(store, '/a', { what: 'withdrawn', undone: true });
    expect(withoutRulings(await dumpStore(store))).toEqual(before);
  });

  test('that withdraw the main copy: another becomes it, and its anomalies are those of the queue', async () => {
    const store = await newStore();
    await load(store, { '/a': wrong, '/b': page });
    await rule(store, '/a', { what: 'main', value: true });
    expect(await states(store)).not.toEqual([]);
    await rule(store, '/a', { what: 'withdrawn', value: true });
    expect(await reportsOf(store)).toEqual([expect.stringMatching(/\/b main$/)]);
    expect(await states(store)).toEqual([]);
    const { value } = await store.db
      .selectFrom('report_figures')
      .select('value')
      .where('field', '=', field)
      .executeTakeFirstOrThrow();
    expect(value).toBe(69);
  });

  test('that take a copy from a report: what was said in comparison with it goes along', async () => {
    for (const given of [
      { what: 'withdrawn', value: true },
      { what: 'year', value: 2019 },
    ] as const)
      for (const location of ['/a', '/b']) {
        const store = await newStore();
        await load(store, { '/a': page, '/b': copy });
        await linkReports({ store, language: 'zh' });
        const codes = () => store.db.selectFrom('review_items').select('code').execute();
        expect(await codes()).toContainEqual({ code: 'copies-differ' });
        await rule(store, location, given);
        expect(await codes(), `${given.what} ${location}`).not.toContainEqual({ code: 'copies-differ' });
      }
  });

  test('that a document is no report: it is a copy of none', async () => {
    const store = await newStore();
    await load(store, { '/a': wrong });
    await rule(store, '/a', { what: 'not-a-report', value: true });
    expect(await reportsOf(store)).toEqual([]);
  });

  test('of two: the later holds; who takes back his own leaves the other’s; what is overruled holds no more', async () => {
    const store = await newStore();
    await load(store, { '/a': page });
    const years = async () => (await reportsOf(store)).map((line) => line.split(' ').at(-3));
    await rule(store, '/a', { what: 'year', value: 2021, by: 'a' });
    await rule(store, '/a', { what: 'year', value: 2022, by: 'b' });
    expect(await years()).toEqual(['2022']);
    expect(await store.db.selectFrom('ruled').select(['by', 'is_disputed']).execute()).toEqual([
      { by: 'b', is_disputed: 1 },
    ]);
    await rule(store, '/a', { what: 'year', undone: true, by: 'b' });
    expect(await years()).toEqual(['2021']);
    await rule(store, '/a', { what: 'year', value: null, by: 'b' });
    expect(await years()).toEqual(['2024']);
    expect(await listRulingsOn(store.db, await hashOf(store, '/a'))).toHaveLength(4);
  });

  test('of a figure: it is to be reviewed as an anomaly, at its place, until it is taken back', async () => {
    const store = await newStore();
    await load(store, { '/a': page });
    await rule(store, '/a', { what: 'reported', field, value: true, reason: '与官网不同' });
    const [item] = await flagged(store);
    expect(item).toMatchObject({ code: 'figure-reported', state: 'open' });
    expect(item?.message).toMatch(/^人工标记：.+：与官网不同$/);
    expect(JSON.parse(item?.at ?? '')).toMatchObject([{ kind: 'html' }]);
    await confirm(store, 'reviewer');
    // What is ruled besides leaves it as it is, down to its number.
    await rule(store, '/a', { what: 'reported', field: 'proactive.penalty.decisions', value: true });
    expect((await flagged(store)).filter(({ id }) => id === item?.id)).toMatchObject([
      { state: 'confirmed' },
    ]);
    await rule(store, '/a', { what: 'reported', field: 'proactive.penalty.decisions', undone: true });
    await rule(store, '/a', { what: 'reported', field, undone: true });
    expect(await flagged(store)).toEqual([]);
    const left = store.db.selectFrom('anomalies').select('id').where('found_by', '=', 'reviewer');
    expect(await left.execute()).toEqual([]);
  });

  test('of a figure outlast another reading: the same while it is read so, open again when it is not', async () => {
    const store = await newStore();
    await load(store, { '/a': page });
    await rule(store, '/a', { what: 'reported', field, value: true });
    await confirm(store, 'reviewer');
    const record = (await recordOf(page)) as ReportRecord;
    const readAgain = async (by: string, change: Partial<Figure> | undefined): Promise<void> => {
      const figures = record.figures.flatMap((figure) => {
        if (figure.field !== field) return [figure];
        return change ? [{ ...figure, ...change }] : [];
      });
      const engine = { reading: by, judging: by };
      await saveRecords(store, [{ ...record, figures }], { location: '/a', manifest, engine });
    };
    await readAgain('another', {});
    expect(await flagged(store)).toMatchObject([{ state: 'confirmed' }]);
    await readAgain('a third', { state: 'unreadable', value: null });
    expect(await flagged(store)).toMatchObject([{ state: 'open' }]);
    await readAgain('one that finds no such cell', undefined);
    expect(await flagged(store)).toMatchObject([{ state: 'open', at: '[]' }]);
    await readAgain('the first again', {});
    expect(await flagged(store)).toMatchObject([{ state: 'confirmed' }]);
  });

  test('of a figure say nothing of our reading: copies are compared as before', async () => {
    const store = await newStore();
    await load(store, { '/a': page, '/b': copy });
    await linkReports({ store, language: 'zh' });
    const links = async () => (await dumpStore(store)).filter((line) => line.includes('"found_by":"link"'));
    const before = await links();
    expect(before).not.toEqual([]);
    for (const location of ['/a', '/b'])
      await rule(store, location, { what: 'reported', field, value: true });
    await linkReports({ store, language: 'zh' });
    expect(await links()).toEqual(before);
  });

  test('replayed in any order, in pieces, again, and before the documents come to the same', async () => {
    const [one, two, three] = [await newStore(), await newStore(), await newStore()];
    const texts = { '/a': wrong, '/b': copy, '/c': earlier };
    for (const store of [one, two]) await load(store, texts);
    await confirm(one, 'document');
    await rule(one, '/a', { what: 'agency', value: named });
    await rule(one, '/a', { what: 'agency', value: { ...named, divisionCode: '320104' }, by: 'b' });
    await rule(one, '/b', { what: 'year', value: 2023 });
    await rule(one, '/b', { what: 'main', value: true });
    await rule(one, '/c', { what: 'withdrawn', value: true, reason: 'x' });
    await rule(one, '/c', { what: 'withdrawn', undone: true });
    await rule(one, '/a', { what: 'reported', field, value: true, reason: 'y' });
    await rule(one, '/c', { what: 'reported', field, value: true, by: 'b' });
    await confirm(one, 'reviewer');
    await rule(one, '/a', { what: 'agency', undone: true, by: 'b' });
    const rulings: Ruling[] = [];
    const decisions: Decision[] = [];
    await one.read(async (snapshot) => {
      for await (const ruling of readRulings(snapshot)) rulings.push(ruling);
      for await (const decision of readDecisions(snapshot)) decisions.push(decision);
    });
    expect(rulings).toHaveLength(9);
    for (const ruling of [...rulings].reverse()) await saveRulings(two, [ruling]);
    await restoreDecisions(two, decisions);
    expect(await saveRulings(two, rulings)).toBe(0);
    await restoreDecisions(three, decisions);
    await saveRulings(three, rulings);
    await load(three, texts);
    const expected = await dumpStore(one);
    expect(differences(await dumpStore(two), expected)).toEqual([]);
    expect(differences(await dumpStore(three), expected)).toEqual([]);
  });
});

const withoutRulings = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(rulings|ruled) /.test(line));
