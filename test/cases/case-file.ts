/** A case: a Markdown page with a title, a reason, one block of input and one of expectations. */
import { strToU8, zipSync } from 'fflate';
import { printReport } from './carriers.js';
import { parseReport } from './notation.js';

export interface Case {
  readonly title: string;
  readonly why: string;
  readonly input: Uint8Array;
  readonly expectations: readonly string[];
}

const kinds = ['html', 'text', 'report', 'docx'] as const;

/** The body of a Word document, in a package of nothing else. */
function toPackage(body: string): Uint8Array {
  const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  return zipSync({
    '[Content_Types].xml': strToU8(types),
    'word/document.xml': strToU8(`<w:document xmlns:w="${namespace}"><w:body>${body}</w:body></w:document>`),
  });
}

function toBytes(kind: (typeof kinds)[number], input: string): Uint8Array {
  if (kind === 'docx') return toPackage(input);
  return strToU8(kind === 'report' ? printReport(parseReport(input)) : input);
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

function blockOf(markdown: string, name: string): string | undefined {
  return new RegExp(`^\`\`\`${name}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(markdown)?.[1];
}
