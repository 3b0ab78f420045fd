/** What is browsed for, as it stands in the addresses of lists. What is no value of a filter filters nothing. */
import { z } from 'zod';
import type { AgencyLevel } from '#records/record.js';
import type { AgencyCursor, AgencyFilter } from '#store/browse-agencies.js';
import type { ReportCursor, ReportFilter } from '#store/browse-reports.js';

/** Of what the store does not know, such as the form of a report. */
export const unknownValue = 'unknown';

const levels = [
  ...(['central', 'province', 'prefecture', 'county', 'township', 'subdistrict', 'functional_zone'] as const),
  unknownValue,
] as const satisfies readonly (AgencyLevel | typeof unknownValue)[];

export function parseReportFilter(query: URLSearchParams): ReportFilter {
  const form = matchText(query, 'form', /^(\d{4}|unknown)$/);
  const year = matchText(query, 'year', /^\d{4}$/);
  return {
    ...{ agency: parseText(query, 'agency'), division: matchText(query, 'division', /^\d{1,12}$/) },
    year: year === undefined ? undefined : Number(year),
    form: form === unknownValue ? '' : form,
    isDisputed: query.get('disputed') === '1',
    hasErrors: query.get('errors') === '1',
  };
}

export function parseAgencyFilter(query: URLSearchParams): AgencyFilter {
  const level = levels.find((each) => each === query.get('level'));
  return {
    ...{ agency: parseText(query, 'agency'), division: matchText(query, 'division', /^\d{1,12}$/) },
    level: level === unknownValue ? '' : level,
  };
}

/** Names are no longer. */
const longestText = 100;

function parseText(query: URLSearchParams, name: string): string | undefined {
  const text = query.get(name)?.replaceAll('\0', '').trim().slice(0, longestText);
  return text || undefined;
}

function matchText(query: URLSearchParams, name: string, pattern: RegExp): string | undefined {
  const text = query.get(name);
  return text !== null && pattern.test(text) ? text : undefined;
}

const text = z.string().regex(/^[^\0]*$/);
const reportCursor = z.tuple([z.int32(), text.nullable(), text, z.int().nonnegative()]);
const agencyCursor = z.tuple([text.nullable(), text, text]);

export const reportCursorToText = ({ year, divisionCode, agency, id }: ReportCursor): string =>
  JSON.stringify([year, divisionCode, agency, id]);

export const agencyCursorToText = ({ divisionCode, agency, agencyKey }: AgencyCursor): string =>
  JSON.stringify([divisionCode, agency, agencyKey]);

export function parseReportCursor(given: string | undefined): ReportCursor | undefined {
  const [year, divisionCode, agency, id] = parseTuple(reportCursor, given) ?? [];
  if (year === undefined || divisionCode === undefined || agency === undefined || id === undefined)
    return undefined;
  return { year, divisionCode, agency, id };
}

export function parseAgencyCursor(given: string | undefined): AgencyCursor | undefined {
  const [divisionCode, agency, agencyKey] = parseTuple(agencyCursor, given) ?? [];
  if (divisionCode === undefined || agency === undefined || agencyKey === undefined) return undefined;
  return { divisionCode, agency, agencyKey };
}

function parseTuple<Schema extends z.ZodType>(
  schema: Schema,
  given: string | undefined,
): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(given ?? 'null')).data;
  } catch {
    return undefined;
  }
}
