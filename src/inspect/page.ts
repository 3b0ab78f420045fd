/**
 * An inspection as one page that needs nothing else. The document is hostile input: all of it is escaped
 * (see markup.ts), and the page's own policy lets nothing run or load but this program's script and style,
 * named by their hash, and pictures that are part of the page.
 */
import { createHash } from 'node:crypto';
import type { Language } from '#model/anomaly.js';
import { findClaims } from './claims.js';
import { type BlockDrawing, drawBlocks } from './draw-blocks.js';
import { drawLines } from './draw-lines.js';
import { drawPages } from './draw-pages.js';
import type { Inspection } from './inspection.js';
import { type Markup, markup, trusted } from './markup.js';
import { script } from './page-script.js';
import { style } from './page-style.js';
import { drawPanel } from './panel.js';
import { PlaceBook } from './place-book.js';
import { type Wording, wordingOf } from './wording/wording.js';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = [
  "default-src 'none'",
  'img-src data:',
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function inspectionToPage(inspection: Inspection, language: Language): string {
  const wording = wordingOf[language];
  const book = new PlaceBook(inspection.document);
  const claims = findClaims(inspection, book, wording);
  // The panel first: it links to places that are no blocks, and these are drawn as well.
  const panel = drawPanel({ inspection, book, claims, wording });
  const drawing = drawDocument(inspection, { book, claims, wording });
  const { name } = inspection.record.document;
  return markup`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${name} · ${wording.title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<header><h1>${name}</h1>${drawOutcome(inspection)}<nav>${drawLayers(inspection, wording)}</nav></header>
<main>${drawing}</main>
<aside>${panel}</aside>
<footer><output id="told">${wording.hint}</output></footer>
<script>${trusted(script)}</script>
</body>
</html>
`.markup;
}

export function drawDocument(inspection: Inspection, drawing: BlockDrawing): Markup {
  const { document, lines, images, sketches } = inspection;
  if (images.length > 0 || sketches.length > 0) return drawPages(inspection, drawing);
  if (!document) return markup`<p class="more">${drawing.wording.noPages}</p>`;
  const runs = inspection.recognized?.onForm?.runs ?? [];
  return lines ? drawLines(lines, document, { ...drawing, runs }) : drawBlocks(document, drawing);
}

function drawOutcome({ record }: Inspection): Markup {
  if ('failure' in record) return markup`<span class="tag error">${record.failure.code}</span>`;
  const { report, coverage, anomalies } = record;
  const tags = [report.agency?.name, report.year, report.form, `${coverage.mapped}/${coverage.printed}`];
  const worst = anomalies[0]?.severity;
  return markup`${tags.map((tag) => tag && markup`<span class="tag">${tag}</span> `)}<span class="tag ${worst ?? 'number'}">⚑ ${anomalies.length}</span>`;
}

type Layer = keyof Wording['layers'];

const pageLayers: readonly Layer[] = [
  ...(['picture', 'words', 'rulings', 'lattices', 'tables', 'cells', 'figures', 'labels'] as const),
  ...(['doubts', 'unclaimed', 'leftout', 'lost', 'running'] as const),
];
const blockLayers: readonly Layer[] = ['figures', 'labels', 'doubts', 'unclaimed', 'leftout', 'sections'];
/** A page under all layers is a page under none: these are there when asked for. */
const offAtFirst: ReadonlySet<Layer> = new Set<Layer>(['words', 'rulings', 'lattices']);

function drawLayers({ sketches, document }: Inspection, wording: Wording): Markup {
  const layers = sketches.length > 0 ? pageLayers : document ? blockLayers : [];
  return markup`${layers.map((layer) => markup`<label class="layer-${layer}"><input type="checkbox" data-layer="${layer}"${!offAtFirst.has(layer) && markup` checked`}>${wording.layers[layer]}</label> `)}`;
}
