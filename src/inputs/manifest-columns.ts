/**
 * The columns a manifest may have, by their English and Chinese names, and whether a first line is the head of
 * one. Only a column of paths or addresses makes a table a manifest: other tables are documents.
 */
import { parse } from 'csv-parse/sync';
import { foldText } from '#text/fold.js';

const namesOfColumns = {
  path: ['path', 'file', '路径', '文件', '文件名', '文件路径'],
  url: ['url', '网址', '链接'],
  agency: ['agency', '单位', '单位名称', '机关', '机关名称'],
  year: ['year', '年份', '年度'],
  division_code: ['divisioncode', '区划代码', '行政区划代码'],
  level: ['level', '级别', '层级'],
  charset: ['charset', '编码', '字符集'],
} as const;

export type ManifestColumn = keyof typeof namesOfColumns;

const columns = new Map<string, ManifestColumn>(
  Object.entries(namesOfColumns).flatMap(([column, names]) =>
    names.map((name) => [name, column as ManifestColumn] as const),
  ),
);

/** Case, spaces, hyphens and underscores make no difference. */
export function findColumn(name: string): ManifestColumn | undefined {
  return columns.get(
    foldText(name)
      .replace(/[\s_-]+/g, '')
      .toLowerCase(),
  );
}

export type ManifestFormat = { readonly delimiter: string } | 'jsonl';

const delimiters = [',', ';', '\t'];

/** The head of a table is shorter, in characters. */
const longestHead = 2 ** 14;

/** By the first line of a text; `undefined` where it is not the head of a manifest. */
export function findManifestFormat(line: string): ManifestFormat | undefined {
  if (line.length > longestHead) return undefined;
  if (line.startsWith('{')) return pointsAtInputs(keysOf(line)) ? 'jsonl' : undefined;
  const delimiter = delimiters.find((candidate) => pointsAtInputs(cellsOf(line, candidate)));
  return delimiter === undefined ? undefined : { delimiter };
}

function pointsAtInputs(names: readonly string[]): boolean {
  return names.map(findColumn).some((column) => column === 'path' || column === 'url');
}

function keysOf(line: string): string[] {
  try {
    return Object.keys(JSON.parse(line) as object);
  } catch {
    return [];
  }
}

function cellsOf(line: string, delimiter: string): string[] {
  try {
    return parse(line, { delimiter, trim: true, relax_quotes: true })[0] ?? [];
  } catch {
    return [];
  }
}
