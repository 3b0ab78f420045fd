/** A line of a text file with its number. */
export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
}

export function splitLines(text: string): Line[] {
  return text.split(/\r\n|\r|\n|\u2028|\f/).map((line, index) => ({ text: line, number: index + 1 }));
}

const pageNumber =
  /^\s*(?:[-—–－]\s*\d{1,4}\s*[-—–－]|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)\s*$/;

/** A line that holds nothing but the number of a page. */
export function isPageNumber(text: string): boolean {
  return pageNumber.test(text);
}

/** Column (from 1) of the first character that is no white space. */
export function firstColumn(text: string): number {
  return text.length - text.trimStart().length + 1;
}
