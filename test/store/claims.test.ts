/** What one process has and no other. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import { Store } from '#store/store.js';
import { newFolder } from '../jobs/import-cases.js';
import { storeKinds } from './store-kinds.js';

describe.each(storeKinds)('a claim $name', (kind) => {
  afterAll(() => kind.stop());

  test('belongs to one process until it is let go', async () => {
    const store = await kind.open();
    const first = await store.claim('a');
    expect(first).toBeDefined();
    expect(await store.claim('a')).toBeUndefined();
    const other = await store.claim('b');
    expect(other).toBeDefined();
    await first?.release();
    const second = await store.claim('a');
    expect(second).toBeDefined();
    for (const claim of [second, other]) await claim?.release();
    await store.close();
  });
});

test('a claim ends with its process, however that ends', async () => {
  const folder = newFolder();
  const store = await Store.open(folder);
  const program = `const { Store } = await import('#store/store.js');
    await (await Store.open(process.argv[1])).claim('a');
    console.log('claimed');
    setInterval(() => undefined, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', program, folder]);
  const ended = once(owner, 'exit');
  await once(owner.stdout, 'data');
  expect(await store.claim('a')).toBeUndefined();
  owner.kill('SIGKILL');
  await ended;
  const claim = await store.claim('a');
  expect(claim).toBeDefined();
  await claim?.release();
  await store.close();
});
