import { z } from 'zod';
import { foldText } from '#text/fold.js';
import { parseAddress } from './address.js';
import type { ManifestRow } from './input.js';
import { InputError } from './input-error.js';
import { findColumn, type ManifestColumn } from './manifest-columns.js';

/** A row as it stands in a manifest. */
export interface RawRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly (readonly [name: string, value: unknown])[];
}

export interface ListedRow {
  readonly row: ManifestRow;
  readonly path?: string;
  readonly address?: string;
}

const filled = (value: unknown): unknown =>
  value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
const text = z.union([z.string(), z.number()]).transform((value) => foldText(String(value)).trim());
const cell = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(filled, schema.optional());

const columns = {
  path: cell(z.string()),
  url: cell(z.string().trim()),
  agency: cell(text),
  /** The reports begin with 2008, a few cities were earlier. */
  year: cell(text.pipe(z.string().regex(/^20\d\d年?度?$/)).transform((year) => Number.parseInt(year, 10))),
  division_code: cell(text.pipe(z.string().regex(/^[1-9]\d{5}(?:\d{3}(?:\d{3})?)?$/))),
  level: cell(text),
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

/** `undefined` for a row without anything in it; throws an `InputError` that names the column at fault. */
export function parseManifestRow({ line, cells }: RawRow, location: string): ListedRow | undefined {
  if (cells.every(([, value]) => filled(value) === undefined)) return undefined;
  const parsed = rowSchema.safeParse(nameCells(cells));
  if (!parsed.success)
    throw new InputError('bad-manifest-row', String(parsed.error.issues[0]?.path[0] ?? 'row'));
  const { path, url, division_code: divisionCode, ...rest } = parsed.data;
  if (path === undefined && url === undefined)
    throw new InputError('bad-manifest-row', 'neither path nor url');
  const row = withoutUndefined({
    location,
    line,
    divisionCode,
    ...rest,
    ...(path && url && { address: parseAddress(url).location }),
  });
  return path === undefined ? { row, ...(url && { address: url }) } : { row, path };
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
