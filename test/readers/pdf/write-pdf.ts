/**
 * The smallest PDF writer that tests need: pages are content streams as text, so that a test reads like the
 * page it draws. Pages are 400 × 300 points. Coordinates here are PDF's: origin at the lower left, y upwards.
 */

export interface WrittenPage {
  /** Lines of a content stream: `rule(…)`, `text(…)`, or raw operators. */
  readonly content: readonly string[];
  readonly rotate?: 0 | 90 | 180 | 270;
  readonly cropBox?: readonly [number, number, number, number];
  readonly annotations?: readonly Annotation[];
}

/** A filled form field, or a note written on the page: 40 × 14 points with an appearance of its own. */
interface Annotation {
  readonly subtype: 'Widget' | 'FreeText' | 'Link';
  readonly x: number;
  readonly y: number;
  readonly shows: string;
}

/** A stroked line. */
export const rule = (x0: number, y0: number, x1: number, y1: number): string =>
  `${x0} ${y0} m ${x1} ${y1} l S`;

/** A stroked rectangle. */
export const frame = (x: number, y: number, width: number, height: number): string =>
  `${x} ${y} ${width} ${height} re S`;

/** A filled rectangle, black unless another grey is given. */
export const fill = (x: number, y: number, width: number, height: number, grey = 0): string =>
  `${grey} g ${x} ${y} ${width} ${height} re f 0 g`;

/** Helvetica at a baseline position. */
export const text = (x: number, y: number, words: string, size = 10): string =>
  `BT /F1 ${size} Tf ${x} ${y} Td (${words.replace(/[\\()]/g, '\\$&')}) Tj ET`;

/** Text along any direction: `cos sin -sin cos` of its angle. */
export const turnedText = (x: number, y: number, words: string, [a, b]: readonly [number, number]): string =>
  `BT /F1 10 Tf ${a} ${b} ${-b} ${a} ${x} ${y} Tm (${words}) Tj ET`;

export function writePdf(pages: readonly WrittenPage[]): Uint8Array {
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const counts = pages.map(({ annotations = [] }) => 2 * annotations.length);
  const firsts = pages.map((_, index) => 4 + 2 * pages.length + sum(counts.slice(0, index)));
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, index) => pageObjects(page, 5 + 2 * index, firsts[index]!)),
    ...pages.flatMap(({ annotations = [] }, index) =>
      annotations.flatMap((annotation, place) => annotationObjects(annotation, firsts[index]! + 2 * place)),
    ),
  ];
  return assemble(objects);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function annotationObjects({ subtype, x, y, shows }: Annotation, number: number): string[] {
  const stream = text(2, 3, shows);
  return [
    `<< /Type /Annot /Subtype /${subtype} /F 4 /FT /Tx /T (field${number}) /V (${shows}) ` +
      `/Rect [${x} ${y} ${x + 40} ${y + 14}] /AP << /N ${number + 1} 0 R >> >>`,
    `<< /Type /XObject /Subtype /Form /BBox [0 0 40 14] /Resources << /Font << /F1 3 0 R >> >> ` +
      `/Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
}

function pageObjects(page: WrittenPage, contentNumber: number, firstAnnotation: number): string[] {
  const { rotate = 0, cropBox, annotations = [] } = page;
  const references = annotations.map((_, index) => `${firstAnnotation + 2 * index} 0 R`).join(' ');
  const crop = cropBox ? `/CropBox [${cropBox.join(' ')}]` : '';
  const stream = page.content.join('\n');
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] ${crop} /Rotate ${rotate} ` +
      `/Annots [${references}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${contentNumber} 0 R >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
}

function assemble(objects: readonly string[]): Uint8Array {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const xref = `xref\n0 ${size}\n0000000000 65535 f \n${entries}`;
  const trailer = `trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Uint8Array.from(body + xref + trailer, (character) => character.charCodeAt(0));
}
