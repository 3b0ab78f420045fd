/** Two million reports on sixteen cores, from what one document took of one core. */
import type { Format } from '../test/generator/case.js';
import type { Speed, SpeedRow } from './speed.js';

export interface Extrapolation {
  readonly on: SpeedRow['kind'];
  /** Milliseconds of processor time a document. */
  readonly html: number;
  readonly docx: number;
  /** Of six pages. */
  readonly pdf: number;
  readonly minutes: number;
  readonly target: number;
  readonly met: boolean;
}

const reports = 2_000_000;
const shares = { html: 0.5, docx: 0.25, pdf: 0.25 } as const;
const pages = 6;
const cores = 16;
/** Minutes. */
const target = 60;

/** Once for every kind of input that all three formats have. */
export function extrapolate(speeds: Readonly<Partial<Record<Format, Speed>>>): Extrapolation[] {
  return (['clean', 'mixed', 'published'] as const).flatMap((on) => {
    const [html, docx] = [meanCpu(speeds.html, on), meanCpu(speeds.docx, on)];
    const perPage = meanCpu(speeds.pdf, on, ({ pages: count }) => count);
    if (html === undefined || docx === undefined || perPage === undefined) return [];
    const pdf = perPage * pages;
    const each = shares.html * html + shares.docx * docx + shares.pdf * pdf;
    const minutes = (reports * each) / cores / 60_000;
    return [{ on, html, docx, pdf, minutes, target, met: minutes < target }];
  });
}

function meanCpu(
  speed: Speed | undefined,
  on: SpeedRow['kind'],
  units: (row: SpeedRow) => number | undefined = () => 1,
): number | undefined {
  const costs = (speed?.rows ?? [])
    .filter(({ kind }) => kind === on)
    .map((row) => row.cpu / (units(row) ?? Number.NaN));
  return costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
}
