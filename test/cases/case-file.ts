/** A case: a Markdown page with a title, a reason, one block of input and one of expectations. */
import { readdirSync, readFileSync } from 'node:fs';
import { docx } from '../readers/docx/fixture.js';
import { notationToBytes } from './carriers.js';

const folder = new URL('.', import.meta.url);

/** Every page of this folder, by name. */
export function readCases(): readonly (Case & { readonly page: string })[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((page) => ({ page, ...parseCase(readFileSync(new URL(page, folder), 'utf8')) }));
}

export interface Case {
  readonly title: string;
  readonly why: string;
  readonly input: Uint8Array;
  readonly expectations: readonly string[];
}

const kinds = ['html', 'text', 'report', 'docx'] as const;

function toBytes(kind: (typeof kinds)[number], input: string): Uint8Array {
  if (kind === 'docx') return docx({ body: input });
  return kind === 'report' ? notationToBytes(input) : new TextEncoder().encode(input);
}

export function parseCase(markdown: string): Case {
  const title = /^# (.+)$/m.exec(markdown)?.[1];
  const why = markdown
    .replace(/^# .+$/m, '')
    .split('```')[0]
    ?.trim();
  const kind = kinds.find((name) => blockOf(markdown, name) !== undefined);
  const expected = blockOf(markdown, 'expect');
  if (!title || !why || !kind || expected === undefined)
    throw new Error('a case has a title, a sentence of why, a block of input and a block `expect`');
  const input = blockOf(markdown, kind) ?? '';
  return {
    title,
    why,
    input: toBytes(kind, input),
    expectations: expected.split('\n').filter((line) => line.trim() !== ''),
  };
}

/** The codes of the anomalies that a case expects. */
export function expectedCodes({ expectations }: Case): readonly string[] {
  return [...new Set(expectations.flatMap((line) => /^anomaly (\S+)/.exec(line)?.[1] ?? []))];
}

function blockOf(markdown: string, name: string): string | undefined {
  return new RegExp(`^\`\`\`${name}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(markdown)?.[1];
}
