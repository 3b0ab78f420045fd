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
  return toStanding(dropUndone(said, isUndone), meaningOf);
}

/** What nobody took back. */
export const dropUndone = <One extends { readonly by: string }>(
  said: readonly One[],
  isUndone: (one: One) => boolean,
): One[] => takeBack(said, isUndone).standing;

/**
 * What nobody took back, and of who takes back what: nothing where nothing is taken back by it. `reaches`: who takes back
 * may take back that, if he said it.
 */
export function takeBack<One extends { readonly by: string }>(
  said: readonly One[],
  isUndone: (one: One) => boolean,
  reaches: (undone: One, one: One) => boolean = () => true,
): { readonly standing: One[]; readonly taken: ReadonlyMap<One, One> } {
  const [standing, taken]: [One[], Map<One, One>] = [[], new Map()];
  for (const one of said) {
    if (!isUndone(one)) standing.push(one);
    else {
      const last = standing.findLastIndex((earlier) => earlier.by === one.by && reaches(one, earlier));
      for (const earlier of last < 0 ? [] : standing.splice(last, 1)) taken.set(one, earlier);
    }
  }
  return { standing, taken };
}

/** Of what nobody took back. */
export function toStanding<One extends { readonly by: string }>(
  standing: readonly One[],
  meaningOf: (one: One) => string,
): Standing<One> {
  const latest = new Map(standing.map((one) => [one.by, meaningOf(one)]));
  return { holder: standing.at(-1), isDisputed: new Set(latest.values()).size > 1 };
}
