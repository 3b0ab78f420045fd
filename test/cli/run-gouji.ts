/** The built program as a user runs it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function runGouji(
  args: readonly string[],
  environment: Record<string, string> = {},
  cwd: string = root,
): Run {
  const options = {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 2 ** 28,
  } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], options);
  return { code: status, out: stdout, err: stderr };
}

export interface Started {
  readonly child: ChildProcess;
  /** What it wrote so far. */
  readonly said: { readonly out: string; readonly err: string };
  readonly ended: Promise<Run>;
}

/** Beside the test. What it may not outlive, the test has to end. */
export function startGouji(args: readonly string[], environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [main, ...args], {
    ...{ cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const said = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...said }));
  return { child, said, ended };
}
