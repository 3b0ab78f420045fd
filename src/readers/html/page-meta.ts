/** What a page says about itself: meta tags of the state's guide for sites, title, first heading. */
import type { Document as Dom, Element } from 'domhandler';
import type { Meta } from '#model/document.js';
import { foldText } from '#text/fold.js';
import { elementsOf } from './elements.js';
import { rawText } from './raw-text.js';

/** ArticleTitle, PubDate, ContentSource and SiteName are those of 政府网站发展指引 (国办发〔2017〕47号). */
const named = {
  title: ['articletitle'],
  published: ['pubdate', 'publishdate', 'article:published_time'],
  source: ['contentsource', 'source'],
  site: ['sitename'],
} as const;

/** Reads the head, and the headings that stand outside the document's own element. */
export function findMeta(root: Dom, body: Element, content: Element): Meta {
  const tags = new Map<string, string>();
  let pageTitle: string | undefined;
  for (const element of elementsOf(root.children)) {
    if (element === body) break;
    if (element.name === 'title') pageTitle ??= clean(rawText(element.children));
    const { name, property, content: value } = element.attribs;
    const key = (name ?? property)?.toLowerCase();
    if (element.name === 'meta' && key && value?.trim() && !tags.has(key)) tags.set(key, clean(value));
  }
  const pick = (names: readonly string[]): string | undefined =>
    names.map((name) => tags.get(name)).find((value) => value !== undefined);
  const title = pick(named.title) ?? findHeading(body, content) ?? pageTitle;
  const rest = { published: pick(named.published), source: pick(named.source), site: pick(named.site) };
  return Object.fromEntries(Object.entries({ title, ...rest }).filter(([, value]) => value));
}

function findHeading(body: Element, content: Element): string | undefined {
  for (const element of elementsOf(body.children)) {
    if (element === content) return undefined;
    if (element.name === 'h1') return clean(rawText(element.children)) || undefined;
  }
  return undefined;
}

function clean(text: string): string {
  return foldText(text).replace(/\s+/g, ' ').trim();
}
