/** The paper of a document in a frame in which nothing may run, as large as it was last chosen. */
import { getCookie } from 'hono/cookie';
import { type Markup, markup } from '#inspect/markup.js';
import { type MarkedPlace, sourcePolicy } from '#inspect/source-page.js';
import type { Asked, Site } from './site.js';
import { type Wording, wordingOf } from './wording/review.js';

export interface Paper {
  /** Equal for what is drawn alike. */
  readonly key: string;
  readonly document: {
    readonly sha256: string;
    readonly charset: string | null;
  };
  /** Where none was chosen. */
  readonly zoom: number;
  readonly places: readonly MarkedPlace[];
}

export async function answerPaper(
  context: Asked,
  { key, document, places, zoom }: Paper,
  { store, sources, language }: Site,
): Promise<Response> {
  const { sha256, charset } = document;
  const drawn = await store.documents.withFile(sha256, (path) =>
    sources.draw(key, { path, name: sha256, places, language, ...(charset && { charset }) }),
  );
  const headers = { 'Content-Security-Policy': sourcePolicy, 'X-Frame-Options': 'SAMEORIGIN' };
  if ('page' in drawn) return context.html(enlarge(drawn.page, zoomOf(context, zoom)), 200, headers);
  return context.text(wordingOf[language].notDrawn(drawn.code), 500, headers);
}

/** Per cent of the frame. */
const zooms = [100, 150, 200, 300] as const;

/** Pages are pictures: so wide that one cell can be read. */
export const cellZoom = (format: string | null): number => (format === 'pdf' ? 150 : 100);

/** As wide as the frame. */
export const wholeZoom = 100;

/** As asked for; else as it was last chosen. */
export function zoomOf(context: Asked, usual: number): number {
  const asked = Number(context.req.query('zoom') ?? getCookie(context, 'zoom'));
  return zooms.find((zoom) => zoom === asked) ?? usual;
}

const enlarge = (page: string, zoom: number): string =>
  zoom === 100 ? page : page.replace('</style>', `main{width:${zoom}%;font-size:${zoom}%}</style>`);

/** `address`: of the paper in a size. */
export const drawZooms = (address: (zoom: number) => string, chosen: number, wording: Wording): Markup =>
  markup`<nav class="zooms" aria-label="${wording.zoom}">${zooms.map(
    (each) =>
      markup`<a href="${address(each)}" target="paper" data-zoom="${each}"${each === chosen && markup` aria-current="true"`}>${each} %</a> `,
  )}</nav>`;
