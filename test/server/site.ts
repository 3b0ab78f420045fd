/** The review site over a store that it is opened on for a test file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { IngestInput } from '#jobs/ingest-input.js';
import { openReview, type ReviewOptions } from '#server/review-server.js';
import { SourcePool } from '#server/source-pool.js';
import { Store } from '#store/store.js';
import { root } from '../cli/run-gouji.js';
import { openPage } from '../generator/pdf.js';
import { inputOf, newFolder, runImport } from '../jobs/import-cases.js';
import { type Answer, ask } from '../monitor/ask.js';

const host = '127.0.0.1';

export const sampleOf = (name: string): IngestInput =>
  inputOf(name, readFileSync(join(root, 'samples', name)));

export interface ListAnswer {
  readonly count: number;
  readonly items: readonly Readonly<Record<string, string | number | boolean | null>>[];
  readonly next?: string;
}

export interface TestSite {
  readonly store: Store;
  readonly url: string;
  /** `path`: with its query. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** As JSON; `path` says so. */
  list(path: string): Promise<ListAnswer>;
  /** As a page of the site sends it; gives the status. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<number>;
  /** A decision as an anomaly's page sends it: with what was looked at. Gives the status. */
  decide(decision: object, headers?: Record<string, string>): Promise<number>;
  /** In the browser; `said`: what it wrote to its console, and what it asked of anybody else. */
  open(path: string, options?: BrowserContextOptions): Promise<{ page: Page; said: string[] }>;
  close(): Promise<void>;
}

export async function openTestSite(
  inputs: readonly IngestInput[],
  options: Partial<ReviewOptions> = {},
): Promise<TestSite> {
  const store = await Store.open(newFolder());
  await runImport(store, inputs);
  const sources = new SourcePool();
  const now = (): string => new Date().toISOString();
  const server = await openReview({
    ...{ host, port: 0, names: ['review.test'], store, sources, language: 'en', reviewer: 'a', now },
    ...options,
  });
  const at = (path: string): string => new URL(path, server.url).href;
  const post: TestSite['post'] = async (path, body, headers = {}) => {
    const { origin } = new URL(server.url);
    const sent = await fetch(at(path), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    await sent.arrayBuffer();
    return sent.status;
  };
  return {
    ...{ store, url: server.url },
    get: (path, headers = {}) => ask(at(path), { headers }),
    list: async (path) => JSON.parse((await ask(at(path))).text),
    post,
    async decide(decision, headers) {
      const { anomaly = 0 } = decision as { readonly anomaly?: number };
      const looked = await store.db
        .selectFrom('anomalies')
        .innerJoin('results', 'results.id', 'result_id')
        .select(['fingerprint', 'sha256 as document'])
        .where('anomalies.id', '=', anomaly)
        .executeTakeFirst();
      return post('/decisions', { fingerprint: '', document: '', ...looked, ...decision }, headers);
    },
    async open(path, options = {}) {
      const page = await openPage(options);
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
          said.push(request.url());
      });
      await page.goto(at(path));
      return { page, said };
    },
    async close() {
      server.close();
      sources.close();
      await store.close();
    },
  };
}
