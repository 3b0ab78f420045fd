import { afterEach, expect, test, vi } from 'vitest';
import { StoreWriter } from '#jobs/store-writer.js';
import { Store } from '#store/store.js';
import { newFolder } from './import-cases.js';

afterEach(() => void vi.useRealTimers());

test('as much as may be on its way is stored at once, less of it a moment later', async () => {
  const store = await Store.open(newFolder());
  const at = new Date().toISOString();
  const writer = new StoreWriter(store, () => at, 2);
  const importId = await store.startImport([], '0', at);
  const add = (location: string) =>
    writer.add({ importId, failure: { location, sha256: null, code: 'no-such-file', detail: null } });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await Promise.all([add('one'), add('two')]);
  const third = add('three');
  expect(await store.db.selectFrom('failures').select('location').execute()).toHaveLength(2);
  vi.runAllTimers();
  await third;
  expect(await store.db.selectFrom('failures').select('location').execute()).toHaveLength(3);
  vi.useRealTimers();
  await store.close();
});
