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
