/**
 * The places of a copy that its paper can be opened at. A frame with the paper is drawn once with all of them named;
 * a link to one of the names moves it there, without a script and without drawing it again.
 */
import type { MarkedPlace } from '#inspect/source-page.js';
import type { Place } from '#model/place.js';
import type { ReportRecord } from '#records/record.js';
import { labelOf } from './figure-label.js';

export const nameOfSection = (index: number): string => `section-${index + 1}`;
export const nameOfStatement = (index: number): string => `statement-${index + 1}`;
export const nameOfIndicator = (index: number): string => `indicator-${index + 1}`;

/** A figure's name is its field. */
export function placesOf({ report, figures, sections, statements, indicators }: ReportRecord): MarkedPlace[] {
  return [
    ...figures.flatMap(({ field, at }) => (at ? [toNamed(at, field, labelOf(field, report.form))] : [])),
    ...sections.map(({ at, heading }, index) => toNamed(at, nameOfSection(index), heading)),
    ...statements.map(({ at, raw }, index) => toNamed(at, nameOfStatement(index), raw)),
    ...indicators.map(({ at, label }, index) => toNamed(at, nameOfIndicator(index), label)),
  ];
}

const toNamed = (at: Place, name: string, title: string): MarkedPlace => ({ at, kind: 'named', name, title });

/** The paper of the report's main copy, or of another one, opened at a name. */
export function addressOfPlace(report: number, name?: string, copy?: string): string {
  const query = copy === undefined ? '' : `?copy=${copy}`;
  const fragment = name === undefined ? '' : `#${encodeURIComponent(name)}`;
  return `/reports/${report}/source${query}${fragment}`;
}
