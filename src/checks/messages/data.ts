/** Reading an anomaly's data, whose shape its code fixes. */
export type Data = Readonly<Record<string, unknown>>;

export function numberIn(data: Data, key: string): string {
  const value = data[key];
  return typeof value === 'number' ? String(value) : '?';
}

export function textIn(data: Data, key: string): string {
  const value = data[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Behind a joint; empty where there is none. */
export function remarkIn(data: Data, joint: string): string {
  const remark = textIn(data, 'remark');
  return remark && `${joint}${remark}`;
}

export function listIn(data: Data, key: string): readonly Data[] {
  const value = data[key];
  return Array.isArray(value) ? value : [];
}

export function textsIn(data: Data, key: string): readonly string[] {
  const value = data[key];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The values of all ways to count, each once. */
export function triedValues(data: Data): readonly string[] {
  return [...new Set(listIn(data, 'tried').map((way) => numberIn(way, 'value')))];
}

/** The field that a relation's total stands in. */
export function totalOf(data: Data): string {
  const terms = data['terms'] as { right?: readonly string[] } | undefined;
  return terms?.right?.[0] ?? '';
}

export function signed(data: Data, key: string): string {
  const value = data[key];
  return typeof value === 'number' && value > 0 ? `+${value}` : numberIn(data, key);
}

/** The first few, and how many there are. */
export function firstFew(list: readonly Data[], toText: (one: Data) => string, joint: string): string {
  const shown = list.slice(0, few).map(toText);
  return shown.join(joint) + (list.length > few ? `… (${list.length})` : '');
}

const few = 3;
