/** A list that is at hand whole, as one that is read piece by piece. */
import type { Listing } from './listing.js';

export function wholeList<Row>(rows: readonly Row[]): Pick<Listing<Row>, 'read' | 'cursorOf' | 'count'> {
  return {
    async read(most, after) {
      const from = /^\d{1,9}$/.test(after ?? '') ? Number(after) + 1 : 0;
      return rows.slice(from, from + most);
    },
    cursorOf: (row) => String(rows.indexOf(row)),
    count: async () => rows.length,
  };
}
