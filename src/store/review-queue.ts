/** What there is to review: by filters, counted by facets, the weightiest first. */
import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { matchAgency } from './agency-match.js';
import type { Tables } from './tables.js';

/** By which the queue is filtered and counted. */
export const facets = ['state', 'severity', 'kind', 'code', 'year', 'form', 'import'] as const;

export type Facet = (typeof facets)[number];

const columnOf = (facet: Facet) => (facet === 'import' ? 'import_id' : facet);

export type ReviewFilter = {
  /** One of these values; any where it is not given. */
  readonly [Name in Facet]?: readonly (string | number)[] | undefined;
} & {
  /** A part of the agency's name, or the beginning of its division code. */
  readonly agency?: string | undefined;
  /** Of one agency alone. */
  readonly agencyKey?: string | undefined;
  /** The beginning of the division code: two, four or six digits; empty for those of which it is not known. */
  readonly division?: string | undefined;
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
  /** JSON, as the next. */
  readonly fields: string;
  readonly data: string;
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
    .select([
      'rule',
      'fields',
      'data',
      'state',
      'is_disputed',
      'review_items.report_id',
      'agency',
      'division_code',
    ])
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
  return countBy(db, columnOf(facet), { ...filter, [facet]: undefined }, (value) => value);
}

/** One import alone tells nothing apart, and so many of one value are slow to count. */
export async function hasSeveralImports(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('imports').select('id').limit(2).execute()).length > 1;
}

/** Of the divisions of so many digits. */
export const countDivisions = (
  db: Kysely<Tables>,
  digits: 2 | 4 | 6,
  filter: ReviewFilter,
): Promise<FacetCount[]> => countBy(db, 'division', filter, (value) => String(value).slice(0, digits));

/**
 * By state first, since so the indexes have it: nothing is sorted, however many there are. Where more is asked for than a
 * state, what is asked for has to be found by another index: that of the column would lead to every row by itself.
 */
async function countBy(
  db: Kysely<Tables>,
  column: ReturnType<typeof columnOf> | 'division',
  filter: ReviewFilter,
  toValue: (value: string | number) => string | number,
): Promise<FacetCount[]> {
  const isOfState = Object.entries(filter).every(([name, one]) => name === 'state' || one === undefined);
  const own = sql.ref<string | number>(column);
  const group = isOfState ? own : sql<string | number>`coalesce(${own}, ${own})`;
  const rows = await selectItems(db, filter)
    .select([group.as('value'), ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy(isOfState && column !== 'state' ? [sql`state`, group] : [group])
    .execute();
  const counts = new Map<string | number, number>();
  for (const { value, count } of rows) counts.set(toValue(value), (counts.get(toValue(value)) ?? 0) + count);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
}

export interface AgencyCount extends FacetCount {
  /** The agency's key. */
  readonly value: string;
  readonly agency: string;
}

/** At most so many, those with the most first. */
export async function countAgencies(
  db: Kysely<Tables>,
  filter: ReviewFilter,
  most: number,
): Promise<AgencyCount[]> {
  return selectItems(db, { ...filter, agencyKey: undefined })
    .innerJoin('reports', 'reports.id', 'review_items.report_id')
    .select(['agency_key as value', ({ fn }) => fn.max('reports.agency').as('agency')])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy('agency_key')
    .orderBy('count', 'desc')
    .orderBy('agency_key')
    .limit(most)
    .execute();
}

function selectItems(db: Kysely<Tables>, filter: ReviewFilter): Items {
  let items: Items = db.selectFrom('review_items');
  for (const facet of facets) {
    const values = filter[facet];
    const column = `review_items.${columnOf(facet)}` as const;
    if (values?.length === 1) items = items.where(column, '=', values[0] as never);
    else if (values) items = items.where(column, 'in', values as never);
  }
  const { agency, agencyKey, division, isDisputed } = filter;
  if (isDisputed !== undefined) items = items.where('review_items.is_disputed', '=', isDisputed ? 1 : 0);
  if (division === '') items = items.where('review_items.division', '=', '');
  // As a range, an index finds it.
  else if (division !== undefined)
    items = items
      .where('review_items.division', '>=', division)
      .where('review_items.division', '<', String(Number(division) + 1));
  if (agency) items = items.where('review_items.report_id', 'in', (one) => selectAgencies(one, agency));
  if (agencyKey !== undefined)
    items = items.where('review_items.report_id', 'in', (one) =>
      one.selectFrom('reports').select('reports.id').where('agency_key', '=', agencyKey),
    );
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
