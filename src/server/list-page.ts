/** A page that is nothing but a list. */
import { markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import { toPage } from './layout.js';
import type { Shown } from './listing.js';
import type { Place } from './wording/layout.js';

export interface ListPage {
  readonly title: string;
  /** Told where the list is empty. */
  readonly none: string;
  readonly here: Place;
  readonly language: Language;
}

/** A table that is wider than the page is moved in its own frame. */
export function listToPage<Row>(
  { table, more, formats, count }: Shown<Row>,
  { title, none, here, language }: ListPage,
): string {
  const rows = markup`<div class="scrolled" tabindex="0" role="region" aria-label="${title}">${table}</div>${more}`;
  const body = markup`<header><h1>${title} <output>${count}</output></h1>${formats}</header>
<main class="plots">${count === 0 ? markup`<p>${none}</p>` : rows}</main>`;
  return toPage({ title, language, body, here });
}
