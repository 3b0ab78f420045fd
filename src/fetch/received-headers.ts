/**
 * The headers of an answer as they came: names in lower case, values byte for byte (a byte is a character, whatever
 * charset the server meant), a list where a name came several times. They are no more than `headerBytes` in all.
 */
export type ReceivedHeaders = Readonly<Record<string, string | readonly string[]>>;

/** The status and the headers of an answer, whatever became of its body. */
export interface AnswerHead {
  readonly status: number;
  readonly headers: ReceivedHeaders;
}

/** They hold secrets, and by them a server would know us again. */
const unkept: ReadonlySet<string> = new Set(['set-cookie', 'set-cookie2']);

type Given = Readonly<Record<string, string | string[] | undefined>>;

export function keepHeaders(given: Given): ReceivedHeaders {
  const kept = Object.entries(given).filter(([name]) => !unkept.has(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** What a header says: of several that contradict each other the first one holds. */
export function firstValue(headers: ReceivedHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
}
