/** What becomes of a child, and of its document, when the process that owns the pool is killed or stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { residentBytes } from '#processes/resident-bytes.js';

const program = fileURLToPath(new URL('./children/owner.mjs', import.meta.url));
const child = fileURLToPath(new URL('./children/answering.mjs', import.meta.url));
const often = 20;

const owners: Owner[] = [];
afterEach(() => {
  for (const owner of owners.splice(0)) owner.end();
});

class Owner {
  private readonly path = join(mkdtempSync(join(tmpdir(), 'gouji-owner-')), 'document');
  private readonly said: string[] = [];
  readonly process: ChildProcess;

  constructor(milliseconds: number, after: 'stays' | 'ends', wishes: readonly string[]) {
    this.process = spawn(process.execPath, [program, this.path, String(milliseconds), after, ...wishes], {
      env: { ...process.env, CHILD_FILE: `${this.path}.child` },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.process.stdout?.on('data', (chunk) => this.said.push(String(chunk)));
    owners.push(this);
  }

  get outcomes(): unknown[] {
    const lines = this.said
      .join('')
      .split('\n')
      .filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line));
  }

  /** The number of the child's process, when it has one. */
  async child(): Promise<number> {
    const file = `${this.path}.child`;
    while (!existsSync(file) || readFileSync(file, 'utf8') === '') await wait(often);
    return Number(readFileSync(file, 'utf8'));
  }

  async isGiven(document: number): Promise<void> {
    while (!existsSync(`${this.path}.${document}.given`)) await wait(often);
  }

  giveWord(document: number): void {
    writeFileSync(`${this.path}.${document}.word`, '');
  }

  end(): void {
    this.process.kill('SIGKILL');
    const file = `${this.path}.child`;
    if (!existsSync(file)) return;
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid > 0 && isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
}

/** A process that has ended holds no memory, whether somebody asked for its end or not. */
const isAlive = (pid: number): boolean => residentBytes(pid) > 0;

async function isGone(pid: number): Promise<void> {
  while (isAlive(pid)) await wait(often);
}

const longer = 600_000;

describe('killed, the owner takes its child with it', () => {
  test('that is in a loop', async () => {
    const owner = new Owner(longer, 'ends', ['loop']);
    const pid = await owner.child();
    await owner.isGiven(0);
    expect(isAlive(pid)).toBe(true);
    owner.process.kill('SIGKILL');
    await isGone(pid);
  });

  test('that waits', async () => {
    const owner = new Owner(longer, 'ends', ['answer', 'wait for a word']);
    const pid = await owner.child();
    await owner.isGiven(1);
    owner.process.kill('SIGKILL');
    await isGone(pid);
  });

  test('that has nothing to do', async () => {
    const owner = new Owner(longer, 'stays', ['answer']);
    const pid = await owner.child();
    while (owner.outcomes.length === 0) await wait(often);
    owner.process.kill('SIGKILL');
    await isGone(pid);
  });

  test('that was still starting, and now has another parent', async () => {
    const owner = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(owner, 'exit');
    const folder = mkdtempSync(join(tmpdir(), 'gouji-owner-'));
    const late = spawn(process.execPath, [child, String(owner.pid)], {
      env: { ...process.env, CHILD_FILE: join(folder, 'child') },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    expect(await once(late, 'exit')).toEqual([null, 'SIGKILL']);
  });
});

test('the time for which its owner was stopped is not the time of a document', async () => {
  const limit = 5000;
  const owner = new Owner(limit, 'ends', ['answer', 'wait for a word']);
  const ended = once(owner.process, 'exit');
  await owner.isGiven(1);
  owner.process.kill('SIGSTOP');
  // The child goes on meanwhile, and answers.
  owner.giveWord(1);
  await wait(limit + 1500);
  owner.process.kill('SIGCONT');
  await ended;
  expect(owner.outcomes).toEqual([{ answer: 'at once' }, { answer: 'after the word' }]);
});
