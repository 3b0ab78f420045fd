/** Imports and what came of them, the latest first. */
import { type Markup, markup } from '#inspect/markup.js';
import { outcomes } from '#jobs/ingest-counts.js';
import { countImports, type ImportState, listImportStates } from '#store/import-states.js';
import { listToPage } from './list-page.js';
import { answerList, type Column, type Shown } from './listing.js';
import type { Asked, Site } from './site.js';
import { type OverviewWording, overviewWordingOf } from './wording/overview.js';

export function showImports(context: Asked, { store, language }: Site): Promise<Response> {
  const wording = overviewWordingOf[language];
  const listing = {
    ...{ name: 'imports', columns: importColumns(wording) },
    read: (most: number, after: string | undefined) => {
      const before = /^\d{1,15}$/.test(after ?? '') ? Number(after) : undefined;
      return store.ask((db) => listImportStates(db, { most, before }));
    },
    cursorOf: ({ id }: ImportState) => String(id),
    count: () => store.ask((db) => countImports(db)),
    page: (shown: Shown<ImportState>) =>
      listToPage(shown, { title: wording.imports, none: wording.none, here: 'overview', language }),
  };
  return answerList(context, listing, language);
}

/** The data has a column for each way in which an input may end; the page tells those that there were. */
export function importColumns({
  columns,
  states,
  anomaliesOf,
  ...wording
}: OverviewWording): Column<ImportState>[] {
  return [
    { key: 'id', value: ({ id }) => id },
    {
      key: 'started',
      heading: columns.started,
      value: ({ startedAt }) => startedAt,
      draw: (one) => shortTime(one.startedAt),
    },
    {
      key: 'ended',
      heading: columns.ended,
      value: ({ endedAt }) => endedAt,
      draw: (one) => shortTime(one.endedAt),
    },
    {
      key: 'state',
      heading: columns.state,
      value: ({ state }) => state,
      draw: ({ state }) => markup`${states[state]}`,
    },
    { key: 'given', heading: columns.given, value: ({ given }) => given.join(' ') },
    {
      key: 'counts',
      heading: columns.counts,
      value: () => null,
      draw: (one) => drawOutcomes(one, wording.outcomes),
    },
    ...outcomes.map((key): Column<ImportState> => ({ key, value: ({ counts }) => counts[key] ?? 0 })),
    { key: 'failures', heading: columns.failures, value: ({ failures }) => failures },
    { key: 'pending', heading: columns.pending, value: ({ pending }) => pending },
    { key: 'done', value: ({ done }) => done },
    { key: 'engine', value: ({ engineVersion }) => engineVersion },
    {
      key: 'anomalies',
      heading: anomaliesOf,
      value: () => null,
      draw: ({ id }) => markup`<a href="/anomalies?import=${id}">${anomaliesOf}</a>`,
    },
  ];
}

/** How many inputs ended how, of those ways in which any did. */
export const drawOutcomes = ({ counts }: ImportState, names: OverviewWording['outcomes']): Markup =>
  markup`${outcomes
    .filter((key) => (counts[key] ?? 0) > 0)
    .map((key, index) => markup`${index > 0 && ' · '}${names[key]} ${counts[key]}`)}`;

/** To the minute, in UTC as everything in the store. */
export const shortTime = (time: string | null): Markup =>
  markup`${time !== null && markup`<time datetime="${time}">${time.slice(0, 16).replace('T', ' ')}</time>`}`;
