/**
 * What sites answered to crawls as a WARC file, for archives and their tools. Equal stores give equal bytes: dates are
 * those of the answers, names of records are made of what they hold. One document is held at a time.
 */
import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Store } from '#store/store.js';
import type { Answer } from './answer-records.js';
import { toExportError } from './export-error.js';
import type { Answers } from './stored-responses.js';
import { compressRecord } from './warc-record.js';
import { readRecords } from './warc-records.js';
import { WholeFile } from './whole-file.js';

export interface WarcOptions extends Answers {
  /** The file; its folder is made where it is not there. */
  readonly out: string;
  /** What writes it, as `Gouji/1.0`. */
  readonly software: string;
  /** Told of answers whose body is not held any more. */
  readonly onLost: (answer: Answer) => void;
  /** Told of answers whose body was withdrawn by hand, or has in it what was: it stays out. */
  readonly onWithdrawn: (answer: Answer) => void;
}

/** How many of each there are. */
export interface WarcCounts {
  readonly responses: number;
  readonly revisits: number;
  /** Asked, and not answered: not in the file. */
  readonly unanswered: number;
  /** Of the responses: those whose body is not held any more. */
  readonly lost: number;
  /** Of the responses: those whose body was withdrawn. */
  readonly withdrawn: number;
}

/** Undefined, and no file, where nothing was asked. Throws a StoreError or an ExportError. */
export async function exportWarc(store: Store, options: WarcOptions): Promise<WarcCounts | undefined> {
  const file = await openFile(options.out);
  try {
    const counts = await writeRecords(store, options, file);
    await file.done();
    if (counts.responses + counts.revisits + counts.unanswered === 0) return undefined;
    await file.keep();
    return counts;
  } finally {
    await file.discard();
  }
}

async function openFile(path: string): Promise<WholeFile> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw toExportError(error, folder);
  });
  return WholeFile.open(folder, basename(path));
}

async function writeRecords(
  store: Store,
  { software, onLost, onWithdrawn, ...answers }: WarcOptions,
  file: WholeFile,
): Promise<WarcCounts> {
  const counts = { responses: 0, revisits: 0, unanswered: 0, lost: 0, withdrawn: 0 };
  const watch = {
    onResponse: () => void counts.responses++,
    onRevisit: () => void counts.revisits++,
    onUnanswered: () => void counts.unanswered++,
    onLost(answer: Answer) {
      counts.lost++;
      onLost(answer);
    },
    onWithdrawn(answer: Answer) {
      counts.withdrawn++;
      onWithdrawn(answer);
    },
  };
  await store.read(async (snapshot) => {
    for await (const record of readRecords(
      { snapshot, documents: store.documents, answers, software },
      watch,
    ))
      for await (const piece of compressRecord(record)) await file.writeBytes(piece);
  });
  return counts;
}
