/** How long the review site takes to answer, from a store of many anomalies; a guide, since machines differ. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openReview } from '#server/review-server.js';
import { SourcePool } from '#server/source-pool.js';
import { Store } from '#store/store.js';
import { growStore } from './review-store.js';

export interface ReviewSpeed {
  readonly reports: number;
  readonly anomalies: number;
  readonly rows: readonly ReviewTime[];
}

export interface ReviewTime {
  readonly what: string;
  /** Milliseconds at the server: the middle one, and the longest of all. */
  readonly median: number;
  readonly longest: number;
  /** Where there is one. */
  readonly target?: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'dist', 'src', 'cli', 'main.js');
const samples = ['samples/row-sum-2023.docx', 'samples/blank-totals-2022.pdf'];
const times = 15;

export async function measureReview(reports: number): Promise<ReviewSpeed> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-bench-review-'));
  const sources = new SourcePool();
  await promisify(execFile)(process.execPath, [main, 'ingest', ...samples, '--data', folder, '--quiet'], {
    cwd: root,
  });
  const store = await Store.open(folder);
  try {
    await growStore(store, reports);
    const now = (): string => new Date().toISOString();
    const server = await openReview({
      ...{ host: '127.0.0.1', port: 0, names: [], store, sources, language: 'zh', reviewer: 'bench', now },
    });
    try {
      const { anomalies } = await store.db
        .selectFrom('review_items')
        .select(({ fn }) => fn.countAll<number>().as('anomalies'))
        .executeTakeFirstOrThrow();
      return { reports, anomalies, rows: await measureAll(store, server.url) };
    } finally {
      server.close();
    }
  } finally {
    sources.close();
    await store.close();
    await rm(folder, { recursive: true });
  }
}

async function measureAll(store: Store, url: string): Promise<ReviewTime[]> {
  const { anomaly, report, key, real } = await findExamples(store);
  const pages: readonly (readonly [string, string, number?])[] = [
    ['queue: open', '/anomalies?state=open', 150],
    ['queue: errors of the source', '/anomalies?state=open&severity=error&kind=source', 150],
    ['queue: one code', '/anomalies?state=open&code=row-sum-mismatch', 150],
    ['queue: one year', '/anomalies?state=open&year=2021', 150],
    ['queue: one province', '/anomalies?state=open&division=32', 150],
    ['queue: one county', '/anomalies?state=open&division=320102', 150],
    ['queue: a name', `/anomalies?state=open&agency=${encodeURIComponent('第12')}`, 150],
    ['queue: all states', '/anomalies', 150],
    ['anomaly', `/anomalies/${anomaly}?state=open`, 200],
    ['its paper, drawn before', `/anomalies/${real}/source`, 200],
    ['next', `/anomalies/${anomaly}/next?state=open`, 200],
    ['reports', '/reports'],
    ['reports of a province', '/reports?division=32'],
    ['report', `/reports/${report}`],
    ['agencies', '/agencies'],
    ['agency', `/agencies/${encodeURIComponent(key)}`],
    ['overview', '/overview'],
    ['coverage', '/coverage?division=32'],
    [
      'figure through the years',
      `/figures?agency=${encodeURIComponent(key)}&field=applications.received.new.total`,
    ],
  ];
  const rows: ReviewTime[] = [];
  for (const [what, path, target] of pages)
    rows.push({ what, ...(await timeOf(new URL(path, url))), ...(target !== undefined && { target }) });
  return rows;
}

async function findExamples(store: Store) {
  const item = await store.db
    .selectFrom('review_items')
    .innerJoin('reports', 'reports.id', 'review_items.report_id')
    .select(['anomaly_id as anomaly', 'report_id as report', 'agency_key as key'])
    .where('report_id', '>', 1_000_000)
    .orderBy('weight')
    .orderBy('anomaly_id')
    .offset(1000)
    .limit(1)
    .executeTakeFirstOrThrow();
  const { real } = await store.db
    .selectFrom('review_items')
    .select(({ fn }) => fn.min('anomaly_id').as('real'))
    .executeTakeFirstOrThrow();
  return { ...item, real };
}

/** The first answer is not counted: it loads what all later ones share. */
async function timeOf(url: URL): Promise<{ median: number; longest: number }> {
  const took: number[] = [];
  for (let time = 0; time <= times; time++) {
    const started = performance.now();
    const response = await fetch(url, { redirect: 'manual' });
    await response.arrayBuffer();
    if (response.status >= 400) throw new Error(`${url.href}: ${response.status}`);
    if (time > 0) took.push(performance.now() - started);
  }
  took.sort((a, b) => a - b);
  return { median: took[took.length >> 1] ?? 0, longest: took.at(-1) ?? 0 };
}
