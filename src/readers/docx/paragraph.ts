/** Paragraphs: their text, their automatic number, and what becomes of one whose end was deleted. */
import type { Paragraph } from '#model/document.js';
import { readInline } from './inline.js';
import { outlineToLevel, type ParagraphProperties, readParagraphProperties } from './properties.js';
import { type ParagraphDraft, placeAt, type Story, type Walk } from './walk.js';

/** Characters nobody can say the meaning of: replaced on decoding, or of a font's own. */
const unreadable = /[\uFFFD\uE000-\uF8FF]/;

/** The cursor stands on `w:p`. */
export function readParagraph(walk: Walk, story: Story): void {
  const { cursor } = walk;
  const depth = cursor.depth;
  const draft = newDraft(walk, story);
  const fieldsOpen = walk.fields.depth;
  let properties: ParagraphProperties = {};
  while (cursor.child(depth)) {
    if (cursor.name !== 'w:pPr') readInline(walk, draft);
    else {
      properties = readParagraphProperties(cursor);
      draft.style = properties.style;
      draft.shaded = properties.shaded ?? false;
    }
  }
  walk.fields.abandonInstructions(fieldsOpen);
  finishParagraph(walk, story, draft, properties);
}

/** Runs that stand where only blocks should: a paragraph of their own. The cursor stands on the first. */
export function readStrayInline(walk: Walk, story: Story): void {
  const draft = newDraft(walk, story);
  readInline(walk, draft);
  finishParagraph(walk, story, draft, {});
}

/** At the end of a story, or before a table: a paragraph whose end was deleted has no next one to join. */
export function flushCarried(walk: Walk, story: Story): void {
  const draft = story.carried;
  story.carried = undefined;
  if (draft) putParagraph(walk, story, draft, {}, '');
}

function newDraft(walk: Walk, story: Story): ParagraphDraft {
  const place = placeAt(walk, `${story.path}/p[${++story.paragraphs}]`);
  return {
    place,
    remarkAt: story.place ?? place,
    style: undefined,
    shaded: false,
    size: undefined,
    text: '',
    boxes: [],
    boxesMet: 0,
  };
}

/** The text goes on in a paragraph that gives it its style; the place stays where the text began. */
function join(carried: ParagraphDraft, draft: ParagraphDraft): ParagraphDraft {
  carried.style = draft.style;
  carried.text += draft.text;
  for (const box of draft.boxes) carried.boxes.push(box);
  return carried;
}

function finishParagraph(
  walk: Walk,
  story: Story,
  draft: ParagraphDraft,
  properties: ParagraphProperties,
): void {
  const whole = story.carried ? join(story.carried, draft) : draft;
  story.carried = undefined;
  if (properties.mark?.deleted || properties.mark?.inserted)
    walk.remarks.note('tracked-changes', draft.remarkAt);
  if (properties.mark?.deleted) story.carried = whole;
  else putParagraph(walk, story, whole, properties, countNumber(walk, story, whole, properties));
}

/** An empty paragraph has its number on paper too, unless its mark is hidden or a merged cell covers it. */
function countNumber(
  walk: Walk,
  story: Story,
  draft: ParagraphDraft,
  { mark, list }: ParagraphProperties,
): string {
  const isCovered = mark?.hidden || story.isContinuation;
  return isCovered && draft.text === '' ? '' : walk.lists.count(draft.style, list);
}

/** Blank paragraphs are left out; the text boxes come after the paragraph they are anchored in. */
function putParagraph(
  walk: Walk,
  story: Story,
  draft: ParagraphDraft,
  properties: ParagraphProperties,
  number: string,
): void {
  const text = number + draft.text;
  if (text.trim() !== '') {
    story.blocks.push(toParagraph(walk, text, draft, properties, number));
    story.stream.push(text);
    walk.shown += number.length;
    if (unreadable.test(text)) walk.remarks.note('unreadable-characters', draft.remarkAt);
  }
  for (const box of draft.boxes) {
    for (const block of box.blocks) story.blocks.push(block);
    for (const text of box.stream) story.stream.push(text);
  }
}

function toParagraph(
  walk: Walk,
  text: string,
  { place, style }: ParagraphDraft,
  { outline }: ParagraphProperties,
  number: string,
): Paragraph {
  const plain: Paragraph = { kind: 'paragraph', text, at: place };
  const headingLevel = outline === undefined ? walk.styles.headingLevel(style) : outlineToLevel(outline);
  if (number === '' && headingLevel === undefined) return plain;
  return {
    ...plain,
    ...(number !== '' && { autoNumber: number.trimEnd() }),
    ...(headingLevel !== undefined && { headingLevel }),
  };
}
