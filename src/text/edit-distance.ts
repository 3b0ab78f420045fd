/**
 * Edits (insertion, deletion, substitution, swap of neighbours) between two strings, or `limit + 1`
 * as soon as it is certain that more than `limit` are needed.
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const line = [row];
    let best = row;
    for (let column = 1; column <= right.length; column++) {
      const value = cost(left, right, row, column, before, above, line);
      line.push(value);
      if (value < best) best = value;
    }
    if (best > limit) return limit + 1;
    before = above;
    above = line;
  }
  return Math.min(above[right.length] ?? limit + 1, limit + 1);
}

function cost(
  left: string,
  right: string,
  row: number,
  column: number,
  before: readonly number[],
  above: readonly number[],
  line: readonly number[],
): number {
  const same = left[row - 1] === right[column - 1];
  const change = (above[column - 1] ?? 0) + (same ? 0 : 1);
  const value = Math.min(change, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1);
  const swapped =
    row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
  return swapped ? Math.min(value, (before[column - 2] ?? 0) + 1) : value;
}
