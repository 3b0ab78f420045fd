/** What HTML and XML have in common, and the spans of HTML's cells. */
import type { PlacedCell } from './grid.js';

export const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** With a blank in front; empty for a cell at one position. */
export const spanAttributes = ({ rowSpan, columnSpan }: PlacedCell): string =>
  `${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}${columnSpan > 1 ? ` colspan="${columnSpan}"` : ''}`;
