import { z } from 'zod';
import type { AgencyLevel } from '#records/record.js';
import { foldText } from '#text/fold.js';
import { parseAddress } from './address.js';
import type { ManifestRow } from './input.js';
import { errorToFault, InputError } from './input-error.js';
import { findColumn, type ManifestColumn } from './manifest-columns.js';
import { parseLevel } from './manifest-level.js';

/** A row as it stands in a manifest. */
export interface RawRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly (readonly [name: string, value: unknown])[];
}

export interface ListedRow {
  readonly row: ManifestRow;
  /** Columns whose values mean nothing: they are left out. */
  readonly faults: readonly ManifestColumn[];
  readonly path?: string;
  readonly address?: string;
}

const filled = (value: unknown): unknown =>
  value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
const text = z.union([z.string(), z.number()]).transform((value) => foldText(String(value)).trim());
/** `2020.0`: a table that has gaps was written by a program for which such numbers are fractions. */
const digits = text.transform((value) => value.replace(/\.0+$/, ''));
const cell = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(filled, schema.optional());

const columns = {
  path: cell(z.string()),
  url: cell(z.string().trim()),
  agency: cell(text),
  /** The reports begin with 2008, a few cities were earlier. */
  year: cell(digits.pipe(z.string().regex(/^20\d\d年?度?$/)).transform((year) => Number.parseInt(year, 10))),
  division_code: cell(digits.pipe(z.string().regex(/^[1-9]\d{5}(?:\d{3}(?:\d{3})?)?$/))),
  level: cell(text.transform(parseLevel).pipe(z.custom<AgencyLevel>(Boolean))),
  charset: cell(text.pipe(z.string().refine(isCharset))),
} satisfies Record<ManifestColumn, z.ZodType>;
const rowSchema = z.object(columns);

function isCharset(name: string): boolean {
  try {
    return Boolean(new TextDecoder(name));
  } catch {
    return false;
  }
}

/** `undefined` for a row without anything in it; throws an `InputError` where it does not tell of which input it is. */
export function parseManifestRow({ line, cells }: RawRow, location: string): ListedRow | undefined {
  if (cells.every(([, value]) => filled(value) === undefined)) return undefined;
  const { values, faults } = parseValues(nameCells(cells));
  const { path, url, division_code: divisionCode, ...rest } = values;
  if (path === undefined && url === undefined)
    throw new InputError('bad-manifest-row', faults.find(isTarget) ?? 'neither path nor url');
  const row = withoutUndefined({ location, line, divisionCode, ...rest });
  if (path === undefined) return { row, faults, ...(url && { address: url }) };
  if (url === undefined) return { row, faults, path };
  const address = findAddress(url);
  return address === undefined
    ? { row, faults: [...faults, 'url'], path }
    : { row: { ...row, address }, faults, path };
}

const isTarget = (column: ManifestColumn): boolean => column === 'path' || column === 'url';

/** What can be read of the values, and the columns of those that cannot. */
function parseValues(named: Partial<Record<ManifestColumn, unknown>>): {
  readonly values: z.infer<typeof rowSchema>;
  readonly faults: readonly ManifestColumn[];
} {
  const issues = rowSchema.safeParse(named).error?.issues ?? [];
  const atFault = new Set(issues.map(({ path: [column] }) => column));
  const good = Object.entries(named).filter(([column]) => !atFault.has(column));
  const names = Object.keys(columns) as ManifestColumn[];
  return {
    values: rowSchema.parse(Object.fromEntries(good)),
    faults: names.filter((column) => atFault.has(column)),
  };
}

function findAddress(url: string): string | undefined {
  try {
    return parseAddress(url).location;
  } catch (error) {
    errorToFault(error);
    return undefined;
  }
}

/** Of two columns of one meaning the first that is filled counts; other columns are nobody's business. */
function nameCells(cells: RawRow['cells']): Partial<Record<ManifestColumn, unknown>> {
  const named: Partial<Record<ManifestColumn, unknown>> = {};
  for (const [name, value] of cells) {
    const column = findColumn(name);
    if (column && filled(named[column]) === undefined) named[column] = value;
  }
  return named;
}

type Filled<Row> = { [Key in keyof Row]: Exclude<Row[Key], undefined> };

function withoutUndefined<Row extends object>(row: Row): Filled<Row> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Filled<Row>;
}
