/** A case: a Markdown page with a title, a reason, one block of input and one of expectations. */
import { printReport } from './carriers.js';
import { parseReport } from './notation.js';

export interface Case {
  readonly title: string;
  readonly why: string;
  readonly input: Uint8Array;
  readonly expectations: readonly string[];
}

const kinds = ['html', 'text', 'report'] as const;

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
    input: new TextEncoder().encode(kind === 'report' ? printReport(parseReport(input)) : input),
    expectations: expected.split('\n').filter((line) => line.trim() !== ''),
  };
}

function blockOf(markdown: string, name: string): string | undefined {
  return new RegExp(`^\`\`\`${name}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(markdown)?.[1];
}
