/** Left, top, right, bottom in points as displayed (after rotation and crop), origin at the top left. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** A box on a page; `parts` when what stands there goes on over a page break. */
export interface PagePlace {
  readonly kind: 'page';
  /** Counted from 1. */
  readonly page: number;
  readonly box: Box;
  readonly parts?: readonly PagePlace[];
}

/** A node of a package part, as `body/tbl[2]/tr[5]/tc[4]`, counted from 1. */
export interface DocxPlace {
  readonly kind: 'docx';
  readonly part: string;
  readonly path: string;
}

/** A CSS path that selects exactly one element of the page as parsed. */
export interface HtmlPlace {
  readonly kind: 'html';
  readonly path: string;
}

export interface SheetPlace {
  readonly kind: 'sheet';
  readonly sheet: string;
  readonly cell: string;
}

export interface DocPlace {
  readonly kind: 'doc';
  readonly table: number;
  readonly row: number;
  readonly column: number;
}

/** A character of a text file: line and column counted from 1, the column in UTF-16 units. */
export interface TextPlace {
  readonly kind: 'text';
  readonly line: number;
  readonly column: number;
}

/** Where on the paper something stands. */
export type Place = PagePlace | DocxPlace | HtmlPlace | SheetPlace | DocPlace | TextPlace;

/** One line that names a place to a person. */
export function placeToText(place: Place): string {
  switch (place.kind) {
    case 'page':
      return `page ${place.page} [${place.box.map((side) => Math.round(side)).join(', ')}]`;
    case 'docx':
    case 'html':
      return place.path;
    case 'sheet':
      return `${place.sheet}!${place.cell}`;
    case 'doc':
      return `table ${place.table}, row ${place.row}, column ${place.column}`;
    case 'text':
      return `line ${place.line}, column ${place.column}`;
  }
}

/** Whether what stands at the place stands in the cell: on a page by its middle, elsewhere by the paths. */
export function isWithin(place: Place, cell: Place): boolean {
  if (place.kind === 'page') return cell.kind === 'page' && isOnPart(place, cell.parts ?? [cell]);
  const [path, outer] = [pathOf(place), pathOf(cell)];
  if (path === undefined || outer === undefined) return false;
  return path === outer || path.startsWith(`${outer}/`) || path.startsWith(`${outer}>`);
}

const pathOf = (place: Place): string | undefined =>
  place.kind === 'docx' || place.kind === 'html' ? place.path : undefined;

function isOnPart(
  { page, box: [left, top, right, bottom] }: PagePlace,
  parts: readonly PagePlace[],
): boolean {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return parts.some(
    ({ page: of, box }) => of === page && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3],
  );
}
