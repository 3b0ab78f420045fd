/**
 * Text that is on the page and cannot be seen: in the colour of paper where nothing shades the paper, or
 * set in no size. It is what a careless editor leaves behind an old number.
 *
 * A piece of text has the colour and the size of the nearest element around it that sets one. What is not
 * certain is seen: where a sheet cannot be read, where a rule of any condition may give ground or colour.
 * Of colour only figures in cells are looked at; white words stand on pictures and in menus.
 */
import { type AnyNode, type Element, isTag, isText, type Text } from 'domhandler';
import { cellAround, isCell, type LeftOut } from './left-out.js';
import { isSimple, rulesOf, rulesOutsideConditions, type Sheets, Subjects } from './style-sheets.js';

/** What an element does to the text in it, as far as it says. */
type Effect = 'seen' | 'unseen' | undefined;

/** A property by which text may be unseen. */
interface Property {
  readonly effectOf: (declarations: string) => Effect;
  readonly effectOfTag: (element: Element) => Effect;
}

const white = String.raw`#fff|#f[a-f]f[a-f]f[a-f]|white|rgba?\(\s*25\d\s*,\s*25\d\s*,\s*25\d\s*(?:,[^)]*)?\)`;
const paper = new RegExp(`^(?:transparent|${white})$`, 'i');
/** Of a background: nothing that shades. */
const unshaded = new RegExp(
  `^(?:none|transparent|initial|inherit|unset|repeat|scroll|0|0%|0px|${white}|\\s)*$`,
  'i',
);

const colour: Property = {
  effectOf: (declarations) => {
    const value = lastValueOf(declarations, /(?:^|;)\s*color\s*:([^;]*)/gi);
    return value === undefined || value === 'inherit' ? undefined : paper.test(value) ? 'unseen' : 'seen';
  },
  effectOfTag: ({ name, attribs }) => {
    if (name === 'a' || name === 'mark') return 'seen';
    const value = name === 'font' ? attribs['color']?.trim() : undefined;
    if (!value) return undefined;
    return paper.test(value) || paper.test(`#${value}`) ? 'unseen' : 'seen';
  },
};

const size: Property = {
  effectOf: (declarations) => {
    const value = lastValueOf(declarations, /(?:^|;)\s*font(?:-size)?\s*:([^;]*)/gi);
    if (value === undefined || /^(?:inherit|smaller|larger|(?!0)[\d.]+(?:em|%))$/i.test(value))
      return undefined;
    return /^0(?:\.0*)?(?:[a-z]{2,3}|%)?$/i.test(value) ? 'unseen' : 'seen';
  },
  effectOfTag: ({ name, attribs }) => (name === 'font' && attribs['size'] ? 'seen' : undefined),
};

/** The last of its declarations holds. */
function lastValueOf(declarations: string, pattern: RegExp): string | undefined {
  const value = [...declarations.matchAll(pattern)].at(-1)?.[1];
  return value?.replace(/!\s*important/i, '').trim();
}

/** Whether the text of an element may be unseen by what the element says; asked of every element. */
export function faintGate({ texts }: Sheets): (element: Element, style: string | undefined) => boolean {
  const names = new Subjects();
  for (const text of texts)
    if (mayBeFaint.test(text))
      for (const { selectors, body } of rulesOutsideConditions(text))
        if (mayBeFaint.test(body)) names.add(selectors.filter(isSimple));
  const hasNames = !names.isEmpty;
  return (element, style) =>
    (style !== undefined && mayBeFaint.test(style)) ||
    (element.name === 'font' && colour.effectOfTag(element) === 'unseen') ||
    (hasNames && names.include(element));
}

const mayBeFaint = /(?<!-)color\s*:\s*(?:#f|wh|rgba?\(\s*25|tr)|size\s*:\s*0/i;

/** Takes what is unseen below the elements out of the tree. */
export function blankFaintText(
  faint: readonly Element[],
  sheets: Sheets,
  hidden: ReadonlySet<Element>,
  leftOut: LeftOut,
): void {
  if (faint.length === 0) return;
  const page = new Page(sheets, hidden);
  const texts = new Set(faint.flatMap((element) => page.findUnseen(element)));
  for (const text of texts) {
    leftOut.note([text], 'hidden-text');
    text.data = '';
  }
}

/** What the sheets say of one property, by the elements they may say it of. */
interface SheetEffects {
  readonly seen: Subjects;
  readonly unseen: Subjects;
}

class Page {
  private readonly shaded = new Subjects();
  private readonly colours: SheetEffects;
  private readonly sizes: SheetEffects;

  constructor(
    private readonly sheets: Sheets,
    private readonly hidden: ReadonlySet<Element>,
  ) {
    for (const { selectors, body } of sheets.texts.flatMap(rulesOf))
      if (shades(body)) this.shaded.add(selectors);
    this.colours = readEffects(sheets, colour);
    this.sizes = readEffects(sheets, size);
  }

  /** The texts that are unseen by what the element says. */
  findUnseen(element: Element): Text[] {
    const isUnseen = (effects: SheetEffects, property: Property): boolean =>
      effectOf(element, property, effects) === 'unseen';
    if (isUnseen(this.sizes, size))
      return this.textsBelow(element, (node) => !effectOf(node, size, this.sizes));
    if (!isUnseen(this.colours, colour) || !this.isOnPaper(element)) return [];
    const texts = this.textsBelow(
      element,
      (node) => !effectOf(node, colour, this.colours) && !this.isShaded(node),
    );
    return texts.some(({ data }) => /[\d０-９]/.test(data)) ? texts : [];
  }

  private textsBelow({ children }: Element, goesOn: (element: Element) => boolean): Text[] {
    return children.flatMap((node: AnyNode): Text[] => {
      if (isText(node)) return [node];
      return isTag(node) && !this.hidden.has(node) && goesOn(node) ? this.textsBelow(node, goesOn) : [];
    });
  }

  /** In a cell, and nothing from there to the page itself is shaded, as far as is known. */
  private isOnPaper(element: Element): boolean {
    if (this.sheets.hasForeign || !(isCell(element) || cellAround(element))) return false;
    for (let around: AnyNode | null = element; around && isTag(around); around = around.parent)
      if (this.isShaded(around)) return false;
    return true;
  }

  private isShaded(element: Element): boolean {
    const { style, bgcolor, background } = element.attribs;
    if (background !== undefined || element.name === 'mark') return true;
    if (bgcolor !== undefined && !paper.test(bgcolor) && !paper.test(`#${bgcolor}`)) return true;
    return (style !== undefined && shades(style)) || this.shaded.include(element);
  }
}

function shades(declarations: string): boolean {
  return [...declarations.matchAll(/(?:^|;)\s*background(?:-color|-image)?\s*:([^;]*)/gi)].some(
    ([, value = '']) => !unshaded.test(value.replace(/!\s*important/i, '')),
  );
}

function readEffects({ texts }: Sheets, property: Property): SheetEffects {
  const effects: SheetEffects = { seen: new Subjects(), unseen: new Subjects() };
  for (const { selectors, body } of texts.flatMap(rulesOutsideConditions))
    if (property.effectOf(body) === 'unseen') effects.unseen.add(selectors.filter(isSimple));
  for (const { selectors, body } of texts.flatMap(rulesOf))
    if (property.effectOf(body) === 'seen') effects.seen.add(selectors);
  return effects;
}

/** The element's own style before rules, rules before what its tag says. */
function effectOf(element: Element, property: Property, { seen, unseen }: SheetEffects): Effect {
  const own = property.effectOf(element.attribs['style'] ?? '');
  if (own) return own;
  if (seen.include(element)) return 'seen';
  return unseen.include(element) ? 'unseen' : property.effectOfTag(element);
}
