/**
 * pdf.js carries core-js, which replaces functions of the language itself: `push` by one that is called, not
 * compiled in, for an oddity of V8 that nobody here relies on. From then on everything in the process is slower,
 * a report in HTML as well. This file has to be loaded before pdf.js.
 */
const { push } = Array.prototype;
const { parse } = JSON;
const { toString: functionToString } = Function.prototype;

/** To be called whenever pdf.js may have loaded a part of itself. */
export function restoreNatives(): void {
  define(Array.prototype, 'push', push);
  define(JSON, 'parse', parse);
  define(Function.prototype, 'toString', functionToString);
}

function define<Owner extends object>(owner: Owner, key: keyof Owner, value: unknown): void {
  if (owner[key] !== value) Object.defineProperty(owner, key, { value });
}
