/**
 * Data that stands in scripts of a page as it is: JSON, or a list as a script writes it down (`var list = [{title:
 * '…', url: '…'}]`). Nothing is run: what is more than data, such as a sum of strings, is passed over.
 */
import JSON5 from 'json5';

/** More lists of a page, or longer ones, are none of reports. */
const mostLists = 20;
const longestList = 2 ** 18;
/** What a list of rows begins with, where it is a value. */
const beginning = /[=(:]\s*(\[\s*\{)/g;

export function findScriptData(scripts: readonly string[]): unknown[] {
  return scripts.flatMap((script) => {
    const whole = /^\s*[[{]/.test(script) ? parse(script, JSON.parse) : undefined;
    return whole === undefined ? findLists(script) : [whole];
  });
}

function findLists(script: string): unknown[] {
  const lists: unknown[] = [];
  let end: number | undefined = 0;
  for (const match of script.matchAll(beginning)) {
    const start = match.index + match[0].length - (match[1]?.length ?? 0);
    if (start < end) continue;
    end = findEnd(script, start);
    if (end === undefined || lists.length === mostLists) break;
    lists.push(parse(script.slice(start, end), JSON5.parse));
  }
  return lists.filter((list) => list !== undefined);
}

/** After the bracket that closes the one at `start`; undefined where none does before long. */
function findEnd(script: string, start: number): number | undefined {
  const last = Math.min(script.length, start + longestList);
  let depth = 0;
  let quote = '';
  for (let index = start; index < last; index++) {
    const character = script[index] ?? '';
    if (character === '\\') index++;
    else if (quote !== '') quote = character === quote || character === '\n' ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '[') depth++;
    else if (character === ']' && --depth === 0) return index + 1;
  }
  return undefined;
}

function parse(text: string, read: (text: string) => unknown): unknown {
  try {
    return read(text);
  } catch {
    return undefined;
  }
}
