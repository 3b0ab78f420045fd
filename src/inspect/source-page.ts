/**
 * A document as a page that shows the paper alone, with some of its places marked: for a frame in which nothing may
 * run. The frame opens it at the first suspected place (`#suspect`).
 */
import type { Language } from '#model/anomaly.js';
import type { Place } from '#model/place.js';
import type { Claim } from './claims.js';
import type { Inspection } from './inspection.js';
import { type Markup, markup, trusted } from './markup.js';
import { drawDocument } from './page.js';
import { style } from './page-style.js';
import { PlaceBook } from './place-book.js';
import { wordingOf } from './wording/wording.js';

export interface MarkedPlace {
  readonly at: Place;
  /**
   * `suspect`: what is probably wrong; `term`: what it is measured by; `named`: nothing, until the frame is opened at
   * its name.
   */
  readonly kind: 'suspect' | 'term' | 'named';
  /** What is told of it. */
  readonly title: string;
  readonly name?: string;
}

/** Nothing may run or load but pictures that are part of the page. */
export const sourcePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

export function inspectionToSource(
  inspection: Inspection,
  places: readonly MarkedPlace[],
  language: Language,
): string {
  const wording = wordingOf[language];
  const book = new PlaceBook(inspection.document);
  const claims = new Map<string, Claim[]>();
  for (const { at, title: text, ...how } of places) {
    const id = book.link(at);
    claims.set(id, [...(claims.get(id) ?? []), { ...how, text }]);
  }
  return toPage(drawDocument(inspection, { book, claims, wording }), language).markup;
}

const toPage = (drawing: Markup, language: Language): Markup => markup`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${sourcePolicy.replace('; sandbox', '')}">
<meta name="referrer" content="no-referrer">
<title>${language === 'zh' ? '原文' : 'source'}</title>
<style>${trusted(style + paper)}</style>
</head>
<body class="off-words off-rulings off-lattices off-tables off-cells"><main>${drawing}</main></body>
</html>
`;

/** Ink on paper: what is suspected is filled, what it is measured by is outlined, nothing else is coloured. */
const paper = `
body { display: block; background: #fbfaf7; }
main { padding: .5rem; }
.suspect { background: #fbdcdc; outline: 2px solid #b3261e; scroll-margin: 40vh; }
.term { outline: 2px solid #b3261e; }
rect.suspect { fill: #b3261e33; stroke: #b3261e; stroke-width: 1.5; }
rect.term { fill: none; stroke: #b3261e; stroke-width: 1.5; }
rect.named { fill: none; stroke: none; }
:target, :has(> data:target) { background: #fbdcdc; outline: 2px solid #b3261e; scroll-margin: 40vh; }
rect:target, g:target rect { fill: #b3261e33; stroke: #b3261e; stroke-width: 1.5; outline: none; }
`;
