/**
 * styles.xml: what a paragraph or a run gets from its style.
 *
 * A style says only what differs from the one it is based on, so each property is looked for up the chain.
 * *Hidden* is a toggle (ECMA-376 §17.7.3): set by the paragraph's style and by the run's style alike it is
 * off again; set on the run itself it is what it says.
 */
import { XmlCursor } from '../xml/xml-cursor.js';
import { namespaces } from './namespaces.js';
import {
  isOn,
  type ParagraphProperties,
  readParagraphProperties,
  readRunProperties,
  wholeNumber,
} from './properties.js';

interface Style {
  readonly id: string;
  readonly kind: string;
  readonly isDefault: boolean;
  readonly name: string;
  readonly basedOn: string | undefined;
  readonly paragraph: ParagraphProperties;
  readonly hidden: boolean | undefined;
}

/** A list as named by a style, and the styles that may be tied to one of its levels. */
export interface StyleList {
  readonly number: number | undefined;
  /** The styles of the chain from the nearest on, with the level each names. */
  readonly levels: readonly { readonly style: string; readonly level: number | undefined }[];
}

export interface Styles {
  list(paragraphStyle: string | undefined): StyleList;
  /** From 1; `undefined` for body text. */
  headingLevel(paragraphStyle: string | undefined): number | undefined;
  isHidden(paragraphStyle: string | undefined, runStyle: string | undefined): boolean;
  /** False when no style hides anything, so that nobody needs to ask. */
  readonly mayHide: boolean;
}

export function readStyles(xml: string | undefined): Styles {
  const styles = xml === undefined ? [] : parseStyles(xml);
  const byId = new Map(styles.map((style) => [style.id, style]));
  const standard = styles.find((style) => style.isDefault && style.kind === 'paragraph')?.id;
  const chain = remember((id: string) => findChain(byId, id));
  const list = remember((id: string) => listOf(chain(id)));
  const headingLevel = remember((id: string) => headingLevelOf(chain(id), id));
  const isChainHidden = remember(
    (id: string) => chain(id).find((style) => style.hidden !== undefined)?.hidden ?? false,
  );
  return {
    list: (id) => list(id ?? standard ?? ''),
    headingLevel: (id) => headingLevel(id ?? standard ?? ''),
    isHidden: (paragraph, run) =>
      isChainHidden(paragraph ?? standard ?? '') !== (run !== undefined && isChainHidden(run)),
    mayHide: styles.some((style) => style.hidden),
  };
}

function parseStyles(xml: string): Style[] {
  const cursor = new XmlCursor(xml, namespaces, 'styles');
  const styles: Style[] = [];
  cursor.next();
  const root = cursor.depth;
  while (cursor.child(root)) if (cursor.name === 'w:style') styles.push(readStyle(cursor));
  return styles;
}

function readStyle(cursor: XmlCursor): Style {
  const depth = cursor.depth;
  const id = cursor.attribute('w:styleId') ?? '';
  const kind = cursor.attribute('w:type') ?? 'paragraph';
  const isDefault = cursor.attribute('w:default') !== undefined && isOn(cursor.attribute('w:default'));
  let name = '';
  let basedOn: string | undefined;
  let paragraph: ParagraphProperties = {};
  let hidden: boolean | undefined;
  // The properties of table styles hold nothing that is asked for, and are most of the part.
  while (cursor.child(depth) && kind !== 'table') {
    const child = cursor.name;
    if (child === 'w:name') name = cursor.attribute('w:val') ?? '';
    else if (child === 'w:basedOn') basedOn = cursor.attribute('w:val');
    else if (child === 'w:pPr') paragraph = readParagraphProperties(cursor);
    else if (child === 'w:rPr') hidden = readRunProperties(cursor).hidden;
  }
  return { id, kind, isDefault, name, basedOn, paragraph, hidden };
}

/** More steps than any chain that people made; it may also bite its tail. */
const longestChain = 64;

/** The style and those it is based on. */
function findChain(byId: ReadonlyMap<string, Style>, id: string): readonly Style[] {
  const chain = new Set<Style>();
  for (
    let style = byId.get(id);
    style && !chain.has(style) && chain.size < longestChain;
    style = byId.get(style.basedOn ?? '')
  )
    chain.add(style);
  return [...chain];
}

function listOf(chain: readonly Style[]): StyleList {
  return {
    number: chain.find((style) => style.paragraph.list?.number !== undefined)?.paragraph.list?.number,
    levels: chain.map((style) => ({ style: style.id, level: style.paragraph.list?.level })),
  };
}

/** The outline level, else the number in the built-in name, which holds even where the style is not defined. */
function headingLevelOf(chain: readonly Style[], id: string): number | undefined {
  const outline = chain.find((style) => style.paragraph.outline !== undefined)?.paragraph.outline;
  if (outline !== undefined) return outline < 9 ? outline + 1 : undefined;
  const names = chain.length > 0 ? chain.map((style) => style.name) : [id];
  const name = names.find((candidate) => builtInHeading.test(candidate));
  return name === undefined ? undefined : wholeNumber(builtInHeading.exec(name)?.[1]);
}

const builtInHeading = /^heading ?([1-9])$/i;

function remember<Value>(find: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined || known.has(key)) return value as Value;
    const found = find(key);
    known.set(key, found);
    return found;
  };
}
