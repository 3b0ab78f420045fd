/** Numbers 0 … count − 1 in sets that only ever grow together (union-find with path halving). */
export interface DisjointSets {
  /** The number that stands for the set that holds `member`. */
  root(member: number): number;
  /** Makes the two sets one. */
  unite(a: number, b: number): void;
}

export function newDisjointSets(count: number): DisjointSets {
  const parent = Array.from({ length: count }, (_, index) => index);
  const root = (member: number): number => {
    let at = member;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    root,
    unite: (a, b) => {
      parent[root(b)] = root(a);
    },
  };
}
