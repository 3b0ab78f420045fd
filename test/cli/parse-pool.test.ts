/** Limits on a document's time and memory: they end the child, and cost only that document. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFiles } from '#cli/parse.js';
import { defaultProcessLimits, type ProcessLimits } from '#cli/process-limits.js';
import { root } from './run-gouji.js';

const folder = mkdtempSync(join(tmpdir(), 'gouji-pool-'));
const sample = join(root, 'samples', 'clean-2024.html');

/** A page of so many nested elements and cells that parsing takes long and much. */
function writeHeavyPage(): string {
  const path = join(folder, 'heavy.html');
  writeFileSync(path, `<html><body>${'<table><tr><td>1</td>'.repeat(400_000)}`);
  return path;
}

async function outcomes(files: readonly string[], limits: ProcessLimits): Promise<string[]> {
  const codes: string[] = [];
  const options = { secondReading: 'when-in-doubt', language: 'en', limits, jobs: 1 } as const;
  await parseFiles(files, options, (line) => {
    const record = JSON.parse(line);
    codes.push(record.failure?.code ?? 'record');
  });
  return codes;
}

describe('a child process', () => {
  test('is ended at its time limit, and the next document is parsed', async () => {
    const limits = { ...defaultProcessLimits, milliseconds: 1 };
    const [first] = await outcomes([writeHeavyPage()], limits);
    expect(first).toBe('timeout');
    const both = await outcomes([writeHeavyPage(), sample], { ...defaultProcessLimits, milliseconds: 1500 });
    expect(both[1]).toBe('record');
  });

  test('is ended at its memory limit, and the next document is parsed', async () => {
    const limits = { ...defaultProcessLimits, bytes: 110 * 2 ** 20 };
    const [first, second] = await outcomes([writeHeavyPage(), sample], limits);
    expect(['out-of-memory', 'record']).toContain(second);
    expect(first).toBe('out-of-memory');
  });

  test('is replaced after so many documents', async () => {
    expect(await outcomes([sample, sample, sample], { ...defaultProcessLimits, documents: 1 })).toEqual([
      ...['record', 'record', 'record'],
    ]);
  });
});
