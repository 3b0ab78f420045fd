/** The paper of an anomaly, its places marked and named, in a frame in which nothing may run. */
import { getCookie } from 'hono/cookie';
import { type MarkedPlace, sourcePolicy } from '#inspect/source-page.js';
import type { Place } from '#model/place.js';
import { listReviewedFigures, type ReviewedAnomaly } from '#store/review-anomaly.js';
import { nameOfPlace, zooms } from './anomaly-page.js';
import type { Asked, Site } from './site.js';
import { wordingOf } from './wording/review.js';

export async function showSource(context: Asked, anomaly: ReviewedAnomaly, site: Site): Promise<Response> {
  const { store, sources, language } = site;
  const { id, document } = anomaly;
  const { sha256, charset } = document;
  const places = await findPlaces(anomaly, site);
  const drawn = await store.documents.withFile(sha256, (path) =>
    sources.draw(`${id} ${sha256}`, { path, name: sha256, places, language, ...(charset && { charset }) }),
  );
  const headers = { 'Content-Security-Policy': sourcePolicy, 'X-Frame-Options': 'SAMEORIGIN' };
  if ('page' in drawn)
    return context.html(enlarge(drawn.page, zoomOf(context, document.format)), 200, headers);
  return context.text(wordingOf[language].notDrawn(drawn.code), 500, headers);
}

async function findPlaces(anomaly: ReviewedAnomaly, { store }: Site): Promise<MarkedPlace[]> {
  const { code, report } = anomaly;
  const fields = JSON.parse(anomaly.fields) as string[];
  const figures = await store.ask((db) => listReviewedFigures(db, report, fields));
  const marked = (JSON.parse(anomaly.at) as Place[]).map(
    (place, index): MarkedPlace => ({ at: place, kind: index === 0 ? 'suspect' : 'term', title: code }),
  );
  const named = figures.flatMap(({ year, at, field }): MarkedPlace[] => {
    if (year !== report.year || at === null) return [];
    const name = nameOfPlace(fields.indexOf(field));
    return [{ at: JSON.parse(at) as Place, kind: 'named', title: field, name }];
  });
  return [...marked, ...named];
}

/** Pages are pictures: so wide that they can be read. */
const usualZoom = (format: string | null): number => (format === 'pdf' ? 150 : 100);

/** As asked for; else as it was last chosen. */
export function zoomOf(context: Asked, format: string | null): number {
  const asked = Number(context.req.query('zoom') ?? getCookie(context, 'zoom'));
  return zooms.find((zoom) => zoom === asked) ?? usualZoom(format);
}

const enlarge = (page: string, zoom: number): string =>
  zoom === 100 ? page : page.replace('</style>', `main{width:${zoom}%;font-size:${zoom}%}</style>`);
