/** Stores that are closed after the test that opened them. */
import { afterEach } from 'vitest';
import { Store } from '#store/store.js';
import { newFolder } from './import-cases.js';

const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

export async function newStore(open: () => Promise<Store> = () => Store.open(newFolder())): Promise<Store> {
  const store = await open();
  stores.push(store);
  return store;
}
