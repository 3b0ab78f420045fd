/** What travels along while the main part is read from its first element to its last. */
import type { Block } from '#model/document.js';
import type { DocxPlace } from '#model/place.js';
import type { XmlCursor } from '../xml/xml-cursor.js';
import type { FieldStack } from './field-stack.js';
import type { ListCounter } from './list-counter.js';
import type { RemarkBook } from './remark-book.js';
import type { Styles } from './styles.js';

export interface Walk {
  readonly cursor: XmlCursor;
  readonly part: string;
  readonly styles: Styles;
  readonly lists: ListCounter;
  readonly remarks: RemarkBook;
  readonly fields: FieldStack;
  /** Whether runs may be hidden, struck, set high or low, or white at all: their properties are read only then. */
  readonly hasFormattedRuns: boolean;
  /** What the text stands on; asked and kept only where some text is white. */
  readonly ground: Ground | undefined;
  /** `xml:space` of the root. */
  readonly keepsBlanks: boolean;
  /** Grows with everything displayed, so that it can be told whether an alternative yielded anything. */
  shown: number;
  /** Counts drawings, pictures and objects met. */
  pictures: number;
  /** Reads the block the cursor stands on into a story. A value, because stories nest in tables and boxes. */
  readonly readBlock: (walk: Walk, story: Story) => void;
  /** To be called at the end of a story. */
  readonly closeStory: (walk: Walk, story: Story) => void;
}

/** `paper` is a cell that nothing shades. Outside of cells shapes and pictures are too often behind the text. */
export interface Ground {
  kind: 'paper' | 'unknown' | 'shaded';
}

/** Text stands on this ground from here on; gives back the one before. */
export function standOn({ ground }: Walk, kind: Ground['kind'] | undefined): Ground['kind'] | undefined {
  const before = ground?.kind;
  if (ground && kind) ground.kind = kind;
  return before;
}

/** A flow of blocks: the body, a cell, a text box. */
export interface Story {
  readonly path: string;
  /** What remarks on its paragraphs point at, when that is not the paragraph: a cell. */
  readonly place: DocxPlace | undefined;
  readonly blocks: Block[];
  /** The displayed text in the order of the XML, whatever becomes of it in a grid. */
  readonly stream: string[];
  /** How many have been met, for the paths. */
  paragraphs: number;
  tables: number;
  /** The text of paragraphs whose end was deleted: it belongs to the next paragraph. */
  carried: ParagraphDraft | undefined;
  /** The cell goes on from the one above: what it does not display is not counted either. */
  isContinuation: boolean;
}

/** A paragraph while it is being read. */
export interface ParagraphDraft {
  readonly place: DocxPlace;
  readonly remarkAt: DocxPlace;
  style: string | undefined;
  shaded: boolean;
  /** Of the last run on the line, in half points. */
  size: number | undefined;
  text: string;
  /** The text boxes anchored in it, to come after it. */
  readonly boxes: Story[];
  /** Those without text too, for the paths. */
  boxesMet: number;
}

/** `place` and the stream to write to are those of a cell; a body or a text box has its own. */
export function newStory(path: string, stream: string[] = [], place?: DocxPlace): Story {
  return {
    path,
    place,
    blocks: [],
    stream,
    paragraphs: 0,
    tables: 0,
    carried: undefined,
    isContinuation: false,
  };
}

export function placeAt(walk: Walk, path: string): DocxPlace {
  return { kind: 'docx', part: walk.part, path };
}

/**
 * The cursor stands on `mc:AlternateContent`: `read` is given the first `mc:Choice` that displays
 * anything, or else the `mc:Fallback`. The alternatives say the same thing; one text must come once.
 */
export function readAlternatives(walk: Walk, read: () => void): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  const before = walk.shown;
  while (cursor.child(depth)) if (walk.shown === before) read();
}
