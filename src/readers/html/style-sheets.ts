/** The rules of the page's own style sheets, as far as they can be told without laying the page out. */
import type { Document as Dom, Element } from 'domhandler';
import { elementsOf } from './elements.js';
import { rawText } from './raw-text.js';

export interface Rule {
  readonly selectors: readonly string[];
  readonly body: string;
}

export interface Sheets {
  /** The text of every `style` element, without comments. */
  readonly texts: readonly string[];
  /** Whether the page has sheets that stand elsewhere: what they say is not known. */
  readonly hasForeign: boolean;
}

export function readSheets(root: Dom): Sheets {
  const texts: string[] = [];
  let hasForeign = false;
  for (const element of elementsOf(root.children))
    if (element.name === 'link') hasForeign ||= /stylesheet/i.test(element.attribs['rel'] ?? '');
    else if (element.name === 'style')
      texts.push(rawText(element.children).replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, ''));
  return { texts, hasForeign: hasForeign || texts.some((text) => text.includes('@import')) };
}

/** Rules inside `@media` hold for some screens only; which of two copies is printed they do not say. */
export function rulesOutsideConditions(text: string): Rule[] {
  return rulesOf(text.replace(/@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, ''));
}

/** The innermost rules, whatever they are conditioned on. */
export function rulesOf(text: string): Rule[] {
  return text.split('}').flatMap((rule) => {
    const at = rule.lastIndexOf('{');
    if (at < 0) return [];
    // What stands before a `;` is a statement of its own (`@charset`), not a selector.
    const head = rule.slice(0, at).split(/[;{]/).at(-1) ?? '';
    return [{ selectors: head.split(',').map((selector) => selector.trim()), body: rule.slice(at + 1) }];
  });
}

/** A class or an id alone, with its `.` or `#`. */
export const isSimple = (selector: string): boolean => /^[.#][\w-]+$/.test(selector);

/** The classes and ids that the element itself must have for the selector, with their `.` and `#`. */
export function namesOf(selector: string): readonly string[] {
  return subjectOf(selector).match(/[.#][\w-]+/g) ?? [];
}

/** Of `div.a > td.b:hover` that is `td.b`. */
function subjectOf(selector: string): string {
  const last = selector.split(/[\s>+~]+/).at(-1) ?? '';
  return last.replace(/\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?/g, '');
}

export function hasName({ attribs }: Element, name: string): boolean {
  if (name.startsWith('#')) return attribs['id'] === name.slice(1);
  return (attribs['class'] ?? '').split(/\s+/).includes(name.slice(1));
}

/** The elements that selectors may be about: rather one too many than one too few. */
export class Subjects {
  private readonly names = new Set<string>();

  get isEmpty(): boolean {
    return this.names.size === 0;
  }

  add(selectors: readonly string[]): void {
    for (const selector of selectors) {
      const names = namesOf(selector);
      const tag = subjectOf(selector).toLowerCase();
      for (const name of names.length > 0 ? names : [tag === '' ? '*' : tag]) this.names.add(name);
    }
  }

  include({ name, attribs }: Element): boolean {
    const { names } = this;
    if (names.has('*') || names.has(name) || names.has(`#${attribs['id']}`)) return true;
    return attribs['class']?.split(/\s+/).some((one) => names.has(`.${one}`)) ?? false;
  }
}
