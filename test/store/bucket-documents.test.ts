/** What a bucket holds of a document is the document; a server that says nothing is one that cannot be reached. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { BucketDocuments } from '#store/bucket-documents.js';
import { StoreError } from '#store/store-error.js';
import { newFolder } from '../jobs/import-cases.js';
import { BucketServer } from '../servers/bucket.js';

const bytes = Buffer.from('a report of 31 bytes and no more');
const sha256 = createHash('sha256').update(bytes).digest('hex');

const codeOf = (error: unknown): string => (error instanceof StoreError ? error.code : String(error));

let bucket: BucketServer;
beforeAll(async () => {
  bucket = await BucketServer.start();
});
afterAll(() => bucket.stop());
afterEach(() => void vi.unstubAllEnvs());

/** `silence`: how long its server may say nothing, in milliseconds. */
function openDocuments(environment = bucket.environment, silence?: number): BucketDocuments {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return new BucketDocuments(bucket.url, silence);
}

test('what is whole is not put again', async () => {
  const documents = openDocuments();
  await documents.put(sha256, bytes);
  const before = bucket.requests;
  await documents.put(sha256, bytes);
  expect(bucket.requests - before).toBe(1);
});

test('what somebody else put there, as long as it is, is put right', async () => {
  const documents = openDocuments();
  const client = new S3Client({ forcePathStyle: true });
  const place = { Bucket: 'gouji', Key: `reports/${sha256.slice(0, 2)}/${sha256}` };
  await client.send(new PutObjectCommand({ ...place, Body: Buffer.alloc(bytes.length) }));
  expect(await documents.find(sha256)).toBeUndefined();
  await documents.put(sha256, bytes);
  expect(bytes.equals((await documents.find(sha256)) ?? Buffer.alloc(0))).toBe(true);
});

test.each([
  ['is not there', 'gone', () => join(newFolder(), 'nothing')],
  ['is a file', 'in-the-way', () => fileIn(newFolder())],
])('a temporary folder that %s', async (_, code, findFolder) => {
  const documents = openDocuments();
  await documents.put(sha256, bytes);
  vi.stubEnv('TMPDIR', findFolder());
  await expect(documents.withFile(sha256, async (path) => path).catch(codeOf)).resolves.toBe(code);
});

function fileIn(folder: string): string {
  writeFileSync(join(folder, 'file'), '');
  return join(folder, 'file');
}

test.each<[string, string, RequestListener]>([
  ['never answers', 'not-reachable', () => undefined],
  [
    'stops in the middle of an answer',
    'not-reachable',
    (_, response) => response.writeHead(200, { 'content-length': '100' }).write('half'),
  ],
  ['hangs up', 'not-reachable', ({ socket }) => socket.destroy()],
  ['is none', 'not-allowed', (_, response) => response.writeHead(405).end('<h1>Method Not Allowed</h1>')],
  ['lets nobody in', 'not-allowed', (_, response) => response.writeHead(403).end()],
])('a server that %s is %s', async (_, code, answer) => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const address = { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}` };
  const documents = openDocuments({ ...bucket.environment, ...address }, 200);
  await expect(documents.find(sha256).catch(codeOf)).resolves.toBe(code);
  server.closeAllConnections();
  server.close();
});

test('a fault of the program stays what it is', async () => {
  const documents = openDocuments();
  await expect(documents.put(sha256, undefined as never)).rejects.toBeInstanceOf(TypeError);
});
