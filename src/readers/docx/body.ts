/** The main part from its root: blocks of the body, through whatever they are wrapped in. */
import { DocumentError } from '#model/failure.js';
import { flushCarried, readParagraph, readStrayInline } from './paragraph.js';
import { readTable } from './table.js';
import { newStory, placeAt, readAlternatives, type Story, type Walk } from './walk.js';

/** The cursor stands before the root; it ends out of it. */
export function readBody(walk: Walk): Story {
  const { cursor } = walk;
  cursor.next();
  const root = cursor.depth;
  expectDocument(walk);
  const story = newStory('body');
  while (cursor.child(root)) if (cursor.name === 'w:body') readChildren(walk, story);
  flushCarried(walk, story);
  return story;
}

function expectDocument({ cursor, part }: Walk): void {
  if (cursor.name !== 'w:document') throw new DocumentError('corrupt', `${part}: no w:document`);
}

function readChildren(walk: Walk, story: Story): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  while (cursor.child(depth)) readBlock(walk, story);
}

/** Reads the element the cursor stands on, a child of a story; what is not known is a wrapper. */
export function readBlock(walk: Walk, story: Story): void {
  const { cursor } = walk;
  switch (cursor.name) {
    case 'w:p':
      readParagraph(walk, story);
      break;
    case 'w:tbl':
      flushCarried(walk, story);
      readTable(walk, story);
      break;
    case 'w:r':
    case 'w:hyperlink':
    case 'm:oMath':
    case 'm:oMathPara':
      readStrayInline(walk, story);
      break;
    case 'w:del':
    case 'w:moveFrom':
      walk.remarks.note('tracked-changes', story.place ?? placeAt(walk, story.path));
      break;
    case 'w:altChunk':
    case 'w:subDoc':
      walk.remarks.note('foreign-content', story.place ?? placeAt(walk, story.path), cursor.name);
      break;
    case 'mc:AlternateContent':
      readAlternatives(walk, () => readChildren(walk, story));
      break;
    case 'w:sectPr':
    case 'w:sdtPr':
    case 'w:sdtEndPr':
    case 'w:customXmlPr':
      break;
    default:
      readChildren(walk, story);
  }
}
