/** Limits on a document's time and memory: they end the child, and cost only that document. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFiles } from '#cli/parse.js';
import { defaultProcessLimits, type ProcessLimits } from '#processes/process-limits.js';
import { root } from '../cli/run-gouji.js';

const folder = mkdtempSync(join(tmpdir(), 'gouji-pool-'));
const sample = join(root, 'samples', 'clean-2024.html');

/** A page of so many nested elements and cells that parsing takes many seconds and hundreds of MiB. */
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
    const limits = { ...defaultProcessLimits, milliseconds: 2500 };
    expect(await outcomes([writeHeavyPage(), sample], limits)).toEqual(['timeout', 'record']);
  });

  test('is ended at its memory limit, and the next document is parsed', async () => {
    const limits = { ...defaultProcessLimits, bytes: 200 * 2 ** 20 };
    expect(await outcomes([writeHeavyPage(), sample], limits)).toEqual(['out-of-memory', 'record']);
  });

  test('is replaced after so many documents', async () => {
    expect(await outcomes([sample, sample, sample], { ...defaultProcessLimits, documents: 1 })).toEqual([
      ...['record', 'record', 'record'],
    ]);
  });
});
