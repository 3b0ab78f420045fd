/**
 * The history of divisions as it is kept in `data/divisions.ts`: one line a province, rows set apart by `;`,
 * the parts of a row by `,`:
 *
 *     21;0000,辽宁省,LiaoNing;0115,辽中区,LiaoZhong,2016;0122,辽中县,LiaoZhong,-2015,210115
 *
 * that is: four digits after the province's two, name, sound of its stem with a capital to each syllable, first
 * and last year (left out where there is none), and, joined by `+`, the codes that took its place.
 */
export interface DivisionRow {
  /** Six digits of GB/T 2260. */
  readonly code: string;
  readonly name: string;
  /** The first year at whose end it stood; null: since before 2007. */
  readonly from: number | null;
  /** The last year at whose end it stood; null: it still does. */
  readonly to: number | null;
  /** What took its place under another code; empty where it still stands, or only its name changed. */
  readonly successors: readonly string[];
}

export interface SoundedRow extends DivisionRow {
  /** `LiaoZhong`: the stem of the name in pinyin. */
  readonly sound: string;
}

export function formatDivisionRows(rows: readonly SoundedRow[]): string {
  const provinces = [...new Set(rows.map(({ code }) => code.slice(0, 2)))];
  return provinces
    .map((province) => {
      const own = rows.filter(({ code }) => code.startsWith(province));
      return [province, ...own.map(formatRow)].join(';');
    })
    .join('\n');
}

function formatRow({ code, name, sound, from, to, successors }: SoundedRow): string {
  const years = from === null && to === null ? '' : `${from ?? ''}${to === null ? '' : `-${to}`}`;
  return [code.slice(2), name, sound, years, successors.join('+')].join(',').replace(/,+$/, '');
}

export function parseDivisionRows(data: string): readonly SoundedRow[] {
  return data.split('\n').flatMap((line) => {
    const [province, ...rows] = line.split(';');
    return rows.map((row) => parseRow(province ?? '', row));
  });
}

function parseRow(province: string, row: string): SoundedRow {
  const [digits, name = '', sound = '', years, successors] = row.split(',');
  const code = province + digits;
  if (years === undefined) return { code, name, sound, from: null, to: null, successors: none };
  const [from, to] = years.split('-');
  return {
    code,
    name,
    sound,
    from: from ? Number(from) : null,
    to: to ? Number(to) : null,
    successors: successors ? successors.split('+') : none,
  };
}

const none: readonly string[] = [];
