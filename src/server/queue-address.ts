/** The queue's filter as it stands in the address of its page, so that it can be kept, sent and gone back to. */
import { type Facet, facets, type ReviewCursor, type ReviewFilter } from '#store/review-queue.js';

/** What is no value of a filter filters nothing. */
export function parseFilter(query: URLSearchParams): ReviewFilter {
  const agency = query.get('agency')?.trim();
  const importId = parseNumber(query.get('import'));
  return {
    ...Object.fromEntries(facets.flatMap((facet) => parseFacet(facet, query.getAll(facet)))),
    ...(agency ? { agency: agency.slice(0, 100) } : {}),
    ...(importId === undefined ? {} : { importId }),
    ...(query.get('disputed') === '1' ? { isDisputed: true } : {}),
  };
}

/** In an order of its own: equal filters have equal addresses. */
export function filterToQuery({ agency, importId, isDisputed, ...filter }: ReviewFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const facet of facets) for (const value of filter[facet] ?? []) query.append(facet, String(value));
  if (agency) query.set('agency', agency);
  if (importId !== undefined) query.set('import', String(importId));
  if (isDisputed) query.set('disputed', '1');
  return query;
}

export const cursorToText = ({ weight, anomalyId }: ReviewCursor): string => `${weight}-${anomalyId}`;

function parseFacet(facet: Facet, given: readonly string[]): [Facet, readonly (string | number)[]][] {
  if (given.length === 0) return [];
  const values = facet === 'year' ? given.flatMap((text) => parseNumber(text) ?? []) : given;
  return [[facet, values.slice(0, mostValues)]];
}

const mostValues = 100;

export function parseCursor(text: string | undefined): ReviewCursor | undefined {
  const [, weight, anomalyId] = /^(\d{1,9})-(\d{1,15})$/.exec(text ?? '') ?? [];
  return weight === undefined ? undefined : { weight: Number(weight), anomalyId: Number(anomalyId) };
}

const parseNumber = (text: string | null): number | undefined =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
