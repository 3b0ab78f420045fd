/** Bytes of a list or a manifest to text, in pieces, and text to lines: nothing is held but the line in hand. */
import { type ByteSource, readPieces } from './byte-source.js';
import { decodeName } from './entry-name.js';

/** A longer line is no line of a list; its rest is dropped. */
export const longestLine = 2 ** 20;

/** A mark at the start says it, else strictly valid UTF-8, else GB18030 (what Excel saves in China). */
export async function* readText(source: ByteSource): AsyncGenerator<string> {
  const decoder = new TextDecoder(await findCharset(source));
  for await (const piece of readPieces(source)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

async function findCharset(source: ByteSource): Promise<string> {
  const marked = findMarkedCharset(await source.read(0, 2));
  if (marked) return marked;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of readPieces(source)) decoder.decode(piece, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030';
    throw error;
  }
}

function findMarkedCharset(start: Buffer): string | undefined {
  const mark = start.toString('latin1', 0, 2);
  return mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : undefined;
}

/** The beginning of a text, which may end within a character. */
export function decodeHead(head: Buffer): string {
  try {
    const charset = findMarkedCharset(head) ?? 'utf-8';
    return new TextDecoder(charset, { fatal: true }).decode(head, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(head, { stream: true });
  }
}

/**
 * Text that can be read only once, each line in the charset it is valid in. Where the first bytes hold a NUL, as
 * `find -print0` writes it, it ends the lines.
 */
export async function* readTextInPassing(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let separator: number | undefined;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    separator ??= rest.includes(0) ? 0 : lineFeed;
    const end = rest.length > longestLine ? rest.length : rest.lastIndexOf(separator) + 1;
    yield decodeLines(rest.subarray(0, end), separator);
    rest = rest.subarray(end);
  }
  yield decodeName(rest);
}

const lineFeed = 0x0a;

function decodeLines(bytes: Buffer, separator: number): string {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(separator, from) + 1 || bytes.length;
    lines.push(decodeName(bytes.subarray(from, end)));
    from = end;
  }
  return lines.join('');
}

export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

export async function* readLines(pieces: AsyncIterable<string>, separator = '\n'): AsyncGenerator<Line> {
  let rest = '';
  let number = 1;
  for await (const piece of pieces) {
    const lines = (rest + piece).split(separator);
    rest = (lines.pop() ?? '').slice(0, longestLine);
    for (const text of lines) yield { number: number++, text: text.replace(/\r$/, '') };
  }
  if (rest) yield { number, text: rest.replace(/\r$/, '') };
}

/** The first line that is not empty, and the text again from its beginning, both without a byte order mark. */
export async function peekLine(
  pieces: AsyncGenerator<string>,
): Promise<{ readonly line: string; readonly pieces: AsyncGenerator<string> }> {
  let start = '';
  while (!start.trimStart().includes('\n') && start.length < longestLine) {
    const { done, value } = await pieces.next();
    if (done) break;
    start = (start + value).replace(/^\ufeff/, '');
  }
  return { line: firstLineOf(start), pieces: prepend(start, pieces) };
}

/** The first line with anything in it. */
export function firstLineOf(text: string): string {
  return text.trimStart().split('\n', 1)[0]?.trimEnd() ?? '';
}

async function* prepend(start: string, pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* pieces;
}
