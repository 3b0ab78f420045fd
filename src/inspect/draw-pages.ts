/** The pages of a document as pictures, and over each, in layers, what was found on it. */
import type { Cell, Document, Table } from '#model/document.js';
import type { Border, PageSketch, Word } from '#model/page-sketch.js';
import type { Box, PagePlace, Place } from '#model/place.js';
import type { BlockDrawing } from './draw-blocks.js';
import { findDrawnTables } from './drawn-tables.js';
import type { Inspection, PageImage } from './inspection.js';
import { type Markup, markup, nothing } from './markup.js';
import { type Shaded, shadeOf, shadeToAttributes, shadeToTitle, wrapInNames } from './shade.js';

/** Pages after these are not drawn. */
const mostPages = 200;

export function drawPages(inspection: Inspection, drawing: BlockDrawing): Markup {
  const { images, document } = inspection;
  const sketches = new Map(inspection.sketches.map((sketch) => [sketch.number, sketch]));
  const pictures = new Map(images.map((image) => [image.number, image]));
  const numbers = [...new Set([...pictures.keys(), ...sketches.keys()])].sort((a, b) => a - b);
  const shapes = document ? findShapes(document, drawing) : new Map<number, PageShapes>();
  const drawn = numbers
    .slice(0, mostPages)
    .map((number) =>
      drawPage(number, pictures.get(number), sketches.get(number), shapes.get(number), drawing),
    );
  const { onlyFirst } = drawing.wording;
  const legend = Object.entries(drawing.wording.borders).map(
    ([origin, name]) => markup`<span class="${origin}">${name}</span>`,
  );
  return markup`${sketches.size > 0 && markup`<p class="legend">${legend}</p>`}${drawn}${numbers.length > mostPages && markup`<p class="more">${onlyFirst(mostPages, numbers.length)}</p>`}`;
}

function drawPage(
  number: number,
  image: PageImage | undefined,
  sketch: PageSketch | undefined,
  shapes: PageShapes | undefined,
  drawing: BlockDrawing,
): Markup {
  const { wording } = drawing;
  const [width, height] = image?.size ?? [sketch?.width ?? 0, sketch?.height ?? 0];
  return markup`<figure class="page"><figcaption>${wording.page} ${number}${!image && ` · ${wording.noPicture}`}</figcaption>
<svg viewBox="0 0 ${round(width)} ${round(height)}">${image && drawImage(image)}
${sketch && drawSketch(sketch, drawing)}
${layer('others', shapes?.others)}${layer('tables', shapes?.tables)}${layer('cells', shapes?.cells)}${layer('labels', shapes?.labels)}${layer('figures', shapes?.figures)}${layer('unclaimed', shapes?.unclaimed)}${layer('doubts', shapes?.doubts)}
${sketch && drawMissed(sketch, drawing)}</svg></figure>\n`;
}

const drawImage = ({ size: [width, height], png }: PageImage): Markup =>
  markup`<image class="layer picture" width="${round(width)}" height="${round(height)}" href="data:image/png;base64,${Buffer.from(png).toString('base64')}"/>`;

const layer = (name: string, parts: readonly Markup[] | undefined): Markup =>
  parts && parts.length > 0 ? markup`<g class="layer ${name}">${parts}</g>` : nothing;

/** What the page was read from. */
const drawSketch = ({ words, rulings, lattices }: PageSketch, { wording }: BlockDrawing): Markup =>
  markup`${layer('words', words.map(drawWord))}
${layer(
  'rulings',
  rulings.map((border) => drawBorder(border, wording.borders)),
)}
${layer(
  'lattices',
  lattices.flat().map((border) => drawBorder(border, wording.borders)),
)}`;

/** What of it is not in the document. */
const drawMissed = ({ running, lost, hidden, struck }: PageSketch, { wording }: BlockDrawing): Markup =>
  markup`${layer(
    'running',
    running.map((word) => drawBox(word.box, 'running', word.text)),
  )}
${layer(
  'leftout',
  [...hidden, ...struck].map((box) => drawBox(box, 'leftout', wording.layers.leftout)),
)}
${layer(
  'lost',
  lost.map((word) => drawBox(word.box, 'lost', `${wording.layers.lost}: ${word.text}`)),
)}`;

/** As wide as it is printed, whatever the font; set upright about its middle and then turned. */
function drawWord({ text, box: [left, top, right, bottom], turn }: Word): Markup {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const sides = [Math.max(1, right - left), Math.max(1, bottom - top)] as const;
  const [length, height] = turn % 180 === 0 ? sides : [sides[1], sides[0]];
  const turned = turn !== 0 && markup` transform="rotate(${turn} ${round(x)} ${round(y)})"`;
  return markup`<text x="${round(x - length / 2)}" y="${round(y + height * 0.3)}" font-size="${round(height * 0.85)}" textLength="${round(length)}" lengthAdjust="spacingAndGlyphs"${turned}>${text}</text>`;
}

const drawBorder = (
  { box: [left, top, right, bottom], origin }: Border,
  titles: Readonly<Record<Border['origin'], string>>,
): Markup =>
  markup`<line class="${origin}" x1="${round(left)}" y1="${round(top)}" x2="${round(right)}" y2="${round(bottom)}"><title>${titles[origin]}</title></line>`;

const drawBox = (box: Box, kind: string, title: string): Markup =>
  markup`<rect class="${kind}" ${sides(box)}><title>${title}</title></rect>`;

const sides = ([left, top, right, bottom]: Box): Markup =>
  markup`x="${round(left)}" y="${round(top)}" width="${round(Math.max(0.5, right - left))}" height="${round(Math.max(0.5, bottom - top))}"`;

const round = (value: number): string =>
  Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';

/** What stands on one page, by layer. */
type PageShapes = Record<
  'tables' | 'cells' | 'labels' | 'figures' | 'unclaimed' | 'doubts' | 'others',
  Markup[]
>;

function findShapes(document: Document, drawing: BlockDrawing): ReadonlyMap<number, PageShapes> {
  const pages = new Map<number, PageShapes>();
  const add = (name: keyof PageShapes, at: Place, draw: (box: Box) => Markup): void => {
    for (const { page, box } of partsOf(at)) {
      const shapes = pages.get(page) ?? newShapes();
      shapes[name].push(draw(box));
      pages.set(page, shapes);
    }
  };
  for (const block of document.blocks) if (block.kind === 'paragraph') addParagraph(block, drawing, add);
  for (const [index, table] of findDrawnTables(document.blocks).entries())
    addTable(table, `${drawing.wording.table} ${index + 1}`, drawing, add);
  for (const [id, at] of drawing.book.others) {
    const shaded = shadeOf(id, drawing);
    add(shaded.claims.some(({ kind }) => kind === 'figure') ? 'figures' : 'others', at, (box) =>
      drawShade(shaded, box, drawing),
    );
  }
  return pages;
}

const partsOf = (at: Place): readonly PagePlace[] => (at.kind === 'page' ? (at.parts ?? [at]) : []);

const newShapes = (): PageShapes => ({
  ...{ tables: [], cells: [], labels: [], figures: [], unclaimed: [], doubts: [], others: [] },
});

type Add = (name: keyof PageShapes, at: Place, draw: (box: Box) => Markup) => void;

const drawShade = (shaded: Shaded, box: Box, drawing: BlockDrawing, ...more: readonly string[]): Markup =>
  wrapInNames(
    shaded,
    markup`<rect ${shadeToAttributes(shaded, ...more)} ${sides(box)}><title>${shadeToTitle(shaded, drawing)}</title></rect>`,
  );

function addParagraph({ at }: { readonly at: Place }, drawing: BlockDrawing, add: Add): void {
  const shaded = shadeOf(drawing.book.link(at), drawing);
  const isFigure = shaded.claims.some(({ kind }) => kind === 'figure');
  add(isFigure ? 'figures' : 'others', at, (box) => drawShade(shaded, box, drawing, 'paragraph'));
  const key = shaded.claims.find((claim) => claim.kind === 'section')?.key;
  const first = partsOf(at)[0];
  if (key && first) add('others', { ...first, parts: [first] }, (box) => drawTag(box, key, 'key'));
}

const drawTag = ([left, top]: Box, text: string, kind: string): Markup =>
  markup`<text class="${kind}" x="${round(left)}" y="${round(top - 2)}">${text}</text>`;

function addTable(table: Table, name: string, drawing: BlockDrawing, add: Add): void {
  const { at, rows, columns, cells } = table;
  const title = `${name}: ${rows}×${columns}`;
  add(
    'tables',
    at,
    (box) =>
      markup`<rect data-p="${drawing.book.link(at)}" class="table" ${sides(box)}/>${drawTag(box, title, 'name')}`,
  );
  for (const cell of cells) addCell(cell, drawing, add);
}

function addCell(cell: Cell, drawing: BlockDrawing, add: Add): void {
  const { row, column, rowSpan, columnSpan, at, doubts = [] } = cell;
  const { wording } = drawing;
  const what = `${wording.row} ${row + 1}, ${wording.column} ${column + 1}, ${rowSpan}×${columnSpan}`;
  const shaded = { ...shadeOf(drawing.book.link(at), drawing), doubts, what };
  const kinds = new Set(shaded.claims.map(({ kind }) => kind));
  const own = kinds.has('figure')
    ? 'figures'
    : kinds.has('unclaimed')
      ? 'unclaimed'
      : kinds.size > 0
        ? 'labels'
        : 'cells';
  add(own, at, (box) => drawShade(shaded, box, drawing, 'cell'));
  if (own !== 'cells') add('cells', at, (box) => markup`<rect class="cell outline" ${sides(box)}/>`);
  if (rowSpan * columnSpan > 1)
    add(
      'cells',
      at,
      ([left, top]) =>
        markup`<text class="span" x="${round(left + 1)}" y="${round(top + 5)}">${rowSpan}×${columnSpan}</text>`,
    );
  if (doubts.length > 0)
    add('doubts', at, (box) => drawShade({ ...shaded, claims: [] }, box, drawing, 'doubt', ...doubts));
}
