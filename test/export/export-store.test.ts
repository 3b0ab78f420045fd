import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type ExportOptions, exportFormats, exportStore } from '#export/export-store.js';
import type { ExportManifest } from '#export/manifest.js';
import { readDocuments } from '#export/read-documents.js';
import { type ColumnType, columnsOf, tableNames } from '#export/tables.js';
import { type Place, placeToText } from '#model/place.js';
import type { ReportRecord } from '#records/record.js';
import { Store } from '#store/store.js';
import { makeCase } from '../generator/case.js';
import { inputOf, newFolder, runImport } from '../jobs/import-cases.js';
import { asOther, csvRows, engine, jsonlRows, recordOf, saveRecords } from './export-cases.js';

const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function openStore(folder = newFolder(), readOnly = false): Promise<Store> {
  const store = await Store.open(folder, { readOnly });
  stores.push(store);
  return store;
}

async function exportTo(store: Store, options: Partial<ExportOptions> = {}): Promise<string> {
  const folder = newFolder();
  await exportStore(store, { format: 'jsonl', bom: false, folder, ...options });
  return folder;
}

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

const formats = ['html', 'docx', 'text'] as const;
const records = await Promise.all(
  formats.flatMap((format) => [1, 2, 3].map((seed) => recordOf(format, seed))),
);
const [first, second] = records as [ReportRecord, ReportRecord];
/** Nobody can tell whose report it is. */
const nameless = asOther({ ...first, report: { ...first.report, agency: null } }, 'nameless.html');
const { figures: _, ...failed } = { ...first, failure: { code: 'corrupt' } as const };
const all = [...records, nameless];

describe('an export of imported reports', () => {
  test('is the same to the byte, whatever the order of the import', async () => {
    const cases = await Promise.all(
      formats.flatMap((format) => [1, 2, 3].map((seed) => makeCase(format, seed))),
    );
    const inputs = [
      ...cases.map(({ name, bytes }) => inputOf(`/in/${name}`, bytes)),
      inputOf('/in/note.html', '<html><body><p>关于召开会议的通知</p></body></html>'),
      inputOf('/in/broken.pdf', '%PDF-1.4 and nothing else'),
    ];
    const orders = [inputs, [...inputs].reverse(), [...inputs.slice(5), ...inputs.slice(0, 5)]];
    const exports: Record<string, string>[] = [];
    for (const order of orders) {
      const store = await openStore();
      for (const part of [order.slice(0, 4), order.slice(4)]) await runImport(store, part, { jobs: 2 });
      const folders = [await exportTo(store), await exportTo(store, { format: 'csv' })];
      exports.push(Object.assign({}, ...folders.map((folder, index) => prefixed(filesOf(folder), index))));
    }
    expect(Object.keys(exports[0] ?? {})).toHaveLength(2 * (tableNames.length + 1));
    for (const other of exports.slice(1)) expect(other).toEqual(exports[0]);
  });

  test('holds every figure of every record, in form order, as it is', async () => {
    const store = await openStore();
    await saveRecords(store, all);
    const rows = jsonlRows(await exportTo(store), 'figures');
    for (const { document, figures } of all)
      expect(rows.filter(({ sha256 }) => sha256 === document.sha256).map(toFigure)).toEqual(figures);
    expect(rows).toHaveLength(all.reduce((sum, { figures }) => sum + figures.length, 0));
  });

  test('holds every anomaly and every statement of every record', async () => {
    const store = await openStore();
    await saveRecords(store, all);
    const folder = await exportTo(store);
    for (const { document, anomalies, statements } of all) {
      const rowsOf = (table: string) =>
        jsonlRows(folder, table).filter(({ sha256 }) => sha256 === document.sha256);
      expect(rowsOf('anomalies').map(toAnomaly).sort(byText)).toEqual([...anomalies].sort(byText));
      expect(rowsOf('statements').map(toStatement).sort(byText)).toEqual([...statements].sort(byText));
    }
    expect(jsonlRows(folder, 'anomalies').length).toBeGreaterThan(0);
    expect(jsonlRows(folder, 'statements').length).toBeGreaterThan(0);
  });

  test('has a row a report, a row a document, and says which copy is the main one', async () => {
    const store = await openStore();
    // Fictional places have no code of their own.
    const manifest = { said: 'list', divisionCode: '320100' };
    await saveRecords(store, [...all, asOther({ ...second }, 'again.html')], { manifest });
    await saveRecords(store, [{ ...failed, document: { ...failed.document, sha256: 'f'.repeat(64) } }]);
    const folder = await exportTo(store);
    const reports = jsonlRows(folder, 'reports');
    expect(reports.map(({ agency_key, year }) => `${agency_key} ${year}`)).toEqual(
      [...new Set(records.map(({ report }) => `320100:${report.agency?.name} ${report.year}`))].sort(),
    );
    expect(reports.map(({ copies }) => copies).sort()).toEqual([3, 3, 4]);
    const documents = jsonlRows(folder, 'documents');
    expect(documents).toHaveLength(all.length + 2);
    const mains = documents.filter(({ is_main }) => is_main).map(({ sha256 }) => sha256);
    expect(mains).toEqual(reports.map(({ sha256 }) => sha256));
    expect(
      documents.slice(-2).map(({ agency_key, outcome, failure_code }) => [agency_key, outcome, failure_code]),
    ).toEqual(
      [...[nameless.document.sha256, 'f'.repeat(64)]]
        .sort()
        .map((sha256) =>
          sha256 === nameless.document.sha256 ? [null, 'report', null] : [null, 'failure', 'corrupt'],
        ),
    );
  });

  test('names the engines and the hash of every file, and no time', async () => {
    const store = await openStore();
    await saveRecords(store, records);
    for (const format of exportFormats) {
      const folder = await exportTo(store, { format });
      const files = filesOf(folder);
      const manifest = JSON.parse(files['export.json'] ?? '') as ExportManifest;
      expect(manifest.files.map(({ name }) => name).sort()).toEqual(
        Object.keys(files)
          .filter((name) => name !== 'export.json')
          .sort(),
      );
      for (const { name, sha256, bytes, rows, table } of manifest.files) {
        const content = readFileSync(join(folder, name));
        expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
        expect(bytes).toBe(content.length);
        expect(rows).toBe((format === 'csv' ? csvRows : jsonlRows)(folder, table).length);
      }
      expect(manifest.engines).toEqual([{ engine_version: first.engine.version, ...engine, documents: 9 }]);
    }
  });

  test('of an empty store has headers and no rows', async () => {
    const folder = await exportTo(await openStore(), { format: 'csv' });
    for (const table of tableNames)
      expect(readFileSync(join(folder, `${table}.csv`), 'utf8')).toBe(
        `${columnsOf(table)
          .map(([name]) => name)
          .join(',')}\n`,
      );
  });
});

describe('CSV', () => {
  test('says the same as JSONL, read by another program', async () => {
    const store = await openStore();
    await saveRecords(store, all);
    const [lines, cells] = [await exportTo(store), await exportTo(store, { format: 'csv', bom: true })];
    expect(readFileSync(join(cells, 'figures.csv')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    for (const table of tableNames) {
      const columns = columnsOf(table);
      expect(csvRows(cells, table).map(withoutGuards)).toEqual(
        jsonlRows(lines, table).map((row) =>
          Object.fromEntries(columns.map(([name, type]) => [name, toText[type](row[name as string])])),
        ),
      );
    }
  });

  test('holds nothing that a spreadsheet takes for a formula, but negative numbers', async () => {
    const raws = ['=1+1', '+1', '-3', '@SUM(A1)', '\t=1', '\r=1', '＝1', '=a,"b"\n=c'];
    const figures = first.figures.map((old, index) => ({
      ...old,
      raw: raws[index] ?? old.raw,
      unit: '=2',
      value: -5,
    }));
    const statements = first.statements.map((old) => ({ ...old, value: -5, sentence: '+1' }));
    const anomalies = first.anomalies.map((old) => ({ ...old, message: '=evil()' }));
    const report = {
      ...first.report,
      title: '=cmd|A0',
      agency: { ...first.report.agency!, name: '@agency' },
    };
    const store = await openStore();
    await saveRecords(store, [{ ...first, report, figures, anomalies, statements }], {
      location: '-location',
    });
    const folder = await exportTo(store, { format: 'csv' });
    for (const table of tableNames)
      for (const row of csvRows(folder, table))
        for (const [name, cell] of Object.entries(row))
          if (name.startsWith('value')) expect(cell).toBe('-5');
          else expect(cell, name).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(
      csvRows(folder, 'figures')
        .slice(0, raws.length)
        .map(({ raw }) => raw),
    ).toEqual(raws.map((raw) => `'${raw}`));
    expect(csvRows(folder, 'reports')[0]?.['title']).toBe("'=cmd|A0");
  });
});

describe('beside a running import', () => {
  test('an export sees what was stored, and nothing of an open transaction', async () => {
    const folder = newFolder();
    const writer = await openStore(folder);
    await saveRecords(writer, records.slice(0, 4));
    const reader = await openStore(folder, true);
    const before = filesOf(await exportTo(reader));
    await writer.change(async (tx) => {
      await tx.deleteFrom('figures').execute();
      await tx.updateTable('results').set({ agency: 'another' }).execute();
      expect(filesOf(await exportTo(reader))).toEqual(before);
      await tx.insertInto('fields').values({ path: 'not.a.field' }).execute();
    });
    expect(filesOf(await exportTo(reader))).not.toEqual(before);
  });

  test('an export is of one moment, though documents are stored again while it goes', async () => {
    const folder = newFolder();
    const writer = await openStore(folder);
    const many = Array.from({ length: 40 }, (_, index) => asOther(first, `copy-${index}.html`));
    await saveRecords(writer, many);
    const reader = await openStore(folder, true);
    const counts = await reader.read(async (snapshot) => {
      const seen: number[] = [];
      for await (const { figures } of readDocuments(snapshot)) {
        seen.push(figures.length);
        if (seen.length === 1)
          await saveRecords(writer, many, { engine: { reading: 'later', judging: 'later' } });
      }
      return seen;
    });
    expect(counts).toEqual(many.map(({ figures }) => figures.length));
  });

  test('a store that was opened to be read takes no change', async () => {
    const folder = newFolder();
    await openStore(folder);
    const reader = await openStore(folder, true);
    await expect(saveRecords(reader, [first])).rejects.toMatchObject({
      name: 'StoreError',
      code: 'not-writable',
    });
  });
});

describe('what the world does', () => {
  test('no store, and a file that is none, are said', async () => {
    await expect(openStore(newFolder(), true)).rejects.toMatchObject({
      name: 'StoreError',
      code: 'no-store',
    });
    for (const content of ['', 'not a database, whatever its name says '.repeat(50)]) {
      const folder = newFolder();
      writeFileSync(join(folder, 'gouji.sqlite'), content);
      await expect(openStore(folder, true)).rejects.toMatchObject({
        name: 'StoreError',
        code: 'not-a-store',
      });
    }
  });

  test('an export that fails leaves the one before, and nothing half written', async () => {
    const store = await openStore();
    await saveRecords(store, records.slice(0, 2));
    const folder = await exportTo(store);
    const before = filesOf(folder);
    await store.db.updateTable('anomalies').set({ data: '{"cut off' }).execute();
    await expect(exportStore(store, { format: 'jsonl', bom: false, folder })).rejects.toMatchObject({
      ...{ name: 'StoreError', code: 'not-a-store' },
    });
    expect(filesOf(folder)).toEqual(before);
  });

  test('a place that is no folder, or is taken, is said', async () => {
    const store = await openStore();
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'taken', 'figures.csv', 'deeper'), { recursive: true });
    const exportInto = (out: string) => exportTo(store, { format: 'csv', folder: join(folder, out) });
    await expect(exportInto('file')).rejects.toMatchObject({ name: 'ExportError', code: 'not-a-folder' });
    await expect(exportInto('file/below')).rejects.toMatchObject({
      name: 'ExportError',
      code: 'not-a-folder',
    });
    await expect(exportInto('taken')).rejects.toMatchObject({ name: 'ExportError', code: 'not-writable' });
    expect(readdirSync(join(folder, 'taken')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

const prefixed = (files: Record<string, string>, index: number): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${index}/${name}`, text]));

type Row = Readonly<Record<string, unknown>>;

const pick = (row: Row, ...names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name]]));
const toFigure = (row: Row) => pick(row, 'field', 'state', 'value', 'raw', 'unit', 'at');
const toAnomaly = ({ repairs, ...row }: Row) => ({
  ...pick(row, 'code', 'rule', 'severity', 'kind', 'fields', 'message', 'data', 'at', 'fingerprint'),
  ...(repairs === null ? {} : { repairs }),
});
const toStatement = ({ stated_year: year, stated_scope: scope, ...row }: Row) => ({
  ...pick(row, 'slot', 'value', 'unit', 'approximate', 'raw', 'sentence', 'at'),
  ...{ year, scope },
});

const sortable = (value: unknown): string =>
  JSON.stringify(Object.entries(value as Row).sort(([one], [other]) => (one < other ? -1 : 1)));
const byText = (one: unknown, other: unknown): number => (sortable(one) < sortable(other) ? -1 : 1);

/** How a value of JSONL reads in CSV, by the type of its column. */
const toText: Readonly<Record<ColumnType, (value: unknown) => string>> = {
  text: (value) => String(value ?? ''),
  number: (value) => String(value ?? ''),
  boolean: (value) => String(value),
  place: (value) => (value === null ? '' : placeToText(value as Place)),
  places: (value) => (value as Place[]).map(placeToText).join('; '),
  list: (value) => (value as string[]).join(' '),
  json: (value) => (value === null ? '' : JSON.stringify(value)),
};

const withoutGuards = (row: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [name, cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')]),
  );
