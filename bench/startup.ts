/** From the command to its end: the whole process as a person waits for it, interleaved with an empty one. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Format, formats, makeCase } from '../test/generator/case.js';
import { closeBrowser, hasChromium } from '../test/generator/pdf.js';
import { interleave } from './interleave.js';

export interface StartUp {
  readonly name: string;
  /** Seconds. */
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly target?: number;
  readonly met?: boolean;
}

const main = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));

/** Seconds. */
const helpTarget = 0.2;
const targets: Readonly<Partial<Record<Format, number>>> = { html: 0.5 };

export async function measureStartUp(rounds: number): Promise<StartUp[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-bench-'));
  try {
    return await measureCommands(await findCommands(folder), rounds);
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Command {
  readonly name: string;
  readonly args: readonly string[];
  readonly target?: number;
}

async function findCommands(folder: string): Promise<Command[]> {
  const commands: Command[] = [
    { name: 'node, empty', args: ['--eval', '0'] },
    { name: 'gouji --help', args: [main, '--help'], target: helpTarget },
  ];
  for (const format of formats) {
    if (format === 'pdf' && !hasChromium()) continue;
    const { name, bytes } = await makeCase(format, 7, { wishes: { form: '2021', faults: [] } });
    const path = join(folder, name);
    await writeFile(path, bytes);
    const target = targets[format];
    const title = `gouji parse, one ${format === 'text' ? 'text' : format.toUpperCase()}`;
    commands.push({ name: title, args: [main, 'parse', path], ...(target ? { target } : {}) });
  }
  await closeBrowser();
  return commands;
}

async function measureCommands(commands: readonly Command[], rounds: number): Promise<StartUp[]> {
  const timings = await interleave(
    commands.map(({ name, args }) => ({ name, run: () => run(args) })),
    { warmUp: 0, warmUpCalls: 1, turn: 0, budget: 0, fewestRounds: rounds },
  );
  return timings.map(({ name, ...timing }, index) => {
    const target = commands[index]?.target;
    const [median, lower, upper] = [timing.median / 1000, timing.lower / 1000, timing.upper / 1000];
    return { name, median, lower, upper, ...(target ? { target, met: median <= target } : {}) };
  });
}

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
}
