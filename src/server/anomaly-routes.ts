/** An anomaly beside its paper, who is looking at it, and what is decided of it. */
import { z } from 'zod';
import { findStanding } from '#records/decision.js';
import { listDecisionsOn, listEarlierDecisions } from '#store/decisions.js';
import { findReviewedAnomaly, listReviewedFigures, type ReviewedAnomaly } from '#store/review-anomaly.js';
import { claim, claimNext, listClaims } from '#store/review-claims.js';
import {
  countReviewItems,
  listReviewItems,
  type ReviewCursor,
  type ReviewFilter,
  type ReviewItem,
} from '#store/review-queue.js';
import type { Store } from '#store/store.js';
import { anomalyToPage, goneToPage } from './anomaly-page.js';
import { showSource } from './anomaly-source.js';
import { misreadToCase } from './case-page.js';
import { decide, decisionRequest } from './decide.js';
import { messageIn } from './message-in.js';
import { cellZoom, zoomOf } from './paper.js';
import { filterToQuery, parseFilter } from './queue-address.js';
import { type Asked, expectRole, mayAs, readJson, type Site, type SiteApp } from './site.js';
import { wordingOf } from './wording/review.js';

export function addAnomalyPages(app: SiteApp, site: Site): void {
  const { store, language } = site;
  app.get('/anomalies/next', async (context) => context.redirect(await findNext(context, site)));
  app.get('/anomalies/:id', async (context) => {
    const anomaly = await findAsked(context, store);
    return anomaly ? showAnomaly(context, anomaly, site) : context.html(goneToPage(language), 404);
  });
  app.get('/anomalies/:id/next', async (context) => context.redirect(await findNext(context, site)));
  app.get('/anomalies/:id/source', async (context) => {
    const anomaly = await findAsked(context, store);
    return anomaly ? showSource(context, anomaly, site) : context.notFound();
  });
  app.get('/anomalies/:id/case.md', async (context) => {
    const anomaly = await findAsked(context, store);
    return anomaly ? showCase(context, anomaly, site) : context.notFound();
  });
  app.post('/claims', expectRole('reviewer'), (context) => takeClaim(context, site));
  app.post('/decisions', expectRole('reviewer'), (context) => takeDecision(context, site));
}

const findAsked = (context: Asked, store: Store): Promise<ReviewedAnomaly | undefined> => {
  const id = context.req.param('id') ?? '';
  return /^\d{1,15}$/.test(id)
    ? store.ask((db) => findReviewedAnomaly(db, Number(id)))
    : Promise.resolve(undefined);
};

const filterOf = (context: Asked): ReviewFilter => parseFilter(new URL(context.req.url).searchParams);

async function showAnomaly(context: Asked, anomaly: ReviewedAnomaly, site: Site): Promise<Response> {
  const { store, language, now } = site;
  const { user } = context.var;
  const filter = filterOf(context);
  const fields = JSON.parse(anomaly.fields) as string[];
  const view = await store.ask(async (db) => ({
    figures: await listReviewedFigures(db, anomaly.report, fields),
    history: await listDecisionsOn(db, anomaly),
    earlier: await listEarlierDecisions(db, anomaly),
    count: await countReviewItems(db, filter),
    claims: await listClaims(db, [{ anomalyId: anomaly.id }], { reviewer: user.name, now: now() }),
  }));
  const { document } = anomaly;
  const page = anomalyToPage(
    {
      ...{ ...view, anomaly, filter, message: messageIn(language, anomaly.report.form, anomaly) },
      ...{ zoom: zoomOf(context, cellZoom(document.format)), claimedBy: view.claims[0]?.reviewer },
      mayDecide: mayAs(user, 'reviewer'),
      hasOwn: findStanding(view.history.filter(({ by }) => by === user.name)).decision !== undefined,
    },
    language,
  );
  return context.html(page);
}

/** The next of the same filter, in the order of the queue, that nobody else is looking at; the list where there is none. */
async function findNext(context: Asked, { store, now }: Site): Promise<string> {
  const filter = filterOf(context);
  const query = filterToQuery(filter);
  const anomaly = await findAsked(context, store);
  const after = anomaly && { weight: anomaly.weight, anomalyId: anomaly.id };
  const next = await findFree(context, { store, now }, filter, after);
  return next ? `/anomalies/${next.anomalyId}?${query}` : `/anomalies?${query}`;
}

/** Who may not decide takes nothing from those who may. */
async function findFree(
  context: Asked,
  { store, now }: Pick<Site, 'store' | 'now'>,
  filter: ReviewFilter,
  after: ReviewCursor | undefined,
): Promise<ReviewItem | undefined> {
  const { user } = context.var;
  if (mayAs(user, 'reviewer') && isAskedHere(context))
    return claimNext(store, filter, { reviewer: user.name, now: now(), after });
  const [next] = await store.ask((db) => listReviewItems(db, filter, { most: 1, after }));
  return next;
}

/** Not by a page of somebody else, which could take one after another. */
const isAskedHere = (context: Asked): boolean =>
  [undefined, 'same-origin', 'none'].includes(context.req.header('sec-fetch-site'));

async function takeClaim(context: Asked, { store, now }: Site): Promise<Response> {
  const request = await readJson(context, z.object({ anomaly: z.int().positive() }));
  if ('refusal' in request) return request.refusal;
  await claim(store, request.sent.anomaly, { reviewer: context.var.user.name, now: now() });
  return context.body(null, 204);
}

async function takeDecision(context: Asked, { store, now, language }: Site): Promise<Response> {
  const request = await readJson(context, decisionRequest);
  if ('refusal' in request) return request.refusal;
  const refusal = await decide(store, request.sent, { by: context.var.user.name, at: now() });
  return refusal
    ? context.text(wordingOf[language].refusals[refusal.reason], refusal.status)
    : context.body(null, 204);
}

/** Of what was found misread, and of nothing else. */
async function showCase(context: Asked, anomaly: ReviewedAnomaly, site: Site): Promise<Response> {
  const { store, sources, language } = site;
  const { sha256, charset } = anomaly.document;
  const { decision } = findStanding(await store.ask((db) => listDecisionsOn(db, anomaly)));
  if (decision?.verdict !== 'misread') return context.notFound();
  const made = await store.documents.withFile(sha256, (path) =>
    sources.toCaseInput({ path, name: sha256, language, ...(charset && { charset }) }),
  );
  if ('code' in made) return context.text(wordingOf[language].notDrawn(made.code), 500);
  return context.body(misreadToCase(anomaly, decision, made.input), 200, {
    'Content-Type': 'text/markdown; charset=utf-8',
    'Content-Disposition': `attachment; filename="misread-${sha256.slice(0, 12)}.md"`,
  });
}
