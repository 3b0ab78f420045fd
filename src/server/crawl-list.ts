/** The sites that are crawled: when they were gone through last, what came of it, when next. */
import { type Markup, markup } from '#inspect/markup.js';
import { parseRemark } from '#jobs/run-remark.js';
import { type CrawlSite, listSites } from '#store/crawl-sites.js';
import type { Store } from '#store/store.js';
import { shortTime } from './import-list.js';
import { listToPage } from './list-page.js';
import { answerList, type Column, type Shown } from './listing.js';
import type { Asked, Site } from './site.js';
import { drawAddress } from './web-address.js';
import { wholeList } from './whole-list.js';
import { type OverviewWording, overviewWordingOf } from './wording/overview.js';

export interface CrawlState {
  readonly site: CrawlSite;
  /** `running`, `paused`, `new`, or how its latest run ended. */
  readonly state: string;
  /** Of the latest run: documents that were new or changed; pages that were asked for. */
  readonly found: number | null;
  readonly asked: number | null;
  readonly changed: number | null;
  readonly hijacked: number | null;
  /** Why it did not come to its end: a failure's code. */
  readonly code: string | null;
}

/** The latest first. */
export async function listCrawlStates(store: Store): Promise<CrawlState[]> {
  const sites = await listSites(store);
  const startOf = ({ site }: CrawlState): string => site.started_at ?? '';
  return sites.map(toState).sort((a, b) => (startOf(a) < startOf(b) ? 1 : startOf(a) > startOf(b) ? -1 : 0));
}

function toState(site: CrawlSite): CrawlState {
  const remark = parseRemark(site.remark);
  const isRunning = site.run !== null && site.ended_at === null;
  const asked = remark && Object.values(remark.kinds).reduce((sum, count) => sum + count, 0);
  return {
    ...{ site, state: isRunning ? 'running' : site.is_paused === 1 ? 'paused' : (remark?.end ?? 'new') },
    ...{ found: remark?.found ?? null, asked: asked ?? null, code: remark?.code ?? null },
    ...{ changed: remark?.changed.length ?? null, hijacked: remark?.hijacked.length ?? null },
  };
}

export async function showCrawls(context: Asked, { store, language }: Site): Promise<Response> {
  const wording = overviewWordingOf[language];
  const listing = {
    ...{ name: 'crawls', columns: crawlColumns(wording) },
    ...wholeList(await listCrawlStates(store)),
    page: (shown: Shown<CrawlState>) =>
      listToPage(shown, { title: wording.crawls, none: wording.none, here: 'overview', language }),
  };
  return answerList(context, listing, language);
}

export function crawlColumns({ columns, states }: OverviewWording): Column<CrawlState>[] {
  const time = (
    key: string,
    heading: string,
    at: (site: CrawlSite) => string | null,
  ): Column<CrawlState> => ({
    ...{ key, heading, value: ({ site }) => at(site), draw: ({ site }) => shortTime(at(site)) },
  });
  return [
    { key: 'id', value: ({ site }) => site.id },
    { key: 'name', heading: columns.site, value: ({ site }) => site.name, draw: drawSite },
    { key: 'address', value: ({ site }) => site.address },
    {
      ...{ key: 'state', heading: columns.state, value: ({ state }) => state },
      draw: ({ state, code }) =>
        markup`${states[state] ?? state}${code !== null && markup` <small>${code}</small>`}`,
    },
    time('started', columns.started, ({ started_at }) => started_at),
    time('succeeded', columns.succeeded, ({ succeeded_at }) => succeeded_at),
    { key: 'found', heading: columns.found, value: ({ found }) => found },
    ...(['asked', 'changed', 'hijacked', 'code'] as const).map(
      (key): Column<CrawlState> => ({
        ...{ key, value: (state) => state[key] },
      }),
    ),
    time('next', columns.next, ({ next_at, is_paused }) => (is_paused === 1 ? null : next_at)),
    { key: 'schedule', value: ({ site }) => site.schedule },
  ];
}

const drawSite = ({ site: { name, address } }: CrawlState): Markup =>
  markup`${name} <small>${drawAddress(address, address)}</small>`;
