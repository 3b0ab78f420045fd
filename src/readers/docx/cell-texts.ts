/**
 * The second look at a cell: its runs, found by the path of its XML element and put together without any
 * table being built. The XML is gone through only as far as the cells asked for.
 *
 * Simpler than the first reading on purpose: no automatic numbers, no text of covered cells, no text of
 * fallbacks; white text is text. Where that makes a difference, the cell is one to look at twice.
 */
import { XmlCursor } from '../xml/xml-cursor.js';
import { readDropDown } from './drop-down.js';
import { FieldStack } from './field-stack.js';
import { namespaces } from './namespaces.js';
import { readParagraphProperties, readRunProperties } from './properties.js';
import { cleanText, inScript, type Script, scriptOf, signs } from './run-text.js';
import type { RunFormat, Styles } from './styles.js';
import { symbolToText } from './symbols.js';

/** An open element that counts in paths. */
interface Level {
  readonly name: string;
  readonly path: string;
  readonly depth: number;
  readonly met: Map<string, number>;
  /** Of a cell: its paragraphs; of a paragraph: its pieces. */
  readonly texts: string[];
}

interface Run {
  readonly depth: number;
  readonly isShown: boolean;
  readonly script: Script;
  /** In half points. */
  readonly size: number;
}

/** The elements that take a step in a path, with the name of the step. */
const counted: ReadonlyMap<string, string> = new Map([
  ['w:body', 'body'],
  ['w:p', 'p'],
  ['w:tbl', 'tbl'],
  ['w:tr', 'tr'],
  ['w:tc', 'tc'],
  ['w:txbxContent', 'txbx'],
]);

const leftOut = new Set([
  ...['w:del', 'w:moveFrom', 'mc:Fallback', 'w:rt'],
  ...['w:sectPr', 'w:sdtPr', 'w:tblPr', 'w:trPr', 'w:tcPr'],
]);

export class CellTexts {
  private readonly cursor: XmlCursor;
  private readonly found = new Map<string, string>();
  private readonly levels: Level[] = [];
  private fields = new FieldStack();
  private style: string | undefined;
  /** The run the cursor is in, if any, and how it is printed. */
  private run: Run | undefined;
  /** Of the last text on the line. */
  private size: number | undefined;

  constructor(
    xml: string,
    part: string,
    private readonly styles: Styles,
    /** `xml:space` of the root. */
    private readonly keepsBlanks: boolean,
  ) {
    this.cursor = new XmlCursor(xml, namespaces, part);
  }

  /** The text of the cell at a path such as `body/tbl[2]/tr[5]/tc[4]`. */
  textAt(path: string): string | undefined {
    while (!this.found.has(path) && this.step());
    return this.found.get(path);
  }

  private step(): boolean {
    const isOpen = this.cursor.next();
    this.closeFrom(isOpen ? this.cursor.depth : 0);
    if (isOpen) this.enter(this.cursor.name);
    return isOpen;
  }

  /** What was open at this depth or deeper has ended. */
  private closeFrom(depth: number): void {
    if (this.run && this.run.depth >= depth) this.run = undefined;
    for (let last = this.levels.at(-1); last && last.depth >= depth; last = this.levels.at(-1)) {
      this.levels.pop();
      this.keep(last);
    }
  }

  /** The text of a level that has ended goes where it belongs. */
  private keep(level: Level): void {
    if (level.name === 'tc')
      this.found.set(level.path, level.texts.filter((text) => text.trim() !== '').join('\n'));
    else if (level.name === 'p')
      this.levels.findLast(({ name }) => name === 'tc')?.texts.push(level.texts.join(''));
  }

  private enter(name: string): void {
    const { cursor } = this;
    const step = counted.get(name);
    const sign = signs.get(name);
    if (step) this.open(step);
    else if (leftOut.has(name)) cursor.skip();
    else if (sign) this.add(sign);
    else if (name === 'w:t' || name === 'm:t') this.addText();
    else if (name === 'w:sym') this.add(symbolToText(cursor.attribute('w:font'), cursor.attribute('w:char')));
    else if (name === 'w:fldChar') this.passField();
    else if (name === 'w:pPr') this.style = readParagraphProperties(cursor).style;
    else if (name === 'w:r') this.enterRun(this.styles.format(this.style, {}), cursor.depth);
    else if (name === 'w:rPr' && this.run)
      this.enterRun(this.styles.format(this.style, readRunProperties(cursor)), this.run.depth);
  }

  private enterRun(format: RunFormat, depth: number): void {
    const isShown = !format.hidden && !format.struck;
    this.run = { depth, isShown, script: scriptOf(format, this.size), size: format.size };
  }

  private open(name: string): void {
    const parent = this.levels.at(-1);
    const count = (parent?.met.get(name) ?? 0) + 1;
    parent?.met.set(name, count);
    const path = parent ? `${parent.path}/${name}[${count}]` : name;
    this.levels.push({ name, path, depth: this.cursor.depth, met: new Map(), texts: [] });
    if (name === 'tc') this.fields = new FieldStack();
    if (name === 'p') {
      this.style = undefined;
      this.size = undefined;
    }
  }

  private passField(): void {
    const { cursor, fields } = this;
    const type = cursor.attribute('w:fldCharType');
    const entry = type === 'begin' ? readDropDown(cursor) : undefined;
    if (entry === undefined) fields.pass(type);
    else {
      this.add(entry);
      fields.passShown();
    }
  }

  private addText(): void {
    const space = this.cursor.attribute('xml:space');
    this.add(cleanText(this.cursor.text(), space === undefined ? this.keepsBlanks : space === 'preserve'));
  }

  private add(text: string): void {
    const { run } = this;
    if (run?.isShown === false || !this.fields.isShown) return;
    this.levels.at(-1)?.texts.push(inScript(text, run?.script));
    if (run && run.script === undefined) this.size = run.size;
  }
}
