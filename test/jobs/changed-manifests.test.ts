/** Manifests that say something else than before, of a document or of its charset: what the last one said holds. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Fetcher } from '#fetch/fetcher.js';
import { listInputs } from '#inputs/list-inputs.js';
import { toIngestInput } from '#jobs/to-ingest-input.js';
import type { Store } from '#store/store.js';
import { openFetcher, openSite } from '../fetch/local-site.js';
import { makeCase } from '../generator/case.js';
import { dumpStore } from '../store/dump-store.js';
import { newFolder, runImport } from './import-cases.js';
import { newStore } from './new-store.js';

/** What is given lists files only, unless there is a fetcher. */
async function importGiven(store: Store, given: readonly string[], fetcher?: Fetcher): Promise<string[]> {
  const inputs = [];
  for await (const input of listInputs(given))
    inputs.push(
      toIngestInput(input, fetcher ?? { fetchDocument: () => Promise.reject(new Error('no network')) }),
    );
  return (await runImport(store, inputs)).endings.map(({ outcome, code }) =>
    `${outcome} ${code ?? ''}`.trim(),
  );
}

const reportsOf = ({ db }: Store) =>
  db
    .selectFrom('reports')
    .select(['agency_key', 'agency', 'division_code', 'level', 'year'])
    .orderBy('agency_key')
    .execute();

const contradictionsOf = ({ db }: Store) =>
  db.selectFrom('manifest_contradictions').select(['what', 'manifest', 'document']).orderBy('what').execute();

const saidOf = ({ db }: Store) =>
  db.selectFrom('sources').select(['agency', 'year', 'division_code', 'level', 'is_current']).execute();

/** Tables under a heading: of agency and year the document says what stands there, and nothing else. */
async function writeReport(folder: string, heading: string): Promise<void> {
  const { bytes } = await makeCase('html', 7, {
    layout: { encoding: 'utf-8', chrome: 'none', layoutTable: false },
  });
  const tables = Buffer.from(bytes)
    .toString()
    .match(/<table[\s\S]*?<\/table>/g);
  writeFileSync(
    join(folder, 'report.html'),
    `<html><body><h1>${heading}</h1>${tables?.join('')}</body></html>`,
  );
}

describe('two manifests that name one file', () => {
  const columns = 'path,agency,year,division_code,level\n';
  const one = `${columns}report.html,甲县财政局,2020,320924,县级\n`;
  const other = `${columns}report.html,乙区教育局,2022,110105,市级\n`;

  async function newLists(heading: string) {
    const folder = newFolder();
    await writeReport(folder, heading);
    const lists = [join(folder, 'one.csv'), join(folder, 'other.csv')] as const;
    writeFileSync(lists[0], one);
    writeFileSync(lists[1], other);
    return lists;
  }

  test('the later run holds, and the report follows it', async () => {
    const [one, other] = await newLists('政府信息公开工作年度报告');
    const [store, straight] = [await newStore(), await newStore()];
    expect(await importGiven(store, [one])).toEqual(['records']);
    const reports = await reportsOf(store);
    expect(await importGiven(store, [other])).toEqual(['known']);
    expect(await saidOf(store)).toEqual([
      { agency: '乙区教育局', year: 2022, division_code: '110105', level: 'prefecture', is_current: 1 },
    ]);
    await importGiven(straight, [other]);
    expect(await dumpStore(store)).toEqual(await dumpStore(straight));
    expect(await importGiven(store, [one])).toEqual(['known']);
    expect(await reportsOf(store)).toEqual(reports);
    expect(reports).toMatchObject([{ agency: '甲县财政局', year: 2020, division_code: '320924' }]);
  });

  test('in one run the later one holds', async () => {
    const [one, other] = await newLists('政府信息公开工作年度报告');
    const [store, straight] = [await newStore(), await newStore()];
    expect(await importGiven(store, [one, other])).toEqual(['records', 'known']);
    await importGiven(straight, [other]);
    expect(await dumpStore(store)).toEqual(await dumpStore(straight));
    expect(await importGiven(store, [other, one, other, one])).toEqual([
      'unchanged',
      'known',
      'known',
      'known',
    ]);
    expect(await saidOf(store)).toMatchObject([{ agency: '甲县财政局', year: 2020 }]);
  });

  test('a document that says itself whose it is keeps that, and the contradictions are shown', async () => {
    const [one, other] = await newLists('南京市鼓楼区人民政府2021年政府信息公开工作年度报告');
    const store = await newStore();
    await importGiven(store, [one]);
    const reports = await reportsOf(store);
    expect(reports).toMatchObject([{ year: 2021, division_code: '320106', level: 'county' }]);
    expect(await contradictionsOf(store)).toEqual([{ what: 'year', manifest: 2020, document: 2021 }]);
    await importGiven(store, [other]);
    expect(await reportsOf(store)).toEqual(reports);
    expect(await contradictionsOf(store)).toEqual([
      { what: 'level', manifest: 'prefecture', document: 'county' },
      { what: 'year', manifest: 2022, document: 2021 },
    ]);
  });
});

describe('a charset that changes', () => {
  const wrong = 'windows-1252';
  const resultsOf = async ({ db }: Store) =>
    (
      await db.selectFrom('results').select(['charset', 'outcome', 'is_current']).orderBy('charset').execute()
    ).map(({ charset, outcome, is_current }) => `${charset} ${outcome} ${is_current}`);
  const copiesOf = async ({ db }: Store) =>
    (await db.selectFrom('copies').select('charset').execute()).map(({ charset }) => charset);
  /** Those of the main copies. */
  const figuresOf = ({ db }: Store) =>
    db.selectFrom('report_figures').select(['field', 'state', 'value', 'raw']).orderBy('field').execute();
  const failuresOf = ({ db }: Store) => db.selectFrom('failures').select('code').execute();

  test.each(['utf-8', 'gb18030'] as const)('of a file in %s: the last one holds', async (encoding) => {
    const folder = newFolder();
    const { bytes } = await makeCase('html', 7, { layout: { encoding } });
    writeFileSync(join(folder, 'report.html'), bytes);
    const manifest = join(folder, 'list.csv');
    const say = (charset: string): void =>
      writeFileSync(manifest, `path,charset,division_code\nreport.html,${charset},320106\n`);
    const store = await newStore();

    say('gb18030');
    expect(await importGiven(store, [manifest])).toEqual(['records']);
    const figures = await figuresOf(store);
    expect(figures.filter(({ state }) => state === 'number').length).toBeGreaterThan(50);

    say('utf-8');
    expect(await importGiven(store, [manifest])).toEqual(['records']);
    expect(await figuresOf(store)).toEqual(figures);
    expect(await copiesOf(store)).toEqual(['utf-8']);

    say(wrong);
    expect(await importGiven(store, [manifest])).toEqual(['failed not-a-report']);
    expect(await copiesOf(store)).toEqual([]);
    expect(await reportsOf(store)).toEqual([]);
    expect(await failuresOf(store)).toEqual([{ code: 'not-a-report' }]);
    expect(await resultsOf(store)).toEqual(['gb18030 report 1', 'utf-8 report 1', `${wrong} failure 1`]);

    say('gbk');
    expect(await importGiven(store, [manifest])).toEqual(['records']);
    say('gb18030');
    expect(await importGiven(store, [manifest])).toEqual(['known']);
    expect(await figuresOf(store)).toEqual(figures);
    expect(await copiesOf(store)).toEqual(['gb18030']);
    expect(await failuresOf(store)).toEqual([]);
    expect(await importGiven(store, [manifest])).toEqual(['unchanged']);
  });

  test.each([
    ['of an address without one: it is asked again, and the last one holds', 'text/html', [wrong, 'gb18030']],
    ['of an address that has its own: that one holds', 'text/html; charset=gb2312', ['gbk', 'gbk']],
  ])('%s', async (_, type, charsets) => {
    const { bytes } = await makeCase('html', 7, { layout: { encoding: 'gb18030' } });
    const site = await openSite({
      '/report.html': (_, response) => void response.writeHead(200, { 'content-type': type }).end(bytes),
    });
    const fetcher = openFetcher([site.port]);
    const manifest = join(newFolder(), 'list.csv');
    const store = await newStore();
    const sayAndImport = async (charset: string): Promise<string[]> => {
      writeFileSync(manifest, `url,charset,division_code\n${site.at('/report.html')},${charset},320106\n`);
      return importGiven(store, [manifest], fetcher);
    };
    const asked = (): number => site.visits.filter(({ path }) => path === '/report.html').length;

    const [first, second] = charsets;
    await sayAndImport(wrong);
    expect((await resultsOf(store)).map((line) => line.split(' ')[0])).toEqual([first]);
    await sayAndImport('gb18030');
    expect(asked()).toBe(2);
    expect(await copiesOf(store)).toEqual([second]);
    const numbers = (await figuresOf(store)).filter(({ state }) => state === 'number');
    expect(numbers.length).toBeGreaterThan(50);
    expect(await sayAndImport('gb18030')).toEqual(['unchanged']);
    expect(asked()).toBe(2);
  });

  test('an address whose site has changed its header keeps what it was read with', async () => {
    const { bytes } = await makeCase('html', 7, { layout: { encoding: 'gb18030' } });
    let type = 'text/html; charset=gb18030';
    const site = await openSite({
      '/report.html': (_, response) => void response.writeHead(200, { 'content-type': type }).end(bytes),
    });
    const fetcher = openFetcher([site.port]);
    const store = await newStore();
    const given = [site.at('/report.html')];
    expect(await importGiven(store, given, fetcher)).toEqual(['records']);
    type = `text/html; charset=${wrong}`;
    expect(await importGiven(store, given, fetcher)).toEqual(['unchanged']);
    expect(await resultsOf(store)).toEqual(['gb18030 report 1']);
  });
});
