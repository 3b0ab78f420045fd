import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Input, InputFailure } from '#inputs/input.js';
import { type ListOptions, listInputs } from '#inputs/list-inputs.js';

/** A folder that is gone after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-inputs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Listed {
  readonly items: readonly (Input | InputFailure)[];
  readonly inputs: readonly Input[];
  readonly failures: readonly InputFailure[];
  readonly passedOver: readonly string[];
}

export async function listAll(names: readonly string[], options: ListOptions = {}): Promise<Listed> {
  const items: (Input | InputFailure)[] = [];
  const passedOver: string[] = [];
  const passOver = (reason: string, location: string): void => void passedOver.push(`${reason} ${location}`);
  for await (const item of listInputs(names, { passOver, ...options })) items.push(item);
  const inputs = items.filter((item) => item.kind !== 'failure');
  return { items, inputs, failures: items.filter((item) => item.kind === 'failure'), passedOver };
}

/** What an input holds, or the code of what is wrong with it. */
export async function read(input: Input | InputFailure): Promise<string> {
  if (input.kind === 'failure') return input.code;
  if (input.kind === 'address') return 'an address';
  const opened = await input.open();
  return 'bytes' in opened ? Buffer.from(opened.bytes).toString() : opened.failure.code;
}

/** Each item in a line: the end of its location, and its content or its failure, read as it comes. */
export async function outline(names: readonly string[], options: ListOptions = {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const item of listInputs(names, options))
    lines.push(`${item.location.replace(/^.*?(?=!\/)|^.*\//, '')} ${await read(item)}`);
  return lines;
}
