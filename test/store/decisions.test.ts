/** Decisions in a store: what holds, what it does to figures, and that it survives what does not touch it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Decision } from '#records/decision.js';
import { readDecisions, restoreDecisions, saveDecisions } from '#store/decisions.js';
import { saveRulings } from '#store/rulings.js';
import type { Store } from '#store/store.js';
import { countWaiting } from '#store/waiting-counts.js';
import { inputOf, runImport } from '../jobs/import-cases.js';
import { newStore as openStore } from '../jobs/new-store.js';
import { dumpStore } from './dump-store.js';
import { storeKinds } from './store-kinds.js';

const page = readFileSync(fileURLToPath(new URL('../../samples/clean-2024.html', import.meta.url)), 'utf8');
/** Fictional places have no code of their own. */
const manifest = { said: 'list', divisionCode: '320100' };
const field = 'applications.received.new.total';
const other = 'proactive.penalty.decisions';
/** Two figures that make the page contradict itself, and one more that changes nothing of that. */
const pageWith = (count: number, fees = '0'): string =>
  page
    .replace('<td>69</td>', `<td>${count}</td>`)
    .replace(/(?<=行政事业性收费<\/td>\s*<td colspan="3">)0/, fees);

describe.each(storeKinds)('decisions in a store $name', (kind) => {
  afterAll(() => kind.stop());
  const newStore = () => openStore(kind.open);

  const load = (store: Store, text: string) =>
    runImport(store, [inputOf('/a.html', text, { manifest, stamp: text })]);

  async function findAnomaly(store: Store) {
    return store.db
      .selectFrom('anomalies')
      .innerJoin('copies', 'copies.result_id', 'anomalies.result_id')
      .innerJoin('reports', 'reports.id', 'copies.report_id')
      .selectAll('anomalies')
      .select(['agency_key', 'year', 'scope', 'copies.sha256'])
      .where('severity', '=', 'error')
      .where('is_main', '=', 1)
      .executeTakeFirstOrThrow();
  }

  async function decideOn(store: Store, changes: Partial<Decision>): Promise<Decision> {
    const { agency_key, year, scope, sha256, fingerprint, code, fields } = await findAnomaly(store);
    return {
      report: { agencyKey: agency_key, year, scope },
      ...{ document: sha256, fingerprint, code, fields: JSON.parse(fields), verdict: 'confirmed', edits: [] },
      ...{ reason: null, by: 'a', at: '2026-01-02T03:04:05.000Z', ...changes },
    };
  }

  const valuesOf = async ({ db }: Store, of: string = field) => {
    const row = await db
      .selectFrom('report_figures')
      .select(['value', 'value_printed', 'value_reviewed'])
      .where('field', '=', of)
      .executeTakeFirstOrThrow();
    return [row.value, row.value_printed, row.value_reviewed];
  };

  const standings = ({ db }: Store) =>
    db.selectFrom('standings').select(['verdict', 'is_disputed']).execute();

  test('of one who corrects: what was read and what is printed stay as they are', async () => {
    const store = await newStore();
    await load(store, pageWith(70));
    const edits = [{ field, from: 70, to: 69 }] as const;
    const decision = await decideOn(store, { verdict: 'corrected', edits, reason: '按行求和' });
    expect(await saveDecisions(store, [decision])).toBe(1);
    expect(await valuesOf(store)).toEqual([70, 70, 69]);
    expect(await valuesOf(store, other)).toEqual([7, 7, 7]);
    expect(await standings(store)).toEqual([{ verdict: 'corrected', is_disputed: 0 }]);

    const undone = await decideOn(store, { verdict: 'undone', at: '2026-01-02T03:04:06.000Z' });
    await saveDecisions(store, [undone]);
    expect(await valuesOf(store)).toEqual([70, 70, 70]);
    expect(await standings(store)).toEqual([]);
    const kept = await store.db.selectFrom('decisions').select('verdict').orderBy('id').execute();
    expect(kept.map(({ verdict }) => verdict)).toEqual(['corrected', 'undone']);
  });

  test('of one who read better: what is printed is told apart from what was read', async () => {
    const store = await newStore();
    await load(store, pageWith(70));
    const read = await decideOn(store, { verdict: 'misread', edits: [{ field, from: 70, to: 68 }] });
    await saveDecisions(store, [read]);
    expect(await valuesOf(store)).toEqual([70, 68, 68]);
    const corrected = {
      verdict: 'corrected',
      by: 'b',
      edits: [{ field: other, from: 7, to: null }],
    } as const;
    await saveDecisions(store, [await decideOn(store, { ...corrected, fingerprint: null })]);
    expect(await valuesOf(store)).toEqual([70, 68, 68]);
    expect(await valuesOf(store, other)).toEqual([7, 7, null]);
  });

  test('of two who disagree: the later holds, both are kept', async () => {
    const store = await newStore();
    await load(store, pageWith(70));
    await saveDecisions(store, [
      await decideOn(store, { by: 'a', verdict: 'dismissed' }),
      await decideOn(store, { by: 'b', verdict: 'confirmed', at: '2026-01-02T03:04:06.000Z' }),
    ]);
    expect(await standings(store)).toEqual([{ verdict: 'confirmed', is_disputed: 1 }]);
  });

  test('what is in dispute waits as long as its report is there', async () => {
    const store = await newStore();
    await load(store, pageWith(70));
    const decided = await decideOn(store, { by: 'a', verdict: 'dismissed' });
    const at = '2026-01-02T03:04:06.000Z';
    await saveDecisions(store, [decided, { ...decided, by: 'b', verdict: 'confirmed', at }]);
    expect(await countWaiting(store.db)).toMatchObject({ disputed: 1 });
    const { document } = decided;
    const withdrawn = { document, what: 'withdrawn', value: true, undone: false, reason: 'draft' } as const;
    await saveRulings(store, [{ ...withdrawn, by: 'a', at }]);
    expect(await standings(store)).toMatchObject([{ is_disputed: 1 }]);
    expect(await countWaiting(store.db)).toMatchObject({ disputed: 0 });
  });

  test('hold while the evidence is the same, and not when it has changed', async () => {
    const store = await newStore();
    await load(store, pageWith(70));
    const edits = [{ field, from: 70, to: 69 }] as const;
    await saveDecisions(store, [await decideOn(store, { verdict: 'corrected', edits })]);
    const verdictOf = async () => {
      const { agency_key, year, scope, fingerprint } = await findAnomaly(store);
      const found = await store.db
        .selectFrom('standings')
        .select('verdict')
        .where('agency_key', '=', agency_key)
        .where('year', '=', year)
        .where('scope', '=', scope)
        .where('fingerprint', '=', fingerprint)
        .executeTakeFirst();
      return found?.verdict;
    };
    expect(await verdictOf()).toBe('corrected');
    await load(store, pageWith(70, '3'));
    expect(await verdictOf()).toBe('corrected');
    expect(await valuesOf(store)).toEqual([70, 70, 69]);
    await load(store, pageWith(75));
    expect(await verdictOf()).toBeUndefined();
    expect(await valuesOf(store)).toEqual([75, 75, 75]);
    expect(await store.db.selectFrom('decisions').select('id').execute()).toHaveLength(1);
  });

  test('go with a document whose report becomes another one', async () => {
    const store = await newStore();
    const load = (divisionCode: string | undefined, said: string) =>
      runImport(store, [
        inputOf('/a.html', pageWith(70), { manifest: { said, ...(divisionCode ? { divisionCode } : {}) } }),
      ]);
    await load(undefined, 'nothing');
    const edits = [{ field, from: 70, to: 69 }] as const;
    await saveDecisions(store, [await decideOn(store, { verdict: 'corrected', edits })]);
    expect(await valuesOf(store)).toEqual([70, 70, 69]);
    await load('320100', 'its place');
    expect((await findAnomaly(store)).agency_key).toMatch(/^320100/);
    expect(await valuesOf(store)).toEqual([70, 70, 69]);
    const [item] = await store.db
      .selectFrom('review_items')
      .select('state')
      .where('severity', '=', 'error')
      .execute();
    expect(item?.state).toBe('corrected');
  });

  test('on what was misread are of that document alone', async () => {
    const store = await newStore();
    await load(store, pageWith(70));
    const misread = await decideOn(store, { verdict: 'misread', edits: [{ field, from: 70, to: 68 }] });
    await saveDecisions(store, [misread]);
    expect(await valuesOf(store)).toEqual([70, 68, 68]);
    // It is published again, and prints just that: nobody has read this one otherwise.
    await load(store, pageWith(70, '3'));
    expect(await valuesOf(store)).toEqual([70, 70, 70]);
    const states = await store.db.selectFrom('review_items').select('state').execute();
    expect(states.map(({ state }) => state)).not.toContain('misread');
  });

  test('replayed in any pieces and again, another store comes to the same', async () => {
    const [one, two] = [await newStore(), await newStore()];
    for (const store of [one, two]) await load(store, pageWith(70));
    const edits = [{ field, from: 70, to: 69 }] as const;
    const decisions = [
      await decideOn(one, { verdict: 'dismissed' }),
      await decideOn(one, { by: 'b', verdict: 'corrected', edits, at: '2026-01-02T03:04:06.000Z' }),
      await decideOn(one, { by: 'b', verdict: 'undone', at: '2026-01-02T03:04:07.000Z' }),
    ];
    for (const decision of decisions) await saveDecisions(one, [decision]);
    const exported: Decision[] = [];
    await one.read(async (snapshot) => {
      for await (const decision of readDecisions(snapshot)) exported.push(decision);
    });
    expect(exported).toEqual(decisions);
    expect(await restoreDecisions(two, [...exported].reverse())).toBe(3);
    expect(await restoreDecisions(two, exported)).toBe(0);
    expect(await dumpStore(two)).toEqual(await dumpStore(one));
  });
});
