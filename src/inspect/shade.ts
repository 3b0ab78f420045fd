/** How what was made of a place shows: the classes and attributes that every drawing gives it. */
import type { CellDoubt } from '#model/document.js';
import type { Claim, Claims } from './claims.js';
import { type Markup, markup, names } from './markup.js';
import type { Wording } from './wording/wording.js';

/** What a drawing is made with. */
export interface Shades {
  readonly claims: Claims;
  readonly wording: Wording;
}

export interface Shaded {
  readonly id: string;
  readonly claims: readonly Claim[];
  readonly doubts?: readonly CellDoubt[];
  /** What the thing is, before what was made of it. */
  readonly what?: string;
}

export const shadeOf = (id: string, { claims }: Shades): Shaded => ({ id, claims: claims.get(id) ?? [] });

/** The attributes of the element that shows the place. */
export function shadeToAttributes({ id, claims, doubts = [] }: Shaded, ...more: readonly string[]): Markup {
  const figures = claims.flatMap(({ figure }) => figure ?? []);
  const classes = names(
    ...more,
    ...claims.map(({ kind }) => kind),
    ...figures.map(({ state }) => state),
    doubts.length > 0 && 'doubtful',
  );
  const fields = figures.map(({ field }) => field).join(' ');
  const [name] = namesOf(claims);
  return markup`data-p="${id}" class="${classes}"${fields && markup` data-figure="${fields}"`}${name && markup` id="${name}"`}`;
}

/** An element has one name: the others are those of empty ones inside it. */
export const drawNames = ({ claims }: Shaded): Markup =>
  markup`${otherNamesOf(claims).map((name) => markup`<data id="${name}"></data>`)}`;

/** Or of groups around it, where nothing can be inside. */
export const wrapInNames = ({ claims }: Shaded, drawn: Markup): Markup =>
  otherNamesOf(claims).reduce((inner, name) => markup`<g id="${name}">${inner}</g>`, drawn);

const otherNamesOf = (claims: readonly Claim[]): readonly string[] => namesOf(claims).slice(1);

function namesOf(claims: readonly Claim[]): readonly string[] {
  const isSuspect = claims.some(({ kind }) => kind === 'suspect');
  return [...(isSuspect ? ['suspect'] : []), ...new Set(claims.flatMap(({ name }) => name ?? []))];
}

/** What is told of it, in lines. */
export function shadeToTitle({ what, doubts = [], claims }: Shaded, { wording }: Shades): string {
  const lines = [what, ...doubts.map((doubt) => wording.doubts[doubt]), ...claims.map(({ text }) => text)];
  return lines.filter(Boolean).join('\n');
}
