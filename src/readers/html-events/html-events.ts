/**
 * HTML a second time, another way: htmlparser2's events instead of a tree, and the grid by counting
 * down row spans column by column instead of filling a matrix. It shares nothing with the first reading
 * but the charset rule, so that what both say is what the page says.
 */
import type { Document } from '#model/document.js';
import type { ReadOptions, ReadResult } from '#model/reading.js';
import { decodeText } from '../charset.js';
import { parseTags } from '../tag-events.js';
import { EventHandler } from './event-handler.js';

export function readHtmlEvents(bytes: Uint8Array, options: ReadOptions): ReadResult {
  const handler = new EventHandler();
  parseTags(decodeText(bytes, options.charset), handler);
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
