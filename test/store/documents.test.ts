/** What is held of a document is the document, whatever the disk made of it meanwhile. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderDocuments } from '#store/documents.js';
import { newFolder } from '../jobs/import-cases.js';

const bytes = Buffer.from('a report of 31 bytes and no more');
const sha256 = createHash('sha256').update(bytes).digest('hex');

test.each<[string, (path: string) => void]>([
  ['zeros', (path) => writeFileSync(path, Buffer.alloc(bytes.length))],
  ['one bit', (path) => writeFileSync(path, Buffer.from(bytes.toString().replace('report', 'sepost')))],
  ['half', (path) => truncateSync(path, bytes.length / 2)],
  ['nothing', (path) => truncateSync(path, 0)],
  ['more', (path) => writeFileSync(path, Buffer.concat([bytes, bytes]))],
])('%s in its place are put right', async (_, damage) => {
  const folder = newFolder();
  const documents = new FolderDocuments(folder);
  await documents.put(sha256, bytes);
  damage(documents.pathOf(sha256));
  expect(await documents.find(sha256)).toBeUndefined();
  await documents.put(sha256, bytes);
  expect(bytes.equals((await documents.find(sha256)) ?? Buffer.alloc(0))).toBe(true);
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('what is whole is not written again', async () => {
  const documents = new FolderDocuments(newFolder());
  await documents.put(sha256, bytes);
  const { ino } = statSync(documents.pathOf(sha256));
  await documents.put(sha256, bytes);
  expect(statSync(documents.pathOf(sha256)).ino).toBe(ino);
});

test('what could not be put leaves nothing behind, and what is not held is gone', async () => {
  const folder = newFolder();
  const documents = new FolderDocuments(folder);
  mkdirSync(join(documents.pathOf(sha256), 'in'), { recursive: true });
  await expect(documents.put(sha256, bytes)).rejects.toMatchObject({ code: 'in-the-way', path: folder });
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  expect(readdirSync(dirname(documents.pathOf(sha256)))).toEqual([sha256]);
  expect(await documents.find('00'.repeat(32))).toBeUndefined();
});
