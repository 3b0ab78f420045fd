/** What every page of the review site has in common. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import { wordingOf } from './wording.js';

export interface PageParts {
  readonly title: string;
  readonly language: Language;
  readonly body: Markup;
}

export function toPage({ title, language, body }: PageParts): string {
  const wording = wordingOf[language];
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
${body}
<footer>${wording.keys}</footer>
</body>
</html>
`.markup;
}
