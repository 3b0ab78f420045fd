/**
 * An import of many documents from end to end, beside the parsing alone of the same documents by as many
 * processes: what the store costs. Then the same import again, which has nothing to do.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAll, writeDocuments } from './folder.js';
import { treeBytes } from './tree-bytes.js';

export interface ImportSpeed {
  readonly documents: number;
  readonly processes: number;
  /** Documents a second. */
  readonly parsing: number;
  readonly importing: number;
  readonly again: number;
  /** Of `importing` to `parsing`. */
  readonly ratio: number;
  readonly target: { readonly ratio: number; readonly peak: number };
  readonly met: boolean;
  /** MiB of all processes together: the highest, and the medians of the second and the last third. */
  readonly peak: number;
  readonly middle: number;
  readonly late: number;
  /** Bytes in the store a document, besides the documents. */
  readonly stored: number;
}

const target = { ratio: 0.8, peak: 1536 };
const processes = Math.min(2, availableParallelism());
const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));

export async function measureImport(documents: number): Promise<ImportSpeed> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-bench-import-'));
  try {
    const given = join(folder, 'in');
    await writeDocuments(given, documents);
    const parsing = await parseAll(given, processes);
    const first = await runIngest(given, join(folder, 'data'));
    const again = await runIngest(given, join(folder, 'data'));
    const ratio = first.rate / parsing;
    return {
      ...{ documents, processes, parsing, importing: first.rate, again: again.rate, ratio, target },
      met: ratio >= target.ratio && first.peak < target.peak,
      ...{ peak: first.peak, middle: first.middle, late: first.late },
      stored: first.stored / documents,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface IngestRun {
  readonly rate: number;
  readonly peak: number;
  readonly middle: number;
  readonly late: number;
  readonly stored: number;
}

/** The whole process, start and all. */
async function runIngest(given: string, data: string): Promise<IngestRun> {
  const started = performance.now();
  const child = spawn(process.execPath, [main, 'ingest', given, '--json', '--jobs', String(processes)], {
    env: { ...process.env, GOUJI_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  child.stdout.on('data', (chunk) => said.push(String(chunk)));
  const held: number[] = [];
  const watch = setInterval(() => held.push(treeBytes(child.pid ?? 0) / 2 ** 20), 500);
  await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(watch);
  const milliseconds = performance.now() - started;
  const end = said.join('').trim().split('\n').at(-1) ?? '{}';
  const { counts } = JSON.parse(end) as { counts: Readonly<Record<string, number>> };
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const third = Math.floor(held.length / 3);
  return {
    rate: (1000 * all) / milliseconds,
    peak: Math.max(0, ...held),
    middle: median(held.slice(third, 2 * third)),
    late: median(held.slice(2 * third)),
    stored: await sizeOf(data),
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function sizeOf(data: string): Promise<number> {
  const { stat } = await import('node:fs/promises');
  return (await stat(join(data, 'gouji.sqlite'))).size;
}
