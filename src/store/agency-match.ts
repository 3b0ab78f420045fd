/** Reports of the agencies that a person means by a few characters. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from './tables.js';

type Builder = ExpressionBuilder<Tables, 'reports'>;

/** A part of the agency's name, or the beginning of its division code. */
export const matchAgency = (builder: Builder, text: string): Expression<SqlBool> =>
  builder.or([
    builder('reports.agency', 'like', toPattern(`%${escapeLike(text)}%`)),
    matchDivision(builder, text),
  ]);

/** The beginning of the agency's division code. */
export const matchDivision = (builder: Builder, code: string): Expression<SqlBool> =>
  builder('reports.division_code', 'like', toPattern(`${escapeLike(code)}%`));

const toPattern = (pattern: string) => sql<string>`${pattern} escape '\\'`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
