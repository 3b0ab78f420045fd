/** `gouji crawl`: which sites are crawled, how, and what came of it. */
import type { Settings } from '#config/settings.js';
import { canonicalAddress } from '#crawl/canonical-address.js';
import { findNextTime } from '#crawl/schedule.js';
import { nextTime } from '#jobs/crawl-schedule.js';
import { parseRemark } from '#jobs/run-remark.js';
import { countNewDocuments } from '#store/crawl-responses.js';
import { addSite, type CrawlSite, listSites, pauseSite, removeSite } from '#store/crawl-sites.js';
import { listMissing } from '#store/missing-reports.js';
import type { Store } from '#store/store.js';
import { withStore } from './open-store.js';
import { UsageError } from './usage-error.js';

type Print = (text: string) => void;

export interface AddCommand {
  readonly name?: string;
  readonly cron?: string;
  readonly timeZone: string;
  readonly scope: 'path' | 'site';
  /** Seconds. */
  readonly pause: number;
  readonly mostPages: number;
  /** Why certificates of its host need not verify. */
  readonly tlsException?: string;
}

/** Throws a UsageError where it is no address, or one that is crawled already. */
export async function addToCrawl(
  settings: Settings,
  given: string,
  command: AddCommand,
  print: Print,
): Promise<void> {
  const { name, cron, timeZone, scope, pause, mostPages, tlsException = null } = command;
  const address = canonicalAddress(given);
  if (!address) throw new UsageError(`no address of a page: ${given}`);
  const nextAt = cron === undefined ? undefined : findNextTime(cron, timeZone, new Date());
  if (cron !== undefined && !nextAt) throw new UsageError(`no time is meant by '${cron}' in ${timeZone}`);
  await withStore(settings, {}, async (store) => {
    const site = await addSite(
      store,
      {
        ...{ address, name: name ?? new URL(address).hostname, schedule: cron ?? null, timeZone, scope },
        ...{ pause: 1000 * pause, mostPages, tlsException, nextAt: nextAt?.toISOString() ?? null },
      },
      new Date().toISOString(),
    );
    if (!site) throw new UsageError(`is crawled already: ${address}`);
    print(`site ${site.id}: ${address}${nextAt ? `, first on ${site.next_at}` : ''}`);
  });
}

export interface SiteLine {
  readonly site: number;
  readonly name: string;
  readonly address: string;
  readonly state: string;
  /** The number of the latest one. */
  readonly run: number | null;
  readonly next: string | null;
  readonly lastSuccess: string | null;
  /** Documents that were not there before, in all its runs. */
  readonly found: number;
  /** When something new last came; when it was added, where nothing ever did. */
  readonly silentSince: string;
  /** Why certificates of its host need not verify; null where they must. */
  readonly tlsException: string | null;
  /** Of the latest run. */
  readonly remark: unknown;
}

export async function listCrawled(settings: Settings, format: 'text' | 'jsonl', print: Print): Promise<void> {
  await withStore(settings, {}, async (store) => {
    const found = await countNewDocuments(store);
    const lines = (await listSites(store)).map((site) => siteToLine(site, found.get(site.id) ?? 0));
    if (format === 'jsonl') for (const line of lines) print(JSON.stringify(line));
    else print([header, ...lines.map(lineToRow)].join('\n'));
  });
}

/** Its runs that have begun go on. */
export async function pauseCrawl(settings: Settings, given: string, isPaused: boolean): Promise<void> {
  await withStore(settings, {}, async (store) => {
    const site = await expectSite(store, given);
    await pauseSite(store, site.id, isPaused, isPaused ? null : nextTime(site, new Date()));
  });
}

/** What it gave stays. */
export async function removeFromCrawl(settings: Settings, given: string): Promise<void> {
  await withStore(settings, {}, async (store) => removeSite(store, (await expectSite(store, given)).id));
}

export async function tellMissing(
  settings: Settings,
  { year, format }: { readonly year: number; readonly format: 'text' | 'jsonl' },
  print: Print,
): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  await withStore(settings, {}, async (store) => {
    for (const missing of await listMissing(store, year)) {
      const isOverdue = missing.deadline < today;
      const { agency, deadline, lastYear, divisionCode } = missing;
      print(
        format === 'jsonl'
          ? JSON.stringify({ year, ...missing, isOverdue })
          : [deadline, isOverdue ? 'overdue' : 'open   ', lastYear, divisionCode ?? '      ', agency].join(
              '  ',
            ),
      );
    }
  });
}

/** By its number, its address or its name; throws a UsageError. */
export async function expectSite(store: Store, given: string): Promise<CrawlSite> {
  const address = canonicalAddress(given);
  const sites = await listSites(store);
  const found = sites.filter(
    (site) => String(site.id) === given || site.address === address || site.name === given,
  );
  const [site] = found;
  if (!site) throw new UsageError(`no such site: ${given}`);
  if (found.length > 1) throw new UsageError(`several sites are called ${given}: give the number`);
  return site;
}

function siteToLine(site: CrawlSite, found: number): SiteLine {
  const remark = parseRemark(site.remark);
  const isRunning = site.run !== null && site.ended_at === null;
  return {
    ...{ site: site.id, name: site.name, address: site.address, next: site.next_at },
    run: site.run,
    state: isRunning ? 'running' : site.is_paused === 1 ? 'paused' : (remark?.end ?? 'new'),
    ...{ lastSuccess: site.succeeded_at, found, silentSince: site.found_at ?? site.created_at },
    tlsException: site.tls_exception,
    remark: remark ?? null,
  };
}

const toRow = (cells: readonly string[]): string =>
  cells.map((cell, index) => cell.padEnd([5, 13, 18, 18, 18, 7, 0][index] ?? 0)).join('');

const header = toRow(['site', 'state', 'last success', 'silent since', 'next', 'found', 'name']);

const toMinute = (time: string | null): string => time?.slice(0, 16) ?? '-';

const lineToRow = ({ site, state, next, found, name, address, ...line }: SiteLine): string =>
  toRow([
    ...[String(site), state, toMinute(line.lastSuccess), toMinute(line.silentSince), toMinute(next)],
    ...[String(found), `${name}  ${address}`],
    ...(line.tlsException === null ? [] : [`  TLS exception: ${line.tlsException}`]),
  ]);
