/** `gouji decisions`: what reviewers decided, as JSON lines, out of a store and into another one. */
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Decision } from '#records/decision.js';
import { decisionSchema } from '#records/schema.js';
import { readDecisions, saveDecisions } from '#store/decisions.js';
import type { Store } from '#store/store.js';
import { countOf } from './figures-in-words.js';
import { type StoreSettings, withStore } from './open-store.js';
import { UsageError } from './usage-error.js';

/** Throws a StoreError. */
export async function exportDecisions(settings: StoreSettings, print: (text: string) => void): Promise<void> {
  await withStore(settings, { readOnly: true }, (store) =>
    store.read(async (snapshot) => {
      for await (const decision of readDecisions(snapshot)) print(JSON.stringify(decision));
    }),
  );
}

/** Decisions of one transaction. */
const slice = 200;

/**
 * What is there already is passed over. Throws a StoreError, or a UsageError at the first line that is no decision;
 * the lines before it are stored.
 */
export async function replayDecisions(
  settings: StoreSettings,
  file: string,
  print: (text: string) => void,
): Promise<void> {
  await withStore(settings, {}, async (store) => {
    const { read, added } = await saveLines(store, file);
    print(`${countOf(read, 'decision')} read, ${countOf(added, 'decision')} added`);
  });
}

async function saveLines(store: Store, file: string): Promise<{ read: number; added: number }> {
  let [read, added, number] = [0, 0, 0];
  let waiting: Decision[] = [];
  const save = async (): Promise<void> => {
    read += waiting.length;
    added += await saveDecisions(store, waiting);
    waiting = [];
  };
  try {
    for await (const line of await openLines(file)) {
      number++;
      if (line.trim() === '') continue;
      waiting.push(parseLine(line, `${file}:${number}`));
      if (waiting.length === slice) await save();
    }
  } finally {
    await save();
  }
  return { read, added };
}

async function openLines(file: string): Promise<AsyncIterable<string>> {
  if (file === '-') return createInterface({ input: process.stdin });
  try {
    return (await open(file)).readLines();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`cannot be read: ${file} (${code})`);
  }
}

function parseLine(line: string, place: string): Decision {
  const parsed = decisionSchema.safeParse(parseJson(line));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${place}: no decision: ${issue?.path.join('.') || 'the line'}: ${issue?.message}`);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
