/** The queue as data: the same rows as on its page. */
import { stringify } from 'csv-stringify/sync';
import type { ReviewItem } from '#store/review-queue.js';

export const itemsToJson = (items: readonly ReviewItem[], count: number): string =>
  `${JSON.stringify({ count, items })}\n`;

/** Text that a spreadsheet would run is told as text. */
export const itemsToCsv = (items: readonly ReviewItem[]): string =>
  stringify([...items], { header: true, columns: [...columns], escape_formulas: true });

const columns = [
  ...['anomalyId', 'severity', 'kind', 'code', 'rule', 'state', 'isDisputed', 'agency', 'divisionCode'],
  ...['year', 'form', 'message'],
] as const satisfies readonly (keyof ReviewItem)[];
