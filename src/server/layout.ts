/** What every page of the review site has in common. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import { layoutWordingOf, type Place } from './wording/layout.js';

export interface PageParts {
  readonly title: string;
  readonly language: Language;
  readonly body: Markup;
  /** Of the places that the site consists of; absent where all of a page is for one thing. */
  readonly here?: Place | undefined;
  /** Whether anomalies are gone through and judged here by keys. */
  readonly hasKeys?: boolean | undefined;
}

export function toPage({ title, language, body, here, hasKeys }: PageParts): string {
  const wording = layoutWordingOf[language];
  return markup`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<title>${title} · ${wording.title}</title>
<link rel="stylesheet" href="/style.css">
<script src="/script.js" defer></script>
</head>
<body>
${here && drawPlaces(here, language)}
${body}
<footer>${hasKeys ? wording.keys : wording.title}</footer>
</body>
</html>
`.markup;
}

function drawPlaces(here: Place, language: Language): Markup {
  const { places, site } = layoutWordingOf[language];
  const links = Object.entries(places).map(
    ([place, name]) =>
      markup`<a href="/${place}${place === 'anomalies' && '?state=open'}"${place === here && markup` aria-current="page"`}>${name}</a> `,
  );
  return markup`<nav class="site" aria-label="${site}">${links}</nav>`;
}
