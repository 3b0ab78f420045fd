/** What must be seen on the page of every document. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { findTables } from '#model/document.js';
import type { PagePlace, Place } from '#model/place.js';
import type { Figure, ReportRecord } from '#records/record.js';
import { documents, type Inspected, inspected } from './inspected.js';

describe.each(documents)('%s', (name, read) => {
  let seen: Inspected;
  let drawn: ReadonlyMap<string, readonly Drawn[]>;
  beforeAll(async () => {
    seen = await inspected(read(), name);
    drawn = indexDrawn(seen);
  });

  test('every figure of the record has an element where it stands', () => {
    for (const figure of recordOf(seen)?.figures ?? []) {
      if (!figure.at) continue;
      const elements = drawn.get(figure.field) ?? [];
      expect(elements.length, figure.field).toBeGreaterThan(0);
      for (const { classes } of elements) expect(classes, figure.field).toContain(figure.state);
      expectPlace(figure, elements, seen);
    }
  });

  test('the panel has every figure, and it lights the drawn one', () => {
    const { $ } = seen;
    const chips = $('aside .chip[data-field]').toArray();
    const ids = new Map(chips.map((chip) => [$(chip).attr('data-field'), $(chip).attr('data-p') ?? '']));
    const figures = recordOf(seen)?.figures ?? [];
    expect(chips.length).toBe(seen.inspection.extraction?.figures.length ?? 0);
    for (const { field, at } of figures) {
      const id = ids.get(field) ?? '';
      expect(id !== '', field).toBe(at !== null);
      if (id)
        expect(
          drawn.get(field)?.some((element) => element.ids.includes(id)),
          field,
        ).toBe(true);
    }
  });

  test('every cell of every table is drawn', () => {
    const { inspection, $ } = seen;
    const cells = [...findTables(inspection.document?.blocks ?? [])].flatMap((table) => table.cells);
    const parts = cells.flatMap(({ at }): readonly Place[] => (at.kind === 'page' && at.parts) || [at]);
    // A stretch of a line is cut where another one begins.
    const pieces = $('main .cell:not(.outline), main td:not(.gap)').toArray();
    if (inspection.lines) expect(pieces.length).toBeGreaterThanOrEqual(parts.length);
    else expect(pieces.length).toBe(parts.length);
  });

  test('every anomaly is listed with its message, and lights what is drawn', () => {
    const { $ } = seen;
    const anomalies = recordOf(seen)?.anomalies ?? [];
    const ids = new Set(
      $('main [data-p]')
        .toArray()
        .flatMap((element) => idsOf($(element).attr('data-p'))),
    );
    expect($('.anomaly').length).toBe(anomalies.length);
    anomalies.forEach(({ message, rule, at }, index) => {
      const entry = $('.anomaly').eq(index);
      expect(entry.text()).toContain(message);
      expect(entry.text()).toContain(rule);
      const lit = idsOf(entry.attr('data-p'));
      expect(lit.length > 0, rule).toBe(at.length > 0);
      for (const id of lit) expect(ids, `${rule} ${id}`).toContain(id);
    });
  });

  test('nothing on it is loaded or styled but by what its policy names', () => {
    const { $, html } = seen;
    const policy = $('meta[http-equiv="Content-Security-Policy"]').attr('content') ?? '';
    const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
    expect(policy).toContain(`script-src 'sha256-${hash($('script').text())}'`);
    expect(policy).toContain(`style-src 'sha256-${hash($('style').text())}'`);
    expect($('script, style').length).toBe(2);
    expect($('[style], link, iframe, img, a, form').length).toBe(0);
    expect(html).not.toMatch(/<[^>]+\son\w+=/i);
    for (const image of $('image').toArray())
      expect($(image).attr('href')).toMatch(/^data:image\/png;base64,/);
  });
});

const recordOf = ({ inspection: { record } }: Inspected): ReportRecord | undefined =>
  'failure' in record ? undefined : record;

/** An element that shows a figure. */
interface Drawn {
  readonly classes: readonly string[];
  readonly ids: readonly string[];
  readonly text: string;
  readonly corner: readonly number[];
  /** Counted from 1, of a text file. */
  readonly line: number;
}

const idsOf = (value: string | undefined): string[] => (value ?? '').split(' ').filter(Boolean);

function indexDrawn({ $ }: Inspected): ReadonlyMap<string, readonly Drawn[]> {
  const drawn = new Map<string, Drawn[]>();
  for (const node of $('main [data-figure]').toArray()) {
    const element = $(node);
    const shown = {
      classes: idsOf(element.attr('class')),
      ids: idsOf(element.attr('data-p')),
      text: element.text(),
      corner: ['x', 'y'].map((side) => Number(element.attr(side))),
      line: element.closest('li').index() + 1,
    };
    for (const field of idsOf(element.attr('data-figure')))
      drawn.set(field, [...(drawn.get(field) ?? []), shown]);
  }
  return drawn;
}

function expectPlace(
  { field, at, raw, state }: Figure,
  drawn: readonly Drawn[],
  { inspection }: Inspected,
): void {
  // What is unreadable may be put together of several cells.
  const printed = state === 'unreadable' ? (raw.split(/\s/)[0] ?? '') : (raw.split('\n')[0] ?? '');
  if (at?.kind === 'page')
    expect(
      drawn.map(({ corner }) => corner),
      field,
    ).toContainEqual(cornerOf(at));
  else if (at?.kind === 'text') {
    const lines = drawn.map(({ line }) => inspection.lines?.[line - 1]);
    expect(lines.join('\n'), field).toContain(printed);
  } else expect(drawn.map(({ text }) => text).join('\n'), field).toContain(printed);
}

const cornerOf = ({ box: [left, top] }: PagePlace): number[] =>
  [left, top].map((side) => Math.round(side * 100) / 100);
