/** The bytes of documents in a bucket of an object store (S3 or what speaks like it), each under its SHA-256. */
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Documents, hashOf } from './documents.js';
import { StoreError } from './store-error.js';

export class BucketDocuments implements Documents {
  private readonly client: S3Client;
  private readonly bucket: string;
  private readonly prefix: string;

  /**
   * `url`: `s3://bucket/folder`. Endpoint, region and credentials come from where every program that speaks to
   * such a store looks for them: `AWS_ENDPOINT_URL_S3`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, profiles, roles.
   */
  constructor(private readonly url: string) {
    const { hostname, pathname } = new URL(url);
    this.bucket = hostname;
    this.prefix = pathname.replace(/^\/|\/$/g, '');
    this.client = new S3Client({
      maxAttempts,
      // Stores at an address of their own seldom have a name for each bucket, nor the newest checksums.
      forcePathStyle: process.env.AWS_ENDPOINT_URL_S3 !== undefined,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(sha256: string, bytes: Uint8Array): Promise<void> {
    const place = this.placeOf(sha256);
    await this.ask(async () => {
      const held = await this.client.send(new HeadObjectCommand(place)).catch(absentToNothing);
      if (held?.ContentLength === bytes.length) return;
      await this.client.send(new PutObjectCommand({ ...place, Body: bytes, ContentLength: bytes.length }));
    });
  }

  async find(sha256: string): Promise<Uint8Array | undefined> {
    return this.ask(async () => {
      const held = await this.client.send(new GetObjectCommand(this.placeOf(sha256))).catch(absentToNothing);
      const bytes = await held?.Body?.transformToByteArray();
      return bytes && hashOf(bytes) === sha256 ? bytes : undefined;
    });
  }

  async withFile<Result>(sha256: string, read: (path: string) => Promise<Result>): Promise<Result> {
    const bytes = await this.find(sha256);
    if (!bytes) throw new StoreError('gone', `${this.url}/${sha256}`);
    const folder = join(tmpdir(), `gouji-${randomBytes(8).toString('hex')}`);
    await mkdir(folder, { mode: 0o700 });
    try {
      const path = join(folder, sha256);
      await writeFile(path, bytes);
      return await read(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async expectReachable(): Promise<void> {
    await this.ask(() => this.client.send(new HeadBucketCommand({ Bucket: this.bucket })));
  }

  /** A store has an object whole or not at all. */
  async tidy(): Promise<void> {}

  private placeOf(sha256: string): { Bucket: string; Key: string } {
    const key = `${sha256.slice(0, 2)}/${sha256}`;
    return { Bucket: this.bucket, Key: this.prefix === '' ? key : `${this.prefix}/${key}` };
  }

  private async ask<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw toBucketError(error, this.url);
    }
  }
}

/** What a store answers with 500 or does not answer is asked for again, after longer and longer pauses. */
const maxAttempts = 6;

function absentToNothing(error: unknown): undefined {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  if (name !== 'NoSuchBucket' && $metadata?.httpStatusCode === 404) return undefined;
  throw error;
}

/** Of a bucket that is not there, asked for with GET and with HEAD; and of nobody who could ask. */
const refusals = new Set(['NoSuchBucket', 'NotFound', 'CredentialsProviderError']);

function toBucketError(error: unknown, url: string): unknown {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  const isRefused = status === 401 || status === 403 || refusals.has(name ?? '');
  return new StoreError(isRefused ? 'not-allowed' : 'not-reachable', url, { cause: error });
}
