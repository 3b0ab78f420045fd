/** What gave no report, and what was said of all, as lists that go on. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Decision } from '#records/decision.js';
import type { Ruling } from '#records/ruling.js';
import { saveDecisions } from '#store/decisions.js';
import {
  countFailures,
  type FailedInput,
  type FailureCursor,
  type FailureFilter,
  findFailureAt,
  listFailures,
} from '#store/failures.js';
import { countLog, type LogCursor, type LogEntry, type LogFilter, listLog } from '#store/review-log.js';
import { saveRulings } from '#store/rulings.js';
import type { Store } from '#store/store.js';
import { asOther, recordOf, saveRecords } from '../export/export-cases.js';
import { newStore as openStore } from '../jobs/new-store.js';
import { storeKinds } from './store-kinds.js';

const record = await recordOf('html', 1);
const named = (name: string, report: Partial<(typeof record)['report']> = {}) =>
  asOther({ ...record, report: { ...record.report, ...report } }, name);
const failed = (name: string, code: 'corrupt' | 'list-page') => {
  const { document, schema, engine } = named(name);
  return { document, schema, engine, failure: { code } };
};
const nameless = named('nameless.html', { agency: null });
const undated = named('undated.html', { year: null });
const said = named('said.html', { year: null });
const hashOf = ({ document }: { readonly document: { readonly sha256: string } }) => document.sha256;
const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

describe.each(storeKinds)('in a store $name', (kind) => {
  afterAll(() => kind.stop());
  async function newStore(): Promise<Store> {
    const store = await openStore(kind.open);
    await saveRecords(store, [record, failed('a.html', 'corrupt'), failed('b.html', 'list-page')]);
    await saveRecords(store, [failed('c.html', 'list-page'), nameless, undated]);
    // What it does not say itself, its manifest does.
    await saveRecords(store, [said], { manifest: { said: 'list', year: 2021 } });
    const importId = await store.startImport([], '0', at(0));
    const failure = { location: '/in/d.zip', sha256: null, code: 'archive-corrupt', detail: 'at 7' };
    await store.save(at(0), [{ importId, failure }]);
    return store;
  }

  const rule = (store: Store, document: string, given: Partial<Ruling>, second = 0): Promise<number> => {
    const common = { document, undone: false, reason: null, by: 'a', at: at(second), value: true };
    return saveRulings(store, [{ ...common, ...given } as Ruling]);
  };

  /** Piece by piece. */
  async function allFailures(store: Store, filter: FailureFilter, most: number): Promise<FailedInput[]> {
    const all: FailedInput[] = [];
    for (let after: FailureCursor | undefined; ; after = all.at(-1)?.cursor) {
      const some = await store.ask((db) => listFailures(db, filter, { most, after }));
      all.push(...some);
      if (some.length < most) return all;
    }
  }

  const told = (failures: readonly FailedInput[]): string[] =>
    failures.map(({ location, code }) => `${location} ${code}`);

  test('failures of inputs, of documents, and records that nobody can place are one list', async () => {
    const store = await newStore();
    const whole = await allFailures(store, {}, 100);
    expect(told(whole)).toEqual([
      ...['/in/d.zip archive-corrupt', '/in/c.html list-page', '/in/b.html list-page', '/in/a.html corrupt'],
      ...['/in/undated.html unplaced', '/in/nameless.html unplaced'],
    ]);
    for (const most of [1, 2, 4]) expect(await allFailures(store, {}, most), `${most}`).toEqual(whole);
    expect(whole[0]).toMatchObject({ detail: 'at 7', sha256: null, state: 'open', reason: null });
    expect(whole[4]).toMatchObject({ agency: record.report.agency?.name, year: null });
    expect(whole[5]).toMatchObject({ agency: null, year: record.report.year });
    const [first] = whole;
    const found = await store.ask((db) => findFailureAt(db, '/in/d.zip'));
    expect(first).toMatchObject(found ?? {});
    expect(await store.ask((db) => findFailureAt(db, '/in'))).toBeUndefined();
  });

  test('they are filtered and counted by code, import and state', async () => {
    const store = await newStore();
    const count = (filter: FailureFilter) => store.ask((db) => countFailures(db, filter));
    expect(await count({})).toEqual([
      ...[
        { code: 'list-page', count: 2 },
        { code: 'unplaced', count: 2 },
      ],
      ...[
        { code: 'archive-corrupt', count: 1 },
        { code: 'corrupt', count: 1 },
      ],
    ]);
    const [zip, page] = await allFailures(store, {}, 2);
    const ofImport = { importId: page?.importId ?? 0 };
    expect(told(await allFailures(store, ofImport, 2))).toEqual([
      ...['/in/c.html list-page', '/in/undated.html unplaced', '/in/nameless.html unplaced'],
    ]);
    expect(await count({ importId: zip?.importId ?? 0 })).toEqual([{ code: 'archive-corrupt', count: 1 }]);
    expect(told(await allFailures(store, { code: 'unplaced' }, 1))).toHaveLength(2);
    expect(told(await allFailures(store, { code: 'list-page' }, 1))).toHaveLength(2);
  });

  test('what is no report, or was withdrawn, is open no more, until that is taken back', async () => {
    const store = await newStore();
    const page = hashOf(failed('b.html', 'list-page'));
    await rule(store, page, { what: 'not-a-report', reason: '列表页' });
    await rule(store, hashOf(nameless), { what: 'withdrawn' });
    const open = told(await allFailures(store, { state: 'open' }, 2));
    expect(open).not.toContain('/in/b.html list-page');
    expect(open).toHaveLength(4);
    expect(await allFailures(store, { state: 'not-a-report' }, 2)).toMatchObject([
      { location: '/in/b.html', state: 'not-a-report', reason: '列表页' },
    ]);
    expect(told(await allFailures(store, { state: 'withdrawn' }, 2))).toEqual(['/in/nameless.html unplaced']);
    await rule(store, page, { what: 'not-a-report', value: null, undone: true }, 1);
    expect(await allFailures(store, { state: 'open' }, 2)).toHaveLength(5);
  });

  test('a record to which somebody gives what it lacks is a report', async () => {
    const store = await newStore();
    await rule(store, hashOf(undated), { what: 'year', value: 2020 });
    await rule(store, hashOf(nameless), {
      ...{ what: 'agency', value: { name: '某某局', divisionCode: '320100', level: null } },
    });
    expect(await allFailures(store, { code: 'unplaced' }, 2)).toEqual([]);
    const years = await store.db.selectFrom('reports').select('year').orderBy('year').execute();
    expect(years.map(({ year }) => year)).toContain(2020);
  });

  test('decisions and rulings are one log, the latest first, by document, report and person', async () => {
    const store = await newStore();
    const { id, ...report } = await store.db
      .selectFrom('copies')
      .innerJoin('reports', 'reports.id', 'copies.report_id')
      .select(['reports.id', 'agency_key', 'year', 'scope'])
      .where('sha256', '=', hashOf(record))
      .executeTakeFirstOrThrow();
    const decided: Omit<Decision, 'at'> = {
      report: { agencyKey: report.agency_key, year: report.year, scope: report.scope },
      ...{ document: hashOf(record), fingerprint: 'f', code: 'row-sum-mismatch', fields: [], edits: [] },
      ...{ verdict: 'confirmed', reason: '=1+1', by: 'b' },
    };
    await saveDecisions(store, [
      { ...decided, at: at(1) },
      { ...decided, at: at(3) },
    ]);
    await rule(store, hashOf(record), { what: 'main' }, 2);
    await rule(store, hashOf(record), { what: 'main', value: null, undone: true }, 3);
    await rule(store, hashOf(nameless), { what: 'withdrawn', reason: 'x' }, 4);
    async function all(filter: LogFilter, most: number): Promise<LogEntry[]> {
      const entries: LogEntry[] = [];
      for (let after: LogCursor | undefined; ; after = entries.at(-1)) {
        const some = await store.ask((db) => listLog(db, filter, { most, after }));
        entries.push(...some);
        if (some.length < most) return entries;
      }
    }
    const whole = await all({}, 100);
    expect(whole.map(({ what, isUndone, by }) => `${what}${isUndone ? ' undone' : ''} ${by}`)).toEqual([
      ...['withdrawn a', 'main undone a', 'confirmed b', 'main a', 'confirmed b'],
    ]);
    expect(whole.map(({ reportId }) => reportId)).toEqual([null, id, id, id, id]);
    expect(whole.map(({ holds }) => holds)).toEqual([true, false, false, false, false]);
    for (const most of [1, 2, 3]) expect(await all({}, most), `${most}`).toEqual(whole);
    const counted = (filter: LogFilter) => store.ask((db) => countLog(db, filter));
    for (const [filter, count] of [
      [{}, 5],
      [{ by: 'b' }, 2],
      [{ document: hashOf(nameless) }, 1],
      [{ report: id }, 4],
      [{ report: id, by: 'a' }, 2],
      [{ report: 999 }, 0],
    ] as const)
      expect([await counted(filter), await all(filter, 2)]).toEqual([
        count,
        expect.objectContaining({ length: count }),
      ]);
  });
});
