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
import { orStoreError, StoreError, toStoreError } from './store-error.js';

export class BucketDocuments implements Documents {
  private readonly client: S3Client;
  private readonly bucket: string;
  private readonly prefix: string;

  /**
   * `url`: `s3://bucket/folder`. Endpoint, region and credentials come from where every program that speaks to
   * such a store looks for them: `AWS_ENDPOINT_URL_S3`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, profiles, roles.
   */
  constructor(
    private readonly url: string,
    /** How long a server may say nothing, in milliseconds. */
    silence = 30_000,
  ) {
    const { hostname, pathname } = new URL(url);
    this.bucket = hostname;
    this.prefix = pathname.replace(/^\/|\/$/g, '');
    this.client = new S3Client({
      maxAttempts,
      requestHandler: { connectionTimeout, socketTimeout: silence },
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
      if (held?.ContentLength === bytes.length && held.Metadata?.[noted] === sha256) return;
      const about = { ContentLength: bytes.length, Metadata: { [noted]: sha256 } };
      await this.client.send(new PutObjectCommand({ ...place, ...about, Body: bytes }));
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
    const path = join(folder, sha256);
    try {
      await orStoreError(folder, async () => {
        await mkdir(folder, { mode: 0o700 });
        await writeFile(path, bytes);
      });
      return await read(path);
    } finally {
      // What cannot be thrown away harms nobody.
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
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
    // Where nobody says which region it is, nobody can be asked.
    await this.client.config.region().catch((cause: unknown) => {
      throw new StoreError('not-allowed', this.url, { cause });
    });
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

/** Milliseconds until there is a connection. */
const connectionTimeout = 15_000;

/** With an object stands the hash of what was put: one that somebody else put there has none, or another one. */
const noted = 'sha256';

/** Of nobody who could ask. */
const isUnknown = (error: Error): boolean => error.name === 'CredentialsProviderError';

/** Too much at once, or too slowly: the same may be taken later. */
const passing = new Set([408, 409, 429]);

/** What is neither the server's nor the network's stays as it is: it is a fault of the program. */
function toBucketError(error: unknown, url: string): unknown {
  if (!(error instanceof Error)) return error;
  const toError = (code: 'not-allowed' | 'not-reachable') => new StoreError(code, url, { cause: error });
  const status = findStatus(error);
  if (status !== undefined) return toError(isRefusal(status) ? 'not-allowed' : 'not-reachable');
  if (isUnknown(error)) return toError('not-allowed');
  const known = toStoreError(error, url);
  if (known instanceof StoreError) return known;
  return isOfNetwork(error) ? toError('not-reachable') : error;
}

function findStatus(error: Error): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

/** A bucket that is not there, or elsewhere; a user who may not. */
const isRefusal = (status: number): boolean => status >= 300 && status < 500 && !passing.has(status);

/** Node has codes for what it is given wrongly, too. */
const isOfNetwork = (error: Error): boolean =>
  error.name === 'TimeoutError' ||
  ('code' in error && !(error instanceof TypeError || error instanceof RangeError));
