/**
 * HTML a second time, another way: htmlparser2's events instead of a tree, and the grid by counting
 * down row spans column by column instead of filling a matrix. It shares nothing with the first reading
 * but the charset rule, so that what both say is what the page says.
 */
import { Parser } from 'htmlparser2';
import type { Document } from '#model/document.js';
import type { ReadOptions, ReadResult } from '#model/reading.js';
import { decodeText } from '../charset.js';
import { EventHandler } from './event-handler.js';

export function readHtmlEvents(bytes: Uint8Array, options: ReadOptions): ReadResult {
  const handler = new EventHandler();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handler.open(name, attributes),
      ontext: (text) => handler.text(text),
      onclosetag: (name) => handler.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(decodeText(bytes, options.charset));
  const blocks = handler.finish();
  const document: Document = {
    format: 'html',
    reader: 'htmlparser2',
    blocks,
    stream: handler.stream(),
    meta: {},
    remarks: [],
  };
  return { reading: { document, confirm: () => undefined, close: () => undefined } };
}
