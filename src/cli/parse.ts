/** `gouji parse FILE…`: one JSON line per input on standard output, in input order. */
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { Language } from '#model/anomaly.js';
import type { SecondReading } from '#pipeline/process-document.js';
import type { ParseRequest } from '#processes/child-messages.js';
import { ParsePool } from '#processes/parse-pool.js';
import { defaultProcessLimits, type ProcessLimits } from '#processes/process-limits.js';
import { UsageError } from './usage-error.js';

export interface ParseOptions {
  readonly secondReading: SecondReading;
  readonly language: Language;
  readonly charset?: string;
  readonly limits?: ProcessLimits;
  readonly jobs?: number;
}

/** Calls `emit` with every record's line, in order; tells whether every input became a record. */
export async function parseFiles(
  files: readonly string[],
  options: ParseOptions,
  emit: (line: string) => void,
): Promise<boolean> {
  for (const file of files) await checkFile(file);
  const pool = new ParsePool(
    Math.min(files.length, options.jobs ?? availableParallelism()),
    options.limits ?? defaultProcessLimits,
  );
  // Children do not end by Ctrl-C themselves.
  const onSignal = (): void => {
    pool.close();
    process.exit(130);
  };
  process.once('SIGINT', onSignal);
  try {
    const parsed = files.map((path) => pool.parse(toRequest(path, options)));
    let whole = true;
    for (const file of parsed) {
      const { line, failed } = await file;
      whole &&= !failed;
      emit(line);
    }
    return whole;
  } finally {
    process.off('SIGINT', onSignal);
    pool.close();
  }
}

function toRequest(path: string, options: ParseOptions): ParseRequest {
  const { secondReading, language, charset } = options;
  return { path, name: basename(path), secondReading, language, ...(charset ? { charset } : {}) };
}

async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UsageError(`no such file: ${path}`);
  if (!found.isFile()) throw new UsageError(`not a file: ${path}`);
}
