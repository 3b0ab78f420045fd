/** What is said of a place follows from the imports that said it, not from the order in which workers come to them. */
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import type { Entry } from '#store/store.js';
import { newStore } from '../jobs/new-store.js';
import { storeKinds } from './store-kinds.js';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Row {
  readonly importId: number;
  readonly row: number;
  readonly bytes: string;
  readonly said?: string;
}

const toEntry = ({ importId, row, bytes, said }: Row): Entry => {
  const place = { location: '/a.html', kind: 'file', name: 'a.html', stamp: bytes } as const;
  const manifest = said === undefined ? undefined : { said, agency: said };
  const source = { ...place, charset: null, address: null, manifest };
  return { importId, row, document: { source, sha256: hashOf(bytes), bytes: bytes.length } };
};

const first: Row = { importId: 1, row: 1, bytes: 'one', said: 'first' };

describe.each(storeKinds)('a place $name', (kind) => {
  afterAll(() => kind.stop());

  test.each<[string, readonly Row[], readonly unknown[]]>([
    [
      'two imports say something',
      [first, { ...first, importId: 2, said: 'second' }],
      [['one', 'second', 2, 1]],
    ],
    ['the later one says nothing', [first, { importId: 2, row: 2, bytes: 'one' }], [['one', 'first', 2, 1]]],
    ['a later row of one import', [first, { ...first, row: 2, said: 'second' }], [['one', 'second', 1, 1]]],
    [
      'other bytes since',
      [first, { ...first, importId: 2, bytes: 'two', said: 'second' }],
      [
        ['one', 'first', 1, 0],
        ['two', 'second', 2, 1],
      ],
    ],
  ])('%s', async (_, rows, expected) => {
    for (const order of [rows, [...rows].reverse()]) {
      const store = await newStore(kind.open);
      for (const _import of [1, 2]) await store.startImport([], '0', '2026');
      for (const row of order) await store.save('2026', [toEntry(row)]);
      const sources = await store.db.selectFrom('sources').selectAll().orderBy('import_id').execute();
      expect(sources.map((one) => [one.stamp, one.said, one.import_id, one.is_current])).toEqual(expected);
    }
  });
});
