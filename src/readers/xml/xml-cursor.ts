/**
 * A cursor over the elements of an XML text, made for large texts of which little is wanted.
 *
 * It stands on one element at a time and only ever moves forward. A reader goes through the children of
 * the element it stands on with
 *
 *     const depth = cursor.depth;
 *     while (cursor.child(depth)) switch (cursor.name) { … }
 *
 * A child that was left unread, or half read, is passed over. `text()` takes an element's characters
 * and ends it. Names, attributes and entities are resolved when they are asked for, so passing over an
 * element costs a search for `<` and `>` and no string.
 *
 * Names come out with the prefix the reader knows a namespace by (`w:tbl`), whatever prefix the writer
 * chose; elements of other namespaces are `?:local`. An attribute without a prefix matches whatever
 * prefix is asked for: writers that make `w` the default namespace forget it on attributes.
 *
 * Checked: tags match, the text ends outside the root, depth ≤ 512. A DOCTYPE is refused, and with it every
 * entity but the five of XML. Everything refused is a `DocumentError('corrupt')`.
 */
import { DocumentError } from '#model/failure.js';
import { decodeEntities } from './entities.js';

/** Namespace URI → the prefix a reader writes for it. */
export type Namespaces = ReadonlyMap<string, string>;

/** Word's own files stay under 60 levels; libxml2 stops at 256. */
const deepest = 512;

const less = 0x3c;
const greater = 0x3e;
const slash = 0x2f;
const bang = 0x21;
const question = 0x3f;
const doubleQuote = 0x22;
const singleQuote = 0x27;

/** The bindings in force inside an element that declares namespaces. */
interface Scope {
  readonly depth: number;
  readonly prefixes: ReadonlyMap<string, string>;
  /** Names as written → names as given out: each is resolved once. */
  readonly names: Map<string, string>;
}

export class XmlCursor {
  /** Of the element the cursor stands on; 1 for the root, 0 before and after it. */
  depth = 0;

  private position = 0;
  /** Where the names of the open elements stand, by depth. */
  private readonly nameFrom: number[] = [0];
  private readonly nameTo: number[] = [0];
  private tagTo = 0;
  private selfClosed = false;
  private nextDeclaration: number;
  private searchedInVain = 0;
  private readonly scopes: Scope[] = [{ depth: 0, prefixes: new Map(), names: new Map() }];

  constructor(
    private readonly xml: string,
    private readonly namespaces: Namespaces,
    private readonly part: string,
  ) {
    this.nextDeclaration = this.findFrom('xmlns', 0);
  }

  /** The name of the element the cursor stands on. */
  get name(): string {
    const raw = this.xml.slice(this.nameFrom[this.depth], this.nameTo[this.depth]);
    return this.scope.names.get(raw) ?? this.resolve(raw);
  }

  /** Moves to the next child of the element open at `parent`; false, and out of it, at its end. */
  child(parent: number): boolean {
    while (this.depth > parent) this.skip();
    return this.depth === parent && this.advance();
  }

  /** Moves to the next element in document order, whatever its depth; false when the root has ended. */
  next(): boolean {
    do if (this.advance()) return true;
    while (this.depth > 0);
    return false;
  }

  /**
   * Passes over the element: the cursor is out of it, and `next` goes on behind it.
   *
   * The end is the first end tag of its name where that is surely its own: where no element of the same
   * name and no comment or CDATA section stands before it. Else it is looked for tag by tag. Searches in
   * vain are counted, lest a text made for it be searched to its end for each of its elements.
   */
  skip(): void {
    const outside = this.depth - 1;
    if (!this.selfClosed && this.searchedInVain < 2 * this.xml.length) {
      const name = this.xml.slice(this.nameFrom[this.depth], this.nameTo[this.depth]);
      const end = this.findFrom(`</${name}>`, this.position);
      const inside = this.xml.slice(this.position, end);
      if (end < this.xml.length && !inside.includes('<!') && !inside.includes(`<${name}`))
        this.position = end;
      else this.searchedInVain += inside.length;
    }
    while (this.depth > outside) this.advance();
  }

  /** The characters of the element, markup inside it left out; moves out of the element. */
  text(): string {
    const outside = this.depth - 1;
    let text = '';
    while (this.depth > outside) {
      if (this.selfClosed || this.depth > outside + 1) this.advance();
      else text += this.piece();
    }
    return text;
  }

  /** The value of an attribute of the element the cursor stands on. */
  attribute(name: string): string | undefined {
    const { xml } = this;
    let at = this.afterBlanks(this.nameTo[this.depth] ?? 0);
    while (at < this.tagTo) {
      const equals = xml.indexOf('=', at);
      const open = this.afterBlanks(equals + 1);
      const close = xml.indexOf(xml.charAt(open), open + 1);
      if (equals < 0 || open >= this.tagTo || close > this.tagTo || !this.isQuote(open))
        throw this.broken('an attribute without a value', at);
      if (this.isCalled(xml.slice(at, equals).trimEnd(), name))
        return decodeEntities(xml.slice(open + 1, close), this.part);
      at = this.afterBlanks(close + 1);
    }
    return undefined;
  }

  private get scope(): Scope {
    return this.scopes[this.scopes.length - 1]!;
  }

  /** Takes one tag. True when it opened an element, false when one ended. */
  private advance(): boolean {
    if (this.selfClosed) return this.leave();
    for (;;) {
      const at = this.xml.indexOf('<', this.position);
      if (at < 0) return this.end();
      if (this.depth === 0) this.expectBlank(at);
      const code = this.xml.charCodeAt(at + 1);
      if (code === slash) return this.endTag(at);
      if (code !== bang && code !== question) return this.startTag(at);
      this.position = this.afterDeclaration(at);
    }
  }

  /** Characters up to the next markup, or what the markup it stands before gives; tags give nothing. */
  private piece(): string {
    const at = this.xml.indexOf('<', this.position);
    if (at < 0) throw this.broken('the text ends inside an element', this.position);
    if (at > this.position) {
      const characters = this.xml.slice(this.position, at);
      this.position = at;
      return decodeEntities(characters, this.part);
    }
    const code = this.xml.charCodeAt(at + 1);
    if (code !== bang && code !== question) {
      this.advance();
      return '';
    }
    this.position = this.afterDeclaration(at);
    return this.xml.startsWith('<![CDATA[', at) ? this.xml.slice(at + 9, this.position - 3) : '';
  }

  private startTag(at: number): true {
    const { xml } = this;
    let to = at + 1;
    while (!this.endsName(to)) to++;
    const nameTo = to;
    for (let code = xml.charCodeAt(to); code !== greater; code = xml.charCodeAt(++to)) {
      if (code === doubleQuote || code === singleQuote) to = this.findFrom(xml.charAt(to), to + 1);
      if (code === less || to >= xml.length) throw this.broken('a tag without an end', at);
    }
    if (nameTo === at + 1) throw this.broken('a tag without a name', at);
    if (this.depth === deepest) throw this.broken(`more than ${deepest} elements deep`, at);
    this.selfClosed = xml.charCodeAt(to - 1) === slash;
    this.tagTo = this.selfClosed ? to - 1 : to;
    this.position = to + 1;
    this.depth++;
    this.nameFrom[this.depth] = at + 1;
    this.nameTo[this.depth] = nameTo;
    if (this.nextDeclaration < to) this.declare(nameTo, to);
    return true;
  }

  private endTag(at: number): false {
    const from = this.nameFrom[this.depth] ?? 0;
    const length = (this.nameTo[this.depth] ?? 0) - from;
    const after = at + 2 + length;
    const to = this.findFrom('>', at);
    if (this.depth === 0 || to >= this.xml.length || !this.endsName(after))
      throw this.broken('an end tag out of place', at);
    for (let index = 0; index < length; index++)
      if (this.xml.charCodeAt(from + index) !== this.xml.charCodeAt(at + 2 + index))
        throw this.broken('an end tag out of place', at);
    this.position = to + 1;
    return this.leave();
  }

  private leave(): false {
    this.selfClosed = false;
    if (this.scope.depth === this.depth) this.scopes.pop();
    this.depth--;
    if (this.depth === 0) this.expectNothingMore();
    return false;
  }

  /** There is no further tag. */
  private end(): false {
    if (this.depth > 0) throw this.broken('the text ends inside an element', this.position);
    if (this.nameTo[1] === undefined) throw this.broken('no element', 0);
    return false;
  }

  /** Nothing but blanks, comments and instructions may follow the root. */
  private expectNothingMore(): void {
    for (let at = this.xml.indexOf('<', this.position); at >= 0; at = this.xml.indexOf('<', this.position)) {
      this.expectBlank(at);
      this.position = this.afterDeclaration(at);
    }
    this.expectBlank(this.xml.length);
  }

  private expectBlank(to: number): void {
    if (this.xml.slice(this.position, to).replace('\uFEFF', '').trim() !== '')
      throw this.broken('text outside the root', this.position);
  }

  private afterDeclaration(at: number): number {
    if (this.xml.startsWith('<?', at)) return this.after('?>', at + 2);
    if (this.xml.startsWith('<!--', at)) return this.after('-->', at + 4);
    if (this.xml.startsWith('<![CDATA[', at) && this.depth > 0) return this.after(']]>', at + 9);
    throw this.broken('a document type, an entity declaration or a second root', at);
  }

  private after(terminator: string, from: number): number {
    const at = this.xml.indexOf(terminator, from);
    if (at < 0) throw this.broken(`no ${terminator}`, from);
    return at + terminator.length;
  }

  /** Opens a scope where the tag between the offsets really declares a namespace. */
  private declare(from: number, to: number): void {
    if (this.nextDeclaration >= from) {
      const prefixes = new Map(this.scope.prefixes);
      const declarations = /\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
      for (const [, prefix = '', double, single] of this.xml.slice(from, to).matchAll(declarations))
        prefixes.set(prefix, this.namespaces.get((double ?? single ?? '').trim()) ?? '?');
      this.scopes.push({ depth: this.depth, prefixes, names: new Map() });
    }
    this.nextDeclaration = this.findFrom('xmlns', to);
  }

  private resolve(raw: string): string {
    const at = raw.indexOf(':');
    const prefix = at < 0 ? '' : raw.slice(0, at);
    const known = prefix === 'xml' ? prefix : (this.scope.prefixes.get(prefix) ?? '?');
    const name = `${known}:${raw.slice(at + 1)}`;
    this.scope.names.set(raw, name);
    return name;
  }

  private isCalled(raw: string, name: string): boolean {
    if (!raw.includes(':')) return raw === name || name.endsWith(`:${raw}`);
    return (this.scope.names.get(raw) ?? this.resolve(raw)) === name;
  }

  private endsName(at: number): boolean {
    const code = this.xml.charCodeAt(at);
    return code <= 0x20 || code === slash || code === greater || code === less || Number.isNaN(code);
  }

  private isQuote(at: number): boolean {
    const code = this.xml.charCodeAt(at);
    return code === doubleQuote || code === singleQuote;
  }

  private afterBlanks(from: number): number {
    let at = from;
    while (this.xml.charCodeAt(at) <= 0x20) at++;
    return at;
  }

  private findFrom(wanted: string, from: number): number {
    const at = this.xml.indexOf(wanted, from);
    return at < 0 ? this.xml.length : at;
  }

  private broken(what: string, at: number): DocumentError {
    return new DocumentError('corrupt', `${this.part}: ${what} at character ${at + 1}`);
  }
}
