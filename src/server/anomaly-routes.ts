/** The queue, an anomaly beside its paper, and what is decided of it. */
import { type MarkedPlace, sourcePolicy } from '#inspect/source-page.js';
import type { Place } from '#model/place.js';
import { listDecisionsOn } from '#store/decisions.js';
import { findReviewedAnomaly, listReviewedFigures, type ReviewedAnomaly } from '#store/review-anomaly.js';
import {
  countFacet,
  countReviewItems,
  facets,
  listReviewItems,
  type ReviewFilter,
  type ReviewItem,
} from '#store/review-queue.js';
import type { Store } from '#store/store.js';
import { anomalyToPage, goneToPage } from './anomaly-page.js';
import { decide, decisionRequest } from './decide.js';
import { answerList, type Shown } from './listing.js';
import { cursorToText, filterToQuery, parseCursor, parseFilter } from './queue-address.js';
import { queueColumns, queueToPage } from './queue-page.js';
import { type Asked, expectRole, readJson, type Site, type SiteApp } from './site.js';
import { wordingOf } from './wording/review.js';

export function addAnomalyPages(app: SiteApp, site: Site): void {
  const { store, language } = site;
  app.get('/anomalies', (context) => showQueue(context, site));
  app.get('/anomalies/:id', async (context) => {
    const anomaly = await findAsked(context, store);
    return anomaly ? showAnomaly(context, anomaly, site) : context.html(goneToPage(language), 404);
  });
  app.get('/anomalies/:id/next', async (context) => context.redirect(await findNext(context, store)));
  app.get('/anomalies/:id/source', async (context) => {
    const anomaly = await findAsked(context, store);
    return anomaly ? showSource(context, anomaly, site) : context.notFound();
  });
  app.post('/decisions', expectRole('reviewer'), (context) => takeDecision(context, site));
}

const findAsked = (context: Asked, store: Store): Promise<ReviewedAnomaly | undefined> => {
  const id = context.req.param('id') ?? '';
  return /^\d{1,15}$/.test(id)
    ? store.ask((db) => findReviewedAnomaly(db, Number(id)))
    : Promise.resolve(undefined);
};

const filterOf = (context: Asked): ReviewFilter => parseFilter(new URL(context.req.url).searchParams);

function showQueue(context: Asked, { store, language }: Site): Promise<Response> {
  const filter = filterOf(context);
  const listing = {
    ...{ name: 'anomalies', columns: queueColumns },
    read: (most: number, after: string | undefined) =>
      store.ask((db) => listReviewItems(db, filter, { most, after: parseCursor(after) })),
    cursorOf: cursorToText,
    count: () => store.ask((db) => countReviewItems(db, filter)),
    page: async (shown: Shown<ReviewItem>) => {
      const counts = await store.ask((db) =>
        Promise.all(facets.map(async (facet) => [facet, await countFacet(db, facet, filter)] as const)),
      );
      return queueToPage({ ...shown, filter, counts }, language);
    },
  };
  return answerList(context, listing, language);
}
async function showAnomaly(
  context: Asked,
  anomaly: ReviewedAnomaly,
  { store, language }: Site,
): Promise<Response> {
  const filter = filterOf(context);
  const fields = JSON.parse(anomaly.fields) as string[];
  const figures = await store.ask((db) => listReviewedFigures(db, anomaly.report, fields));
  const history = await store.ask((db) => listDecisionsOn(db, anomaly));
  return context.html(anomalyToPage({ anomaly, figures, history, filter }, language));
}

/** The next of the same filter, in the order of the queue; the list where there is none. */
async function findNext(context: Asked, store: Store): Promise<string> {
  const filter = filterOf(context);
  const query = filterToQuery(filter);
  const anomaly = await findAsked(context, store);
  const after = anomaly && { weight: anomaly.weight, anomalyId: anomaly.id };
  const [next] = await store.ask((db) => listReviewItems(db, filter, { most: 1, after }));
  return next ? `/anomalies/${next.anomalyId}?${query}` : `/anomalies?${query}`;
}

async function showSource(
  context: Asked,
  { id, at, document, code }: ReviewedAnomaly,
  { store, sources, language }: Site,
): Promise<Response> {
  const { sha256, charset } = document;
  const places = (JSON.parse(at) as Place[]).map(
    (place, index): MarkedPlace => ({ at: place, kind: index === 0 ? 'suspect' : 'term', title: code }),
  );
  const drawn = await store.documents.withFile(sha256, (path) =>
    sources.draw(`${id} ${sha256}`, { path, name: sha256, places, language, ...(charset && { charset }) }),
  );
  const headers = { 'Content-Security-Policy': sourcePolicy, 'X-Frame-Options': 'SAMEORIGIN' };
  if ('page' in drawn) return context.html(drawn.page, 200, headers);
  return context.text(wordingOf[language].notDrawn(drawn.code), 500, headers);
}

async function takeDecision(context: Asked, { store, now }: Site): Promise<Response> {
  const request = await readJson(context, decisionRequest);
  if ('refusal' in request) return request.refusal;
  const refusal = await decide(store, request.sent, { by: context.var.user.name, at: now() });
  return refusal ? context.text(refusal.reason, refusal.status) : context.body(null, 204);
}
