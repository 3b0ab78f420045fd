/**
 * HTML that is safe by construction: whatever is put into a template is escaped, unless it came out of a
 * template itself. What a document says never becomes markup.
 */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | false | null | undefined | readonly Part[];

/** `` markup`<td>${text}</td>` ``; lists are joined, nothing is written for `false`, `null` and `undefined`. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const texts = strings.map((text, index) => partToText(parts[index - 1]) + text);
  return { markup: texts.join('') };
}

function partToText(part: Part): string {
  if (part === false || part === null || part === undefined) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeText(part);
  return isList(part) ? part.map(partToText).join('') : part.markup;
}

const isList = (part: Markup | readonly Part[]): part is readonly Part[] => Array.isArray(part);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and for quoted values of attributes. Control characters are no text at all. */
function escapeText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** The program's own text, as it is: styles and scripts. */
export const trusted = (text: string): Markup => ({ markup: text });

export const nothing: Markup = { markup: '' };

/** The names that hold, kept apart by spaces: for `class` and lists of ids. */
export const names = (...all: readonly (string | false | undefined)[]): string =>
  [...new Set(all.filter(Boolean))].join(' ');
