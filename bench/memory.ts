/**
 * The memory of the process that parses: the built child process of `gouji parse` itself, one for each
 * format, is sent hundreds of documents and watched from outside.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ParseRequest } from '#processes/child-messages.js';
import { heapMebibytes } from '#processes/process-limits.js';
import { residentBytes } from '#processes/resident-bytes.js';
import { type Format, makeCase } from '../test/generator/case.js';
import { closeBrowser } from '../test/generator/pdf.js';
import { quantile } from './interleave.js';

export interface Memory {
  /** That were parsed. */
  readonly documents: number;
  /** Over which document the process died, if it did. */
  readonly died?: string;
  /** MiB after every fiftieth document. */
  readonly everyFifty: readonly number[];
  /** MiB, looked at every few milliseconds. */
  readonly peak: number;
  /** The last third's median as a multiple of the middle third's. */
  readonly growth: number;
  readonly target: { readonly peak: number; readonly growth: number };
  readonly met: boolean;
}

const target = { peak: 350, growth: 1.1 };
/** As many as there are different ones; they are sent again and again. */
const distinct = 30;
const lookInterval = 5;

export async function measureMemory(format: Format, documents: number): Promise<Memory> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-bench-'));
  try {
    return await watchChild(await writeCases(format, folder, Math.min(documents, distinct)), documents);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeCases(format: Format, folder: string, count: number): Promise<string[]> {
  const paths: string[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const { name, bytes } = await makeCase(format, seed);
    paths.push(join(folder, name));
    await writeFile(join(folder, name), bytes);
  }
  await closeBrowser();
  return paths;
}

async function watchChild(paths: readonly string[], documents: number): Promise<Memory> {
  const child = fork(fileURLToPath(new URL('../dist/src/processes/parse-child.js', import.meta.url)), {
    execArgv: [`--max-old-space-size=${heapMebibytes}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let peak = 0;
  const look = (): number => {
    const now = residentBytes(child.pid ?? 0) / 2 ** 20;
    peak = Math.max(peak, now);
    return now;
  };
  const watch = setInterval(look, lookInterval);
  const after: number[] = [];
  let died: string | undefined;
  for (let index = 0; index < documents && died === undefined; index++) {
    died = await parse(child, paths[index % paths.length] ?? '').then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (died === undefined) after.push(look());
  }
  clearInterval(watch);
  child.kill();
  const third = Math.floor(after.length / 3);
  const growth = quantile(after.slice(2 * third), 0.5) / quantile(after.slice(third, 2 * third), 0.5);
  const everyFifty = after.filter((_, index) => (index + 1) % 50 === 0);
  const met = died === undefined && peak < target.peak && growth <= target.growth;
  return { documents: after.length, ...(died ? { died } : {}), everyFifty, peak, growth, target, met };
}

function parse(child: ChildProcess, path: string): Promise<void> {
  const request: ParseRequest = { path, name: path, secondReading: 'when-in-doubt', language: 'zh' };
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`ended with ${code} over ${path}`));
    child.once('exit', onExit);
    child.once('message', () => {
      child.off('exit', onExit);
      resolve();
    });
    child.send(request);
  });
}
