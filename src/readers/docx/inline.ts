/**
 * The inside of a paragraph: runs, and what is wrapped round them. Everything is a wrapper that is not known
 * to be something else, so that text inside an element this reader has not heard of is not lost.
 *
 * Displayed is the final state: `w:ins` and `w:moveTo` are wrappers, `w:del` and `w:moveFrom` are left out.
 * Of a field its result is displayed, of a ruby its base. Marks of footnotes and endnotes are no text.
 */
import { readDropDown } from './drop-down.js';
import { type RunProperties, readRunProperties } from './properties.js';
import { cleanText, inScript, type Script, scriptOf, signs } from './run-text.js';
import type { RunFormat } from './styles.js';
import { symbolToText } from './symbols.js';
import { newStory, type ParagraphDraft, readAlternatives, standOn, type Walk } from './walk.js';

/** How the run the cursor is in is printed, if at all. */
interface Context {
  readonly walk: Walk;
  readonly draft: ParagraphDraft;
  readonly hidden: boolean;
  readonly struck: boolean;
  readonly script: Script;
}

type Handler = (context: Context) => void;

/** Reads the element the cursor stands on, a child of a paragraph. */
export function readInline(walk: Walk, draft: ParagraphDraft): void {
  readElement({ walk, draft, hidden: false, struck: false, script: undefined });
}

function readElement(context: Context): void {
  const { name } = context.walk.cursor;
  const handler = handlers.get(name);
  if (handler) handler(context);
  else if (!(name.startsWith('m:') && name.endsWith('Pr'))) readChildren(context);
}

function readChildren(context: Context): void {
  const { cursor } = context.walk;
  const depth = cursor.depth;
  while (cursor.child(depth)) readElement(context);
}

function readRun(context: Context): void {
  if (context.walk.hasFormattedRuns) readFormattedRun(context);
  else readChildren(context);
}

function readFormattedRun(context: Context): void {
  const { walk, draft } = context;
  const { cursor, styles } = walk;
  const depth = cursor.depth;
  const formatted = (run: RunProperties): Context => inFormat(context, styles.format(draft.style, run));
  let inner: Context | undefined;
  while (cursor.child(depth))
    if (cursor.name === 'w:rPr') inner = formatted(readRunProperties(cursor));
    else {
      inner ??= formatted({});
      readElement(inner);
    }
}

/** The context inside a run of this format. */
function inFormat(context: Context, format: RunFormat): Context {
  const { walk, draft } = context;
  const hidden = format.hidden || (format.white && isOnPaper(walk, draft, format));
  const script = scriptOf(format, draft.size);
  if (script === undefined && !hidden) draft.size = format.size;
  return { ...context, hidden, struck: format.struck, script };
}

/** White text is seen on any ground but paper. */
function isOnPaper({ ground }: Walk, draft: ParagraphDraft, { shaded }: RunFormat): boolean {
  return ground?.kind === 'paper' && !draft.shaded && !shaded;
}

function show({ walk, draft, hidden, struck, script }: Context, text: string): void {
  if (text === '' || !walk.fields.isShown) return;
  if (hidden || struck) {
    if (text.trim() !== '') walk.remarks.note(hidden ? 'hidden-text' : 'struck-text', draft.remarkAt);
    return;
  }
  draft.text += inScript(text, script);
  walk.shown += text.length;
}

function readText(context: Context): void {
  const { cursor, keepsBlanks } = context.walk;
  const space = cursor.attribute('xml:space');
  show(context, cleanText(cursor.text(), space === undefined ? keepsBlanks : space === 'preserve'));
}

function readFieldMark(context: Context): void {
  const { cursor, fields } = context.walk;
  const type = cursor.attribute('w:fldCharType');
  const entry = type === 'begin' ? readDropDown(cursor) : undefined;
  if (entry === undefined) fields.pass(type);
  else {
    show(context, entry);
    fields.passShown();
  }
}

function readSymbol(context: Context): void {
  const { cursor } = context.walk;
  show(context, symbolToText(cursor.attribute('w:font'), cursor.attribute('w:char')));
}

function readTextBox({ walk, draft }: Context): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  const path = `${draft.place.path}/txbx[${++draft.boxesMet}]`;
  const box = newStory(path, [], draft.remarkAt === draft.place ? undefined : draft.remarkAt);
  // The box may be filled.
  const around = standOn(walk, 'shaded');
  while (cursor.child(depth)) walk.readBlock(walk, box);
  standOn(walk, around);
  // The last paragraph's end may be deleted: nothing outside the box joins it.
  walk.closeStory(walk, box);
  if (box.blocks.length === 0) return;
  draft.boxes.push(box);
  walk.remarks.note('text-box', draft.remarkAt);
}

function readTracked(context: Context): void {
  noteChange(context);
  readChildren(context);
}

function noteChange({ walk, draft }: Context): void {
  walk.remarks.note('tracked-changes', draft.remarkAt);
}

function noteForeign({ walk, draft }: Context): void {
  walk.remarks.note('foreign-content', draft.remarkAt, walk.cursor.name);
}

/** An embedded spreadsheet or formula is displayed as a picture; what it says cannot be read here. */
function noteEmbedded({ walk, draft }: Context): void {
  walk.remarks.note('foreign-content', draft.remarkAt, walk.cursor.attribute('ProgID') ?? 'OLEObject');
}

const shows =
  (text: string): Handler =>
  (context) =>
    show(context, text);

/** A fraction's halves and an exponent must not run together into one number. */
const showsBefore =
  (text: string): Handler =>
  (context) => {
    show(context, text);
    readChildren(context);
  };

/** Its text boxes are read; what else it shows is a picture. */
const showsPicture: Handler = (context) => {
  context.walk.pictures++;
  readChildren(context);
};

const ignore: Handler = () => {};

const printNothing = [
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:customXmlPr',
  'w:smartTagPr',
  'w:rubyPr',
  'w:rt',
];

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['w:r', readRun],
  ['w:t', readText],
  ['m:t', readText],
  ...[...signs].map(([name, text]): [string, Handler] => [name, shows(text)]),
  ['w:sym', readSymbol],
  ['w:fldChar', readFieldMark],
  ['w:drawing', showsPicture],
  ['w:pict', showsPicture],
  ['w:object', showsPicture],
  ['w:ins', readTracked],
  ['w:moveTo', readTracked],
  ['w:del', noteChange],
  ['w:moveFrom', noteChange],
  ['w:txbxContent', readTextBox],
  ['w:altChunk', noteForeign],
  ['w:subDoc', noteForeign],
  ['m:den', showsBefore('/')],
  ['m:sup', showsBefore('^')],
  ['mc:AlternateContent', (context) => readAlternatives(context.walk, () => readChildren(context))],
  ['?:OLEObject', noteEmbedded],
  ...printNothing.map((name): [string, Handler] => [name, ignore]),
]);
