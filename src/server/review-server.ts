/** The review site: pages made here, a little script, and decisions that only its own pages can send. */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { type MarkedPlace, sourcePolicy } from '#inspect/source-page.js';
import type { Language } from '#model/anomaly.js';
import type { Place } from '#model/place.js';
import type { ListenAddress } from '#monitor/listen-address.js';
import { listenOn, type OpenServer } from '#monitor/open-server.js';
import {
  expectHost,
  expectSameOrigin,
  expectToken,
  type Served,
  setHeaders,
} from '#monitor/request-guard.js';
import { listDecisionsOn } from '#store/decisions.js';
import { findReviewedAnomaly, listReviewedFigures, type ReviewedAnomaly } from '#store/review-anomaly.js';
import { countFacet, countReviewItems, facets, listReviewItems } from '#store/review-queue.js';
import type { Store } from '#store/store.js';
import { anomalyToPage, goneToPage } from './anomaly-page.js';
import { decide } from './decide.js';
import { script } from './page-script.js';
import { style } from './page-style.js';
import { filterToQuery, parseQueueAddress, type QueueAddress } from './queue-address.js';
import { itemsToCsv, itemsToJson } from './queue-files.js';
import { queueToPage } from './queue-page.js';
import type { SourcePool } from './source-pool.js';
import { wordingOf } from './wording.js';

export interface ReviewOptions extends ListenAddress {
  readonly store: Store;
  readonly sources: SourcePool;
  /** Under which it may be asked besides the address it is reached at. */
  readonly names: readonly string[];
  /** Asked for, where there is one. */
  readonly token?: string | undefined;
  readonly language: Language;
  /** In whose name decisions are made. */
  readonly reviewer: string;
  readonly now: () => string;
}

/** Throws a ListenError. */
export async function openReview(options: ReviewOptions): Promise<OpenServer> {
  const { host, port, names, token } = options;
  const app = new Hono<Served>();
  app.use(setHeaders(headers), expectHost([host, ...names]));
  if (token !== undefined) app.use(expectToken(token, 'gouji review'));
  app.use(expectSameOrigin);
  addPages(app, options);
  return listenOn(createAdaptorServer(app) as Server, { host, port });
}

type Asked = Context<Served>;

function addPages(app: Hono<Served>, options: ReviewOptions): void {
  const { store, language } = options;
  app.get('/', (context) => context.redirect('/anomalies?state=open'));
  app.get('/style.css', (context) => context.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/script.js', (context) =>
    context.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/anomalies', (context) => showQueue(context, options));
  app.get('/anomalies/:id', async (context) => {
    const anomaly = await findAsked(context, store);
    return anomaly ? showAnomaly(context, anomaly, options) : context.html(goneToPage(language), 404);
  });
  app.get('/anomalies/:id/next', async (context) => context.redirect(await findNext(context, store)));
  app.get('/anomalies/:id/source', async (context) => {
    const anomaly = await findAsked(context, store);
    return anomaly ? showSource(context, anomaly, options) : context.notFound();
  });
  app.post('/decisions', (context) => takeDecision(context, options));
}

const findAsked = (context: Asked, store: Store): Promise<ReviewedAnomaly | undefined> => {
  const id = context.req.param('id') ?? '';
  return /^\d{1,15}$/.test(id)
    ? store.ask((db) => findReviewedAnomaly(db, Number(id)))
    : Promise.resolve(undefined);
};

const addressOf = (context: Asked): QueueAddress => parseQueueAddress(new URL(context.req.url).searchParams);

/** Of one page of a person; whoever wants data gets more of it. */
const mostItems = { html: 50, json: 1000, csv: 10_000 } as const;

async function showQueue(context: Asked, { store, language }: ReviewOptions): Promise<Response> {
  const { filter, after, format } = addressOf(context);
  const most = mostItems[format];
  const found = await store.ask((db) => listReviewItems(db, filter, { most: most + 1, after }));
  const items = found.slice(0, most);
  if (format === 'csv')
    return context.body(itemsToCsv(items), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="anomalies.csv"',
    });
  const count = await store.ask((db) => countReviewItems(db, filter));
  if (format === 'json')
    return context.body(itemsToJson(items, count), 200, { 'Content-Type': 'application/json' });
  const counts = await store.ask((db) =>
    Promise.all(facets.map(async (facet) => [facet, await countFacet(db, facet, filter)] as const)),
  );
  return context.html(queueToPage({ filter, count, counts, items, hasMore: found.length > most }, language));
}

async function showAnomaly(
  context: Asked,
  anomaly: ReviewedAnomaly,
  { store, language }: ReviewOptions,
): Promise<Response> {
  const { filter } = addressOf(context);
  const fields = JSON.parse(anomaly.fields) as string[];
  const figures = await store.ask((db) => listReviewedFigures(db, anomaly.report, fields));
  const history = await store.ask((db) => listDecisionsOn(db, anomaly));
  return context.html(anomalyToPage({ anomaly, figures, history, filter }, language));
}

/** The next of the same filter, in the order of the queue; the list where there is none. */
async function findNext(context: Asked, store: Store): Promise<string> {
  const { filter } = addressOf(context);
  const query = filterToQuery(filter);
  const anomaly = await findAsked(context, store);
  const after = anomaly && { weight: anomaly.weight, anomalyId: anomaly.id };
  const [next] = await store.ask((db) => listReviewItems(db, filter, { most: 1, after }));
  return next ? `/anomalies/${next.anomalyId}?${query}` : `/anomalies?${query}`;
}

async function showSource(
  context: Asked,
  { id, at, document, code }: ReviewedAnomaly,
  { store, sources, language }: ReviewOptions,
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

async function takeDecision(context: Asked, { store, reviewer, now }: ReviewOptions): Promise<Response> {
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? ''))
    return context.text('application/json', 415);
  const given: unknown = await context.req.json().catch(() => undefined);
  const refusal = await decide(store, given, { by: reviewer, at: now() });
  return refusal ? context.text(refusal.reason, refusal.status) : context.body(null, 204);
}

const headers = {
  'Content-Security-Policy': [
    ...[
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      "connect-src 'self'",
      "frame-src 'self'",
    ],
    ...["frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"],
  ].join('; '),
  'Cache-Control': 'no-store',
};
