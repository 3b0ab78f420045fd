/**
 * A document as the input of a regression case, which a person can read and cut down: HTML and text as they are, the body
 * of a Word document, of a PDF what was made of its pages, since a file cannot be written down.
 */
import type { Block, Document, Table } from '#model/document.js';
import { defaultLimits } from '#model/reading.js';
import { sniffFormat } from '#pipeline/sniff-format.js';
import { decodeText } from '#readers/charset.js';
import { readParts } from '#readers/docx/package.js';
import { ZipArchive } from '#readers/zip/zip-archive.js';
import type { Inspection } from './inspection.js';
import { type Markup, markup } from './markup.js';

export interface CaseInput {
  readonly kind: 'html' | 'text' | 'docx';
  readonly text: string;
  /** Whether it is the document itself, not what was made of it. */
  readonly isOriginal: boolean;
}

export function toCaseInput(
  bytes: Uint8Array,
  { document }: Inspection,
  charset: string | undefined,
): CaseInput {
  const sniffed = sniffFormat(bytes);
  const format = 'format' in sniffed ? sniffed.format : undefined;
  if (format === 'html' || format === 'text')
    return { kind: format, text: decodeText(bytes, charset), isOriginal: true };
  const body =
    format === 'docx' ? findBody(readParts(ZipArchive.open(bytes, defaultLimits)).document) : undefined;
  if (body !== undefined) return { kind: 'docx', text: body, isOriginal: true };
  return { kind: 'html', text: document ? documentToHtml(document).markup : '', isOriginal: false };
}

/** Only where it has the usual prefix, as a case has. */
const findBody = (xml: string): string | undefined => /<w:body>([\s\S]*)<\/w:body>/.exec(xml)?.[1];

const documentToHtml = ({ blocks }: Document): Markup =>
  markup`<!doctype html><meta charset="utf-8">\n${blocks.map(blockToHtml)}`;

const blockToHtml = (block: Block): Markup =>
  block.kind === 'table' ? tableToHtml(block) : markup`<p>${block.text}</p>\n`;

function tableToHtml({ rows, cells }: Table): Markup {
  const lines = Array.from({ length: rows }, (_, row) =>
    cells
      .filter((cell) => cell.row === row)
      .map(
        ({ rowSpan, columnSpan, text }) =>
          markup`<td rowspan="${rowSpan}" colspan="${columnSpan}">${text}</td>`,
      ),
  );
  return markup`<table>\n${lines.map((line) => markup`<tr>${line}</tr>\n`)}</table>\n`;
}
