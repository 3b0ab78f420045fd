/** What is said by hand twice, at once, or again after somebody said otherwise. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { rule, rulingRequest } from '#server/rule.js';
import { listRulingsOn } from '#store/rulings.js';
import type { Store } from '#store/store.js';
import { asOther, recordOf, saveRecords } from '../export/export-cases.js';
import { storeKinds } from '../store/store-kinds.js';

const record = await recordOf('html', 1);
/** Else a name without a place is a report of its own. */
const manifest = { said: 'list', divisionCode: '320100' };
const copies = ['a', 'b'].map((name) => asOther(record, `${name}.html`));
const [a, b] = copies.map(({ document }) => document.sha256) as [string, string];

describe.each(storeKinds)('a ruling $name', (kind) => {
  let store: Store;
  let moment = 0;
  const open = async (): Promise<void> => {
    store = await kind.open();
    for (const copy of copies) await saveRecords(store, [copy], { location: copy.document.name, manifest });
  };
  afterEach(() => store.close());
  afterAll(() => kind.stop());

  /** Each a second after the last; gives the status of what was refused. */
  async function say(given: object, name = 'p'): Promise<number | undefined> {
    const at = new Date(Date.UTC(2026, 0, 1) + 1000 * moment++).toISOString();
    const user = { name, role: 'administrator' as const };
    return (await rule(store, rulingRequest.parse(given), { user, at }))?.status;
  }
  const mains = async (): Promise<string[]> =>
    (await store.db.selectFrom('copies').select('sha256').where('is_main', '=', 1).execute()).map(
      ({ sha256 }) => sha256,
    );
  const count = async (document: string): Promise<number> =>
    (await store.ask((db) => listRulingsOn(db, document))).length;
  const holding = () => store.db.selectFrom('ruled').select(['value', 'ruling_id as id']).execute();

  test('on the main copy holds again when it is said again', async () => {
    await open();
    for (const document of [a, b, a, b]) {
      expect(await say({ document, what: 'main' })).toBeUndefined();
      expect(await mains()).toEqual([document]);
    }
    // A second click.
    await say({ document: b, what: 'main' });
    expect([await count(a), await count(b)]).toEqual([2, 2]);
  });

  test('on the main copy that was said of another report’s copy is no rival', async () => {
    await open();
    await say({ document: b, what: 'year', year: 2001 });
    for (const document of [a, b, a]) await say({ document, what: 'main' });
    expect((await mains()).sort()).toEqual([a, b].sort());
    expect(await count(a)).toBe(1);
  });

  test('is taken back once, though that is sent twice at once', async () => {
    await open();
    for (const year of [2001, 2002]) await say({ document: a, what: 'year', year });
    const [held] = await holding();
    expect(held?.value).toBe('2002');
    const back = { document: a, what: 'year', undone: 'true' };
    const both = [back, back].map((one) => say({ ...one, ruling: String(held?.id) }));
    expect((await Promise.all(both)).filter((status) => status === 409)).toHaveLength(1);
    expect(await holding()).toMatchObject([{ value: '2001' }]);
    // Not said which: the last one, of which there is one.
    const statuses = await Promise.all([say(back), say(back)]);
    expect(statuses.filter((status) => status === 409)).toHaveLength(1);
    expect([await holding(), await count(a)]).toEqual([[], 4]);
  });
});
