/**
 * Lists of many years → one history: each code and name with its first and last year, and the codes that
 * took its place. A division counts for a year if it stood at that year's end; the lists of 2010 to 2018 were
 * drawn up in late summer, so a change of autumn shows a year late and is moved by `years-of-change.ts`.
 */

import type { DivisionRow } from '#agencies/division-row.js';
import { stemOf } from '#agencies/name-stem.js';
import type { DivisionList } from './read-lists.js';

export interface DatedList {
  readonly year: number;
  readonly list: DivisionList;
}

/** What the lists say late, by code; see `years-of-change.ts`. */
export interface YearsOfChange {
  readonly autumnChanges: Readonly<Record<number, readonly string[]>>;
  readonly firstYears: Readonly<Record<string, number>>;
  readonly lastYears: Readonly<Record<string, number>>;
}

export function listsToHistory(
  lists: readonly DatedList[],
  successions: Readonly<Record<string, readonly string[]>>,
  years: YearsOfChange,
): readonly DivisionRow[] {
  const spans = findSpans(lists);
  const followed = new Set(Object.keys(successions));
  const rows = spans.map((span): DivisionRow => {
    if (span.to === null || spans.some((other) => follows(other, span))) return { ...span, successors: [] };
    const known = successions[span.code];
    if (known) followed.delete(span.code);
    return { ...span, successors: known ?? findSuccessor(span, spans) };
  });
  if (followed.size > 0) throw new Error(`no such division vanished: ${[...followed].join(', ')}`);
  return withAutumnChanges(rows, years.autumnChanges).map((row) => ({
    ...row,
    from: years.firstYears[row.code] ?? row.from,
    to: years.lastYears[row.code] ?? row.to,
  }));
}

/** Moves the changes that a list shows a year late. */
function withAutumnChanges(
  rows: readonly DivisionRow[],
  changes: Readonly<Record<number, readonly string[]>>,
): readonly DivisionRow[] {
  const listed = (year: number, code: string): boolean =>
    (changes[year] ?? []).some((change) => code.startsWith(change));
  return rows.map((row) => {
    const cameEarly = row.from !== null && rows.some((other) => precedes(other, row) && wentEarly(other));
    const isListed = row.from !== null && listed(row.from - 1, row.code);
    return {
      ...row,
      from: row.from !== null && (cameEarly || isListed) ? row.from - 1 : row.from,
      to: row.to !== null && wentEarly(row) ? row.to - 1 : row.to,
    };
  });
  function wentEarly(row: DivisionRow): boolean {
    return row.to !== null && listed(row.to, row.code);
  }
}

/** Whether the one's end is the other's beginning. */
function precedes(one: DivisionRow, other: DivisionRow): boolean {
  const next = one.to !== null && other.from === one.to + 1;
  return next && (one.code === other.code || one.successors.includes(other.code));
}

interface Span {
  readonly code: string;
  readonly name: string;
  /** Null: since before the first list. */
  readonly from: number | null;
  /** Null: to this day. */
  readonly to: number | null;
}

/** The same code under another name. */
const follows = (other: Span, span: Span): boolean =>
  other.code === span.code && span.to !== null && other.from === span.to + 1;

function findSpans(lists: readonly DatedList[]): readonly Span[] {
  const codes = [...new Set(lists.flatMap(({ list }) => [...list.keys()]))].sort();
  return codes.flatMap((code) => spansOf(code, lists));
}

function spansOf(code: string, lists: readonly DatedList[]): readonly Span[] {
  const names = withoutMisprints(lists.map(({ list }) => list.get(code)));
  const starts = names.flatMap((name, index) =>
    name !== undefined && name !== names[index - 1] ? [{ name, index }] : [],
  );
  return starts.map(({ name, index }) => {
    const length = names.slice(index).findIndex((other) => other !== name);
    return {
      code,
      name,
      from: index === 0 ? null : (lists[index]?.year ?? null),
      to: length < 0 ? null : (lists[index + length]?.year ?? 0) - 1,
    };
  });
}

/** What one list leaves out or writes otherwise between two that agree is that list's slip. */
function withoutMisprints(names: readonly (string | undefined)[]): readonly (string | undefined)[] {
  return names.map((name, index) => {
    const before = names[index - 1];
    const after = names.slice(index + 1, index + 3);
    return before !== undefined && name !== before && after.includes(before) ? before : name;
  });
}

/** The division that first stood when this one was gone, of the same province and rank, and of its name. */
function findSuccessor(span: Span, spans: readonly Span[]): readonly string[] {
  const risen = spans.filter(
    ({ code, from }) =>
      from !== null &&
      from === (span.to ?? 0) + 1 &&
      code.slice(0, 2) === span.code.slice(0, 2) &&
      isPrefecture(code) === isPrefecture(span.code),
  );
  const named = risen.filter(({ name }) => name === span.name);
  const alike = named.length > 0 ? named : risen.filter(({ name }) => stemOf(name) === stemOf(span.name));
  if (alike.length !== 1)
    throw new Error(`${span.code} ${span.name} (to ${span.to}) has no one successor: add it to successions`);
  return alike.map(({ code }) => code);
}

const isPrefecture = (code: string): boolean => code.endsWith('00');
