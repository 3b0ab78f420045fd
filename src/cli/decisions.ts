/**
 * `gouji decisions`: what reviewers decided of anomalies, and what was ruled on documents, as JSON lines, out of a store
 * and into another one. A ruling is told from a decision by its `what`.
 */
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import type { Decision } from '#records/decision.js';
import type { Ruling } from '#records/ruling.js';
import { decisionSchema, rulingSchema } from '#records/schema.js';
import { readDecisions, restoreDecisions } from '#store/decisions.js';
import { readRulings, saveRulings } from '#store/rulings.js';
import { countOf } from './figures-in-words.js';
import { type StoreSettings, withStore } from './open-store.js';
import { UsageError } from './usage-error.js';

/** Throws a StoreError. */
export async function exportDecisions(settings: StoreSettings, print: (text: string) => void): Promise<void> {
  await withStore(settings, { readOnly: true }, (store) =>
    store.read(async (snapshot) => {
      for await (const decision of readDecisions(snapshot)) print(JSON.stringify(decision));
      for await (const ruling of readRulings(snapshot)) print(JSON.stringify(ruling));
    }),
  );
}

/**
 * What is there already is passed over. Throws a StoreError, or a UsageError at the first line that is neither a decision
 * nor a ruling; the lines before it are stored.
 */
export async function replayDecisions(
  settings: StoreSettings,
  file: string,
  print: (text: string) => void,
): Promise<void> {
  await withStore(settings, {}, async (store) => {
    const decisions = new Waiting<Decision>('decision', (some) => restoreDecisions(store, some));
    const rulings = new Waiting<Ruling>('ruling', (some) => saveRulings(store, some));
    try {
      let number = 0;
      for await (const line of await openLines(file)) {
        number++;
        if (line.trim() === '') continue;
        const said = parseLine(line, `${file}:${number}`);
        await ('what' in said ? rulings.add(said) : decisions.add(said));
      }
    } finally {
      await decisions.save();
      await rulings.save();
    }
    print([decisions.tell(), ...(rulings.read > 0 ? [rulings.tell()] : [])].join('\n'));
  });
}

/** Of one transaction. */
const slice = 200;

class Waiting<Said> {
  read = 0;
  private added = 0;
  private some: Said[] = [];

  constructor(
    private readonly name: string,
    private readonly store: (some: readonly Said[]) => Promise<number>,
  ) {}

  async add(said: Said): Promise<void> {
    this.some.push(said);
    if (this.some.length === slice) await this.save();
  }

  async save(): Promise<void> {
    const { some } = this;
    this.some = [];
    this.added += await this.store(some);
    this.read += some.length;
  }

  tell(): string {
    return `${countOf(this.read, this.name)} read, ${countOf(this.added, this.name)} added`;
  }
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

function parseLine(line: string, place: string): Decision | Ruling {
  const given = parseJson(line);
  const isRuling = typeof given === 'object' && given !== null && 'what' in given;
  return isRuling
    ? expectParsed(rulingSchema.safeParse(given), `${place}: no ruling`)
    : expectParsed(decisionSchema.safeParse(given), `${place}: no decision`);
}

function expectParsed<Said>(parsed: z.ZodSafeParseResult<Said>, what: string): Said {
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${what}: ${issue?.path.join('.') || 'the line'}: ${issue?.message}`);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
