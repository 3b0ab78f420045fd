/** The queue's filter as it stands in the address of its page, so that it can be kept, sent and gone back to. */
import { type Facet, facets, type ReviewCursor, type ReviewFilter } from '#store/review-queue.js';

/** What is no value of a filter filters nothing. */
export function parseFilter(query: URLSearchParams): ReviewFilter {
  const agency = query.get('agency')?.trim();
  const agencyKey = query.get('key');
  const division = query.get('division');
  return {
    ...Object.fromEntries(facets.flatMap((facet) => parseFacet(facet, query.getAll(facet)))),
    ...(agency ? { agency: agency.slice(0, 100) } : {}),
    ...(agencyKey ? { agencyKey: agencyKey.slice(0, 200) } : {}),
    ...(division !== null && /^(\d\d){0,3}$/.test(division) ? { division } : {}),
    ...(query.get('disputed') === '1' ? { isDisputed: true } : {}),
  };
}

/** In an order of its own: equal filters have equal addresses. */
export function filterToQuery(filter: ReviewFilter): URLSearchParams {
  const { agency, agencyKey, division, isDisputed } = filter;
  const query = new URLSearchParams();
  for (const facet of facets) for (const value of filter[facet] ?? []) query.append(facet, String(value));
  if (division !== undefined) query.set('division', division);
  if (agencyKey) query.set('key', agencyKey);
  if (agency) query.set('agency', agency);
  if (isDisputed) query.set('disputed', '1');
  return query;
}

export const cursorToText = ({ weight, anomalyId }: ReviewCursor): string => `${weight}-${anomalyId}`;

function parseFacet(facet: Facet, given: readonly string[]): [Facet, readonly (string | number)[]][] {
  if (given.length === 0) return [];
  const isNumber = facet === 'year' || facet === 'import';
  const values = isNumber ? given.flatMap((text) => parseNumber(text) ?? []) : given;
  return [[facet, values.slice(0, mostValues)]];
}

const mostValues = 100;

export function parseCursor(text: string | undefined): ReviewCursor | undefined {
  const [, weight, anomalyId] = /^(\d{1,9})-(\d{1,15})$/.exec(text ?? '') ?? [];
  return weight === undefined ? undefined : { weight: Number(weight), anomalyId: Number(anomalyId) };
}

const parseNumber = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
