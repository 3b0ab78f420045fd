/** Addresses wait for their hosts, and nobody else waits with them. Hosts under `.test` are this machine. */
import type { RequestListener } from 'node:http';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Fetcher } from '#fetch/fetcher.js';
import type { IngestFailure, IngestInput } from '#jobs/ingest-input.js';
import type { Ending } from '#jobs/intake.js';
import { OpenWork } from '#jobs/open-work.js';
import { toIngestInput } from '#jobs/to-ingest-input.js';
import type { Store } from '#store/store.js';
import { openFetcher, openSite, type Site } from '../fetch/local-site.js';
import { dumpStore } from '../store/dump-store.js';
import { inputOf, runImport } from './import-cases.js';
import { newStore } from './new-store.js';

const toPage = (text: string): string => `<html><body><p>${text}</p></body></html>`;
const paths = (count: number): string[] => Array.from({ length: count }, (_, index) => `/${index}`);
const files = [1, 2, 3].map((number) => inputOf(`/in/${number}.html`, toPage(`file ${number}`)));

/** Every page of every host is another one. */
const servePage: RequestListener = ({ headers, url }, response) =>
  void response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(toPage(`${headers.host?.split(':')[0]} ${url}`));

/** `answer` is asked for all pages; robots.txt is not there. */
async function openHosts(answer: RequestListener): Promise<Hosts> {
  const site = await openSite(Object.fromEntries(paths(40).map((path) => [path, answer])));
  const toInputs = (fetcher: Fetcher, host: string, count: number): (IngestInput | IngestFailure)[] =>
    paths(count).map((path) => {
      const location = site.at(path, host);
      return toIngestInput({ kind: 'address', location, name: path }, fetcher);
    });
  const fetcher = openFetcher([site.port]);
  return { site, of: (host, count) => toInputs(fetcher, host, count), toInputs };
}

interface Hosts {
  readonly site: Site;
  /** The first pages of a host as inputs. */
  readonly of: (host: string, count: number) => (IngestInput | IngestFailure)[];
  readonly toInputs: (fetcher: Fetcher, host: string, count: number) => (IngestInput | IngestFailure)[];
}

const pagesOf = ({ visits }: Site, host: string): string[] =>
  visits
    .filter((visit) => visit.host.startsWith(host) && visit.path !== '/robots.txt')
    .map(({ path }) => path);

const hostOf = ({ location }: Ending): string => /\/\/([^:/]+)/.exec(location)?.[1] ?? 'file';

test('a slow host holds up neither other hosts nor files behind it', async () => {
  let othersDone = (): void => undefined;
  const afterOthers = new Promise<void>((resolve) => {
    othersDone = resolve;
  });
  const { site, of } = await openHosts(async (request, response) => {
    if (request.headers.host?.startsWith('slow.test')) await afterOthers;
    servePage(request, response);
  });
  const endings: Ending[] = [];
  const onEnd = (ending: Ending): void => {
    endings.push(ending);
    if (endings.length === 13) othersDone();
  };
  await runImport(await newStore(), [...of('slow.test', 40), ...of('quick.test', 10), ...files], { onEnd });
  expect(endings.map(({ code }) => code)).toEqual(Array(53).fill('not-a-report'));
  expect(new Set(endings.slice(0, 13).map(hostOf))).toEqual(new Set(['quick.test', 'file']));
  expect(pagesOf(site, 'slow.test')).toEqual(paths(40));
  expect(pagesOf(site, 'quick.test')).toEqual(paths(10));
});

test('a host that wishes to be left alone for an hour holds up nobody, and the next run asks it again', async () => {
  const hour = 3600;
  let isBusy = true;
  const { site, of, toInputs } = await openHosts((request, response) => {
    if (isBusy && request.headers.host?.startsWith('busy.test'))
      response.writeHead(429, { 'retry-after': `${hour}` }).end();
    else servePage(request, response);
  });
  const politeness = { delayMilliseconds: 0, longestDelayMilliseconds: 1000 * hour };
  const patient = openFetcher([site.port], { politeness });
  const [store, end] = [await newStore(), new AbortController()];
  const endings: Ending[] = [];
  const onEnd = (ending: Ending): void => {
    endings.push(ending);
    if (endings.length < 1 + 10 + files.length) return;
    end.abort();
    patient.close();
  };
  const others = [...toInputs(patient, 'quick.test', 10), ...files];
  await runImport(store, [...toInputs(patient, 'busy.test', 40), ...others], { onEnd, signal: end.signal });
  expect(endings.filter((ending) => hostOf(ending) === 'busy.test')).toMatchObject([
    { outcome: 'unread', code: 'http-error' },
  ]);
  expect(pagesOf(site, 'busy.test')).toEqual(['/0']);

  isBusy = false;
  const { outcomes } = await runImport(store, [...of('busy.test', 10), ...of('quick.test', 10), ...files]);
  expect(outcomes.filter((line) => line.includes(' unchanged'))).toHaveLength(10 + files.length);
  expect(pagesOf(site, 'busy.test')).toEqual(['/0', ...paths(10)]);
  const failures = await store.db.selectFrom('failures').select('code').distinct().execute();
  expect(failures).toEqual([{ code: 'not-a-report' }]);
});

test('what a list names twice is fetched once', async () => {
  const { site, of } = await openHosts(servePage);
  const { outcomes } = await runImport(await newStore(), [...of('one.test', 3), ...of('one.test', 3)]);
  expect(outcomes.map((line) => line.split(' ')[1])).toEqual([
    'failed',
    'unchanged',
    'failed',
    'unchanged',
    'failed',
    'unchanged',
  ]);
  expect(pagesOf(site, 'one.test')).toEqual(paths(3));
});

test('in any order of the list the store is the same', async () => {
  const { of } = await openHosts(servePage);
  const given = [...of('one.test', 5), ...files, ...of('two.test', 5), ...of('three.test', 1)];
  const [one, other] = [await newStore(), await newStore()];
  await runImport(one, given);
  await runImport(other, [...given].reverse());
  expect(await dumpStore(other)).toEqual(await dumpStore(one));
});

describe('a store that takes no more ends the import', () => {
  async function newFullStore(): Promise<Store> {
    const store = await newStore();
    await sql`create trigger full before insert on sources
      begin select raise(abort, 'this store takes no more'); end`.execute(store.db);
    return store;
  }

  test('while a host does not answer and others wait', async () => {
    const { of } = await openHosts(() => undefined);
    const given = [...of('silent.test', 40), ...files];
    await expect(runImport(await newFullStore(), given)).rejects.toThrow('takes no more');
  });

  test('while its listing waits for more', async () => {
    async function* silent(): AsyncGenerator<IngestInput> {
      yield* files;
      await new Promise(() => undefined);
    }
    await expect(runImport(await newFullStore(), silent())).rejects.toThrow('takes no more');
  });
});

test('the listing waits where a hundred thousand addresses wait', async () => {
  const end = new AbortController();
  const work = new OpenWork(1, end.signal);
  const ends: (() => void)[] = [];
  const begin = (): Promise<void> => new Promise((resolve) => ends.push(resolve));
  for (let count = 0; count < 100_000; count++) await work.startInTurn('one.test', begin);
  let isThrough = false;
  const through = work.startInTurn('one.test', begin).then(() => {
    isThrough = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect([isThrough, ends.length]).toEqual([false, 1]);
  ends[0]?.();
  await through;
  expect(ends).toHaveLength(2);
  end.abort();
  ends[1]?.();
  await work.end();
  expect(ends).toHaveLength(2);
});
