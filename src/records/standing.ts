/**
 * What people say of one thing, one after the other. Nothing is overwritten: who thinks otherwise says so, and who
 * takes back what he said last lets what he said before hold again.
 */
export interface Standing<One> {
  /** What holds: the latest that nobody took back. Undefined where there is nothing. */
  readonly holder: One | undefined;
  /** People have said different things of it. */
  readonly isDisputed: boolean;
}

export interface Reading<One> {
  isUndone(one: One): boolean;
  /** Equal where two people mean the same. */
  meaningOf(one: One): string;
}

/** Of all that was said of one thing, in the order in which it was said. */
export function findHolder<One extends { readonly by: string }>(
  said: readonly One[],
  { isUndone, meaningOf }: Reading<One>,
): Standing<One> {
  const standing: One[] = [];
  for (const one of said) {
    const last = standing.findLastIndex(({ by }) => by === one.by);
    if (!isUndone(one)) standing.push(one);
    else if (last >= 0) standing.splice(last, 1);
  }
  const latest = new Map(standing.map((one) => [one.by, meaningOf(one)]));
  return { holder: standing.at(-1), isDisputed: new Set(latest.values()).size > 1 };
}
