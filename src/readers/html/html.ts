/**
 * HTML pages → document model. The tree is built by parse5, as in cheerio's own `load`, and handed to
 * cheerio's slim entry: the full one loads a network client, at every start of the program.
 *
 * Covers: any charset (see charset.ts), spans, omitted end tags, nested and layout tables, Word's
 * residue, hidden elements, form controls, ordered lists' numbers; finds the document inside the page's
 * chrome. Never runs a script and never loads anything.
 */
import { load } from 'cheerio/slim';
import { type Document as Dom, type Element, isTag } from 'domhandler';
import { parse } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import type { Document } from '#model/document.js';
import type { Place } from '#model/place.js';
import type { Reading, ReadOptions, ReadResult } from '#model/reading.js';
import { decodeText } from '../charset.js';
import { BlockBuilder } from './blocks.js';
import { makePathFinder } from './css-path.js';
import { findHidden, type Hidden } from './hidden-elements.js';
import { findPageContent } from './page-content.js';
import { findMeta } from './page-meta.js';
import { readSheets } from './style-sheets.js';
import { show, TextGatherer } from './visible-text.js';

export function readHtml(bytes: Uint8Array, options: ReadOptions): ReadResult {
  const root: Dom = parse(decodeText(bytes, options.charset), {
    treeAdapter: adapter,
    scriptingEnabled: false,
  });
  const $ = load(root);
  const [body] = $.root().children('html').children('body').get();
  if (!body) return { failure: { code: 'empty' } };
  const { hidden, leftOut } = findHidden(body, readSheets(root));
  const content = findPageContent(body, hidden);
  const builder = new BlockBuilder(makePathFinder(), hidden, leftOut);
  builder.build(content);
  const document: Document = {
    format: 'html',
    reader: 'cheerio',
    blocks: builder.blocks,
    stream: textOf(content, hidden),
    meta: findMeta(root, body, content),
    remarks: builder.remarks,
  };
  return { reading: makeReading(document, body, hidden) };
}

function makeReading(document: Document, body: Element, hidden: Hidden): Reading {
  return {
    document,
    confirm: (at) => confirm(body, at, hidden),
    close: () => undefined,
  };
}

function textOf(element: Element, hidden: Hidden): string {
  const gatherer = new TextGatherer();
  show([element], element, hidden, gatherer);
  return gatherer.take();
}

/** The text content of the element at the path, found by following the path's numbers. */
function confirm(body: Element, at: Place, hidden: Hidden): string | undefined {
  if (at.kind !== 'html') return undefined;
  let node: Element | undefined = body;
  for (const [, index] of at.path.matchAll(/:nth-child\((\d+)\)/g))
    node = node?.children.filter(isTag)[Number(index) - 1];
  return node ? textOf(node, hidden) : undefined;
}
