/**
 * `npm run bench -- [speed|memory|startup|accuracy|import|workers|review|all] [--quick]`, `import COUNT`, `workers COUNT`, `review REPORTS`, and for the one who mends something
 * `npm run bench -- accuracy [format] [count] [first seed]`, which tells every case that is not as it should be.
 * Prints a report and writes the same as JSON to output/bench.json. Speed, memory and start-up are those of the
 * built files, which `npm run bench` builds first.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Format, formats } from '../test/generator/case.js';
import { hasChromium } from '../test/generator/pdf.js';
import type { Tally } from './accuracy.js';
import type { CounterpartTally } from './counterpart-accuracy.js';
import { extrapolate } from './extrapolation.js';
import { measureImport } from './import.js';
import { type Memory, measureMemory } from './memory.js';
import {
  showAccuracy,
  showCorpus,
  showCounterparts,
  showExtrapolation,
  showImport,
  showMemory,
  showReview,
  showSizing,
  showSpeed,
  showStartUp,
  showWorkers,
} from './print.js';
import { measureReview } from './review.js';
import { runTask } from './run-task.js';
import type { Speed } from './speed.js';
import { measureStartUp } from './startup.js';
import { measureWorkers } from './workers.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
const [asked = 'all', ...rest] = positionals;
const { quick } = values;

const results: Record<string, unknown> = {};
const written = formats.filter((format) => format !== 'pdf' || hasChromium());

async function runSpeed(): Promise<void> {
  const speeds: Partial<Record<Format, Speed>> = {};
  for (const format of formats) {
    title(`Speed, ${format}: bytes → record → JSON, warm, one thread`);
    const speed = await runTask('speed', format, quick);
    speeds[format] = speed;
    print(showSpeed(speed));
  }
  title('Two million reports (half HTML, a quarter DOCX, a quarter PDF of six pages) on sixteen cores');
  const extrapolation = extrapolate(speeds);
  print(showExtrapolation(extrapolation));
  Object.assign(results, { speed: speeds, extrapolation });
}

async function runMemory(): Promise<void> {
  title('Memory: one process parses them all');
  const rows: [Format, Memory][] = [];
  for (const format of written) rows.push([format, await measureMemory(format, quick ? 60 : 300)]);
  print(showMemory(rows));
  results['memory'] = Object.fromEntries(rows);
}

async function runStartUp(): Promise<void> {
  title('Start-up: the whole process');
  const rows = await measureStartUp(quick ? 5 : 15);
  print(showStartUp(rows));
  results['startUp'] = rows;
}

async function runAccuracy(): Promise<void> {
  const [only = 'all', count = quick ? '10' : '100', first = '1'] = rest;
  const chosen = written.filter((format) => only === 'all' || only === format);
  title('Accuracy: generated reports, half of them with an error planted');
  const rows: [Format, Tally][] = [];
  for (const format of chosen)
    rows.push([format, await runTask('accuracy', format, Number(first), Number(count), rest.length > 0)]);
  print(showAccuracy(rows));
  results['accuracy'] = Object.fromEntries(rows);
  if (rest.length === 0) await runOtherAccuracy();
}

async function runOtherAccuracy(): Promise<void> {
  const counterparts: CounterpartTally[] = [];
  for (const format of written) {
    const tally = await runTask('counterpart', format, 1, quick ? 5 : 20);
    if (tally) counterparts.push(tally);
  }
  print(showCounterparts(counterparts));
  title('Accuracy: published reports');
  const corpus = await runTask('corpus');
  print(corpus ? showCorpus(corpus) : '  The corpus is not there.');
  Object.assign(results, { counterparts, corpus });
}

async function runImport(): Promise<void> {
  const [count = quick ? '200' : '2000'] = rest;
  title('Import: a folder of half HTML, a quarter DOCX, a quarter PDF into a store');
  const speed = await measureImport(Number(count));
  print(showImport(speed));
  results['import'] = speed;
}

async function runWorkers(): Promise<void> {
  const [count = quick ? '200' : '1000'] = rest;
  title('Workers: the same documents through Redis, Postgres and an object store, all on this machine');
  const speed = await measureWorkers(Number(count));
  print(showWorkers(speed));
  title('Sizing, as docs/deploy.md has it');
  print(showSizing(speed.sizing));
  results['workers'] = speed;
}

async function runReview(): Promise<void> {
  const [count = quick ? '5000' : '50000'] = rest;
  title('The review site: milliseconds until a page is there');
  const speed = await measureReview(Number(count));
  print(showReview(speed));
  results['review'] = speed;
}

const parts: Readonly<Record<string, () => Promise<void>>> = {
  speed: runSpeed,
  memory: runMemory,
  startup: runStartUp,
  accuracy: runAccuracy,
  import: runImport,
  workers: runWorkers,
  review: runReview,
};

function title(text: string): void {
  print(`\n${text} (load ${loadavg()[0]?.toFixed(1)})`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const atRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

async function main(): Promise<number> {
  const chosen = asked === 'all' ? Object.keys(parts) : [asked];
  if (!chosen.every((name) => name in parts)) {
    print(`${asked}: no such measurement; there are ${Object.keys(parts).join(', ')} and all`);
    return 2;
  }
  if (!existsSync(atRoot('dist/src/cli/main.js')) && chosen.some((name) => name !== 'accuracy')) {
    print('The built files are measured, and there are none: npm run build');
    return 2;
  }
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg() };
  print(`Gouji on Node ${machine.node}, ${machine.cores} × ${machine.cpu}`);
  for (const name of chosen) await parts[name]?.();
  const report = { at: new Date().toISOString(), quick, machine, ...results };
  await writeFile(atRoot('output/bench.json'), `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

process.exitCode = await main();
