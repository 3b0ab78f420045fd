/** The queue: its pages, filters that have a name, and decisions on all that a filter finds. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { listFilters, removeFilter, saveFilter } from '#store/named-filters.js';
import { listClaims } from '#store/review-claims.js';
import {
  countAgencies,
  countDivisions,
  countFacet,
  countReviewItems,
  facets,
  hasSeveralImports,
  listReviewItems,
  type ReviewFilter,
  type ReviewItem,
} from '#store/review-queue.js';
import type { Tables } from '#store/tables.js';
import { bulkRequest, decideAll, readBulk } from './bulk-decide.js';
import { bulkToPage } from './bulk-page.js';
import { findDivisionNames } from './division-names.js';
import { answerList, type Shown } from './listing.js';
import { cursorToText, filterToQuery, parseCursor, parseFilter } from './queue-address.js';
import { pathOf, queueColumns, queueToPage } from './queue-page.js';
import { type Asked, expectRole, mayAs, readJson, type Site, type SiteApp } from './site.js';
import { wordingOf } from './wording/review.js';

export function addQueuePages(app: SiteApp, site: Site): void {
  app.get('/anomalies', (context) => showQueue(context, site));
  app.get('/anomalies/bulk', expectRole('reviewer'), (context) => showBulk(context, site));
  app.post('/decisions/bulk', expectRole('reviewer'), (context) => takeBulk(context, site));
  app.post('/filters', expectRole('reviewer'), (context) => takeFilter(context, site));
}

const filterOf = (context: Asked): ReviewFilter => parseFilter(new URL(context.req.url).searchParams);

function showQueue(context: Asked, { store, language, now }: Site): Promise<Response> {
  const filter = filterOf(context);
  const { user } = context.var;
  const listing = {
    ...{ name: 'anomalies', columns: queueColumns(language) },
    read: (most: number, after: string | undefined) =>
      store.ask((db) => listReviewItems(db, filter, { most, after: parseCursor(after) })),
    cursorOf: cursorToText,
    count: () => store.ask((db) => countReviewItems(db, filter)),
    page: async (shown: Shown<ReviewItem>) => {
      const view = await store.ask(async (db) => ({
        counts: await countFacets(db, filter),
        divisions: await countDivisions(db, digitsWithin(filter), filter),
        agencies: isNarrow(filter) ? await countAgencies(db, filter, mostAgencies) : [],
        claims: await listClaims(db, shown.rows, { reviewer: user.name, now: now() }),
        filters: await listFilters(db),
      }));
      const prefixes = [...pathOf(filter), ...view.divisions.map(({ value }) => String(value))];
      const names = await findDivisionNames(prefixes, Number(now().slice(0, 4)));
      return queueToPage({ ...shown, ...view, filter, names, mayDecide: mayAs(user, 'reviewer') }, language);
    },
  };
  return answerList(context, listing, language);
}

async function countFacets(db: Kysely<Tables>, filter: ReviewFilter) {
  const isUseful = filter.import !== undefined || (await hasSeveralImports(db));
  const counted = facets.filter((facet) => isUseful || facet !== 'import');
  return Promise.all(counted.map(async (facet) => [facet, await countFacet(db, facet, filter)] as const));
}

/** Of the divisions that the ones filtered by consist of. */
const digitsWithin = ({ division = '' }: ReviewFilter): 2 | 4 | 6 =>
  division.length >= 4 ? 6 : division.length === 2 ? 4 : 2;

/** Agencies are counted where there are few of them. */
const isNarrow = ({ division = '', agency, agencyKey }: ReviewFilter): boolean =>
  division.length >= 4 || agency !== undefined || agencyKey !== undefined;

const mostAgencies = 20;

async function showBulk(context: Asked, { store, language }: Site): Promise<Response> {
  const filter = filterOf(context);
  return context.html(bulkToPage({ ...(await readBulk(store, filter)), filter }, language));
}

async function takeBulk(context: Asked, { store, now, language }: Site): Promise<Response> {
  const request = await readJson(context, bulkRequest);
  if ('refusal' in request) return request.refusal;
  const outcome = await decideAll(store, request.sent, { by: context.var.user.name, at: now() });
  return 'refusal' in outcome
    ? context.text(wordingOf[language].refusals[outcome.refusal.reason], outcome.refusal.status)
    : context.json(outcome);
}

const filterRequest = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[^\p{Cc}]{1,100}$/u),
  filter: z.string().max(4000),
  /** Whether it is one no more. */
  remove: z.literal('1').optional(),
});

async function takeFilter(context: Asked, { store, now }: Site): Promise<Response> {
  const request = await readJson(context, filterRequest);
  if ('refusal' in request) return request.refusal;
  const { name, filter, remove } = request.sent;
  if (remove) await removeFilter(store, name);
  else {
    const query = String(filterToQuery(parseFilter(new URLSearchParams(filter))));
    await saveFilter(store, { name, filter: query, reviewer: context.var.user.name, at: now() });
  }
  return context.body(null, 204);
}
