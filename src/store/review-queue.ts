/** What there is to review: by filters, counted by facets, the weightiest first. */
import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { matchAgency } from './agency-match.js';
import type { Tables } from './tables.js';

/** Columns by which the queue is filtered and counted. */
export const facets = ['state', 'severity', 'kind', 'code', 'year', 'form', 'province'] as const;

export type Facet = (typeof facets)[number];

export type ReviewFilter = {
  /** One of these values; any where it is not given. */
  readonly [Name in Facet]?: readonly (string | number)[] | undefined;
} & {
  /** A part of the agency's name, or the beginning of its division code. */
  readonly agency?: string | undefined;
  /** Whose document this import met last. */
  readonly importId?: number | undefined;
  /** On which reviewers have decided differently. */
  readonly isDisputed?: boolean | undefined;
};

export interface ReviewItem {
  readonly anomalyId: number;
  readonly weight: number;
  readonly severity: string;
  readonly kind: string;
  readonly code: string;
  readonly rule: string;
  readonly message: string;
  readonly state: string;
  readonly isDisputed: boolean;
  readonly reportId: number;
  readonly agency: string;
  readonly divisionCode: string | null;
  readonly year: number;
  readonly form: string;
}

/** Where a list goes on. */
export type ReviewCursor = Pick<ReviewItem, 'weight' | 'anomalyId'>;

export interface FacetCount {
  readonly value: string | number;
  readonly count: number;
}

type Items = SelectQueryBuilder<Tables, 'review_items', unknown>;

/** At most so many after the cursor. */
export async function listReviewItems(
  db: Kysely<Tables>,
  filter: ReviewFilter,
  { most, after }: { readonly most: number; readonly after?: ReviewCursor | undefined },
): Promise<ReviewItem[]> {
  const rows = await (after ? selectAfter(selectItems(db, filter), after) : selectItems(db, filter))
    .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
    .innerJoin('reports', 'reports.id', 'review_items.report_id')
    .select(['anomaly_id', 'weight', 'review_items.severity', 'review_items.kind', 'review_items.code'])
    .select(['rule', 'message', 'state', 'is_disputed', 'review_items.report_id', 'agency', 'division_code'])
    .select(['review_items.year', 'review_items.form'])
    .orderBy('weight')
    .orderBy('anomaly_id')
    .limit(most)
    .execute();
  return rows.map(
    ({ anomaly_id, is_disputed, report_id, division_code, ...row }): ReviewItem => ({
      ...{ ...row, anomalyId: anomaly_id, isDisputed: is_disputed === 1 },
      ...{ reportId: report_id, divisionCode: division_code },
    }),
  );
}

export async function countReviewItems(db: Kysely<Tables>, filter: ReviewFilter): Promise<number> {
  const { count } = await selectItems(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** How many there would be of each value, were this facet not filtered by; the most frequent first. */
export async function countFacet(
  db: Kysely<Tables>,
  facet: Facet,
  filter: ReviewFilter,
): Promise<FacetCount[]> {
  return selectItems(db, { ...filter, [facet]: undefined })
    .select([`${facet} as value`, ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(facet)
    .orderBy('count', 'desc')
    .orderBy(facet)
    .execute();
}

function selectItems(db: Kysely<Tables>, filter: ReviewFilter): Items {
  let items: Items = db.selectFrom('review_items');
  for (const facet of facets) {
    const values = filter[facet];
    if (values) items = items.where(`review_items.${facet}`, 'in', values as never);
  }
  const { agency, importId, isDisputed } = filter;
  if (isDisputed !== undefined) items = items.where('review_items.is_disputed', '=', isDisputed ? 1 : 0);
  if (agency) items = items.where('review_items.report_id', 'in', (one) => selectAgencies(one, agency));
  if (importId !== undefined)
    items = items.where('review_items.report_id', 'in', (one) => selectOfImport(one, importId));
  return items;
}

const selectAfter = (items: Items, { weight, anomalyId }: ReviewCursor): Items =>
  items.where(sql<boolean>`(weight, anomaly_id) > (${weight}, ${anomalyId})`);

type Builder = ExpressionBuilder<Tables, 'review_items'>;

const selectAgencies = (builder: Builder, agency: string) =>
  builder
    .selectFrom('reports')
    .select('reports.id')
    .where((one) => matchAgency(one, agency));

const selectOfImport = (builder: Builder, importId: number) =>
  builder
    .selectFrom('copies')
    .innerJoin('sources', 'sources.sha256', 'copies.sha256')
    .select('copies.report_id')
    .where('sources.import_id', '=', importId)
    .where('sources.is_current', '=', 1)
    .where('copies.is_main', '=', 1);
