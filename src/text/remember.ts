/** Cells and labels repeat from row to row and from report to report: what was made of a text is kept. */
const mostKept = 20_000;
/** Longer texts do not repeat. */
const longestKept = 120;

/** The same function, asked only once for a text that comes again. */
export function remember<Result>(make: (text: string) => Result): (text: string) => Result {
  const kept = new Map<string, Result>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined || kept.has(text)) return known as Result;
    const made = make(text);
    if (text.length <= longestKept) {
      if (kept.size >= mostKept) kept.clear();
      kept.set(text, made);
    }
    return made;
  };
}

/** The same function, asked only once for an object; what was made is kept as long as the object is. */
export function rememberOf<Key extends object, Result>(make: (key: Key) => Result): (key: Key) => Result {
  const kept = new WeakMap<Key, { readonly made: Result }>();
  return (key) => {
    const known = kept.get(key) ?? { made: make(key) };
    kept.set(key, known);
    return known.made;
  };
}
