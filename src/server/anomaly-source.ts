/** The paper of an anomaly, its places marked and named, in a frame in which nothing may run. */
import type { MarkedPlace } from '#inspect/source-page.js';
import type { Place } from '#model/place.js';
import { listReviewedFigures, type ReviewedAnomaly } from '#store/review-anomaly.js';
import { nameOfPlace } from './anomaly-page.js';
import { answerPaper, cellZoom } from './paper.js';
import type { Asked, Site } from './site.js';

export async function showSource(context: Asked, anomaly: ReviewedAnomaly, site: Site): Promise<Response> {
  const { id, document } = anomaly;
  const places = await findPlaces(anomaly, site);
  return answerPaper(
    context,
    { key: `${id} ${document.sha256}`, document, places, zoom: cellZoom(document.format) },
    site,
  );
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
