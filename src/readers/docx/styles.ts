/**
 * styles.xml: what a paragraph or a run gets from its style.
 *
 * A style says only what differs from the one it is based on, so each property is looked for up the chain.
 * *Hidden* and *struck* are toggles (ECMA-376 §17.7.3): set by the paragraph's style and by the run's style
 * alike they are off again; set on the run itself they are what it says.
 */
import { remember } from '#text/remember.js';
import { XmlCursor } from '../xml/xml-cursor.js';
import { namespaces } from './namespaces.js';
import {
  isOn,
  isShade,
  outlineToLevel,
  type ParagraphProperties,
  type RunProperties,
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
  readonly run: RunProperties;
}

/** How a run is printed, by its own properties, its style and the paragraph's. */
export interface RunFormat {
  readonly hidden: boolean;
  readonly struck: boolean;
  readonly script: 'superscript' | 'subscript' | undefined;
  /** In half points, as the size. */
  readonly raised: number;
  readonly size: number;
  readonly white: boolean;
  /** By the run or the paragraph's style. */
  readonly shaded: boolean;
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
  format(paragraphStyle: string | undefined, run: RunProperties): RunFormat;
  /** Whether some style in use makes runs other than plain: where none does, nobody needs to ask. */
  isFormatting(document: string): boolean;
  /** Whether some style makes text white. */
  readonly mayWhiten: boolean;
  /** Whether a table of this style may be shaded, in any of its parts. */
  shadesTable(tableStyle: string | undefined): boolean;
}

export function readStyles(xml: string | undefined): Styles {
  const { styles, size } = xml === undefined ? noStyles : parseStyles(xml);
  const byId = new Map(styles.map((style) => [style.id, style]));
  const standard = styles.find((style) => style.isDefault && style.kind === 'paragraph')?.id;
  const chain = remember((id: string) => findChain(byId, id));
  const list = remember((id: string) => listOf(chain(id)));
  const headingLevel = remember((id: string) => headingLevelOf(chain(id), id));
  const run = remember((id: string) => inherit(chain(id)));
  let shades: ReadonlySet<string> | undefined;
  const formatting = styles.filter(({ id }) => isFormatted(run(id))).map(({ id }) => id);
  return {
    list: (id) => list(id ?? standard ?? ''),
    headingLevel: (id) => headingLevel(id ?? standard ?? ''),
    format: (paragraph, own) =>
      toFormat(own, run(own.style ?? ''), { size, ...run(paragraph ?? standard ?? '') }),
    isFormatting: (document) => formatting.some((id) => id === standard || document.includes(`"${id}"`)),
    mayWhiten: formatting.some((id) => run(id).white),
    shadesTable: (id) => {
      shades ??= findShadingTableStyles(xml);
      return shades.has(id ?? '');
    },
  };
}

/** What the styles of the chain say together of a run: the nearest that says anything of a property. */
function inherit(chain: readonly Style[]): RunProperties {
  return Object.assign({}, ...chain.map((style) => style.run).reverse());
}

function isFormatted({ hidden, struck, script, raised, white }: RunProperties): boolean {
  return Boolean(hidden || struck || white || (raised ?? 0) > 0 || (script ?? 'baseline') !== 'baseline');
}

function toFormat(own: RunProperties, byRun: RunProperties, byParagraph: RunProperties): RunFormat {
  const { script, raised, size, white }: RunProperties = { ...byParagraph, ...byRun, ...own };
  return {
    hidden: own.hidden ?? (byRun.hidden === true) !== (byParagraph.hidden === true),
    struck: own.struck ?? (byRun.struck === true) !== (byParagraph.struck === true),
    script: script === 'baseline' ? undefined : script,
    raised: raised ?? 0,
    size: size ?? usualSize,
    white: white ?? false,
    shaded: Boolean(own.shaded || byRun.shaded || byParagraph.shaded),
  };
}

/** Ten points, where nothing says otherwise. */
const usualSize = 20;

interface StylePart {
  readonly styles: readonly Style[];
  /** The size of text without a style. */
  readonly size: number;
}

const noStyles: StylePart = { styles: [], size: usualSize };

function parseStyles(xml: string): StylePart {
  const cursor = new XmlCursor(xml, namespaces, 'styles');
  const styles: Style[] = [];
  let size = usualSize;
  cursor.next();
  const root = cursor.depth;
  while (cursor.child(root))
    if (cursor.name === 'w:style') styles.push(readStyle(cursor));
    else if (cursor.name === 'w:docDefaults') size = readDefaultSize(cursor) ?? usualSize;
  return { styles, size };
}

/** `w:rPrDefault` holds one `w:rPr`. */
function readDefaultSize(cursor: XmlCursor): number | undefined {
  const depth = cursor.depth;
  let size: number | undefined;
  while (cursor.child(depth)) {
    if (cursor.name !== 'w:rPrDefault') continue;
    const inner = cursor.depth;
    while (cursor.child(inner)) size = readRunProperties(cursor).size;
  }
  return size;
}

function readStyle(cursor: XmlCursor): Style {
  const depth = cursor.depth;
  const id = cursor.attribute('w:styleId') ?? '';
  const kind = cursor.attribute('w:type') ?? 'paragraph';
  const isDefault = cursor.attribute('w:default') !== undefined && isOn(cursor.attribute('w:default'));
  let name = '';
  let basedOn: string | undefined;
  let paragraph: ParagraphProperties = {};
  let run: RunProperties = {};
  // The properties of table styles hold nothing that is asked for here, and are most of the part.
  while (cursor.child(depth) && kind !== 'table') {
    const child = cursor.name;
    if (child === 'w:name') name = cursor.attribute('w:val') ?? '';
    else if (child === 'w:basedOn') basedOn = cursor.attribute('w:val');
    else if (child === 'w:pPr') paragraph = readParagraphProperties(cursor);
    else if (child === 'w:rPr') run = readRunProperties(cursor);
  }
  if (paragraph.shaded) run = { ...run, shaded: true };
  return { id, kind, isDefault, name, basedOn, paragraph, run };
}

/** The table styles that shade any part of a table; `''` where a table without a style is shaded. */
function findShadingTableStyles(xml: string | undefined): ReadonlySet<string> {
  const basedOn = new Map<string, string | undefined>();
  const shading = new Set<string>();
  if (xml === undefined) return shading;
  const cursor = new XmlCursor(xml, namespaces, 'styles');
  let style = '';
  while (cursor.next())
    if (cursor.name === 'w:style') {
      style = cursor.attribute('w:type') === 'table' ? (cursor.attribute('w:styleId') ?? '') : '-';
      basedOn.set(style, undefined);
      if (style !== '-' && cursor.attribute('w:default') !== undefined) basedOn.set('', style);
    } else if (cursor.name === 'w:basedOn') basedOn.set(style, cursor.attribute('w:val'));
    else if (cursor.name === 'w:shd' && style !== '-' && isShade(cursor)) shading.add(style);
  for (const [id] of basedOn) if (stepsOf(basedOn, id).some((step) => shading.has(step))) shading.add(id);
  return shading;
}

function stepsOf(basedOn: ReadonlyMap<string, string | undefined>, from: string): string[] {
  const steps = new Set<string>();
  for (let id: string | undefined = from; id !== undefined && !steps.has(id); id = basedOn.get(id))
    steps.add(id);
  return [...steps];
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
  if (outline !== undefined) return outlineToLevel(outline);
  const names = chain.length > 0 ? chain.map((style) => style.name) : [id];
  const name = names.find((candidate) => builtInHeading.test(candidate));
  return name === undefined ? undefined : wholeNumber(builtInHeading.exec(name)?.[1]);
}

const builtInHeading = /^heading ?([1-9])$/i;
