/**
 * Labels of a form, found by what is printed.
 *
 * A printed label is looked up by its key (see text/label.ts); where nothing has that key, by the key
 * without its brackets, then by the nearest wording, if one is near enough and no other is as near.
 */
import { type Label, wordingsOf } from '#forms/form.js';
import { editDistance } from '#text/edit-distance.js';
import { labelKey, parseLabel } from '#text/label.js';
import { remember } from '#text/remember.js';
import type { MatchWay } from './recognition.js';

export interface Found<Target> {
  readonly target: Target;
  readonly expected: string;
  readonly way: MatchWay;
  /** Of likeness. */
  readonly edits?: number;
}

/** A wording of a target's label. */
export interface Entry<Target> {
  readonly key: string;
  readonly target: Target;
  readonly expected: string;
  readonly way: 'exact' | 'alias';
}

/** Longer texts are no labels. */
const longestLabel = 120;

/** Finds targets by printed labels; every answer is remembered, since labels repeat. */
export class LabelFinder<Target> {
  private readonly byKey = new Map<string, Entry<Target>>();

  constructor(entries: readonly Entry<Target>[]) {
    for (const entry of entries) {
      const held = this.byKey.get(entry.key);
      if (!held || (held.way === 'alias' && entry.way === 'exact')) this.byKey.set(entry.key, entry);
    }
  }

  /** By a known wording, else by likeness. */
  readonly find = remember((text: string) => this.findKnown(text) ?? this.findLike(text));

  /** Only by a known wording, not by likeness. */
  findKnown(text: string): Found<Target> | undefined {
    if (text === '' || text.length > longestLabel) return undefined;
    const label = parseLabel(text);
    if (label.key === '') return undefined;
    const known = this.byKey.get(label.key) ?? this.byKey.get(labelKey(text));
    if (known) return toFound(known, known.way);
    const shorter = label.shortKey ? this.byKey.get(label.shortKey) : undefined;
    return shorter ? toFound(shorter, 'extended') : undefined;
  }

  private findLike(text: string): Found<Target> | undefined {
    if (text === '' || text.length > longestLabel) return undefined;
    const { key, shortKey } = parseLabel(text);
    if (key === '') return undefined;
    return this.nearest(key) ?? (shortKey ? this.nearest(shortKey) : undefined);
  }

  /** The nearest target, if it is near enough and no other target is as near. */
  private nearest(key: string): Found<Target> | undefined {
    const best = new Map<Target, { entry: Entry<Target>; edits: number }>();
    for (const entry of this.byKey.values()) {
      const limit = allowedEdits(key.length > entry.key.length ? key : entry.key);
      if (limit === 0) continue;
      const edits = editDistance(key, entry.key, limit);
      if (edits <= limit && edits < (best.get(entry.target)?.edits ?? limit + 1))
        best.set(entry.target, { entry, edits });
    }
    const [first, second] = [...best.values()].sort((a, b) => a.edits - b.edits);
    return first && first.edits < (second?.edits ?? Number.POSITIVE_INFINITY)
      ? { ...toFound(first.entry, 'fuzzy'), edits: first.edits }
      : undefined;
  }
}

function toFound<Target>(entry: Entry<Target>, way: MatchWay): Found<Target> {
  return { target: entry.target, expected: entry.expected, way };
}

/** One edit in four characters, none in the shortest: 行政许可 must not become 行政处罚. */
function allowedEdits(key: string): number {
  if (!/\p{Script=Han}/u.test(key) || key.length < 4) return 0;
  return Math.min(4, Math.floor(key.length / 4));
}

/** How a label may be printed, the form's own wording first. */
export function entriesOf<Target>(label: Label, target: Target): Entry<Target>[] {
  return wordingsOf(label).map((wording, index) => ({
    key: parseLabel(wording).key,
    target,
    expected: label.text,
    way: index === 0 ? 'exact' : 'alias',
  }));
}
