/** `docs/store.md`: the tables are those of a store, and every query on the page gives what it asks for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Store } from '#store/store.js';
import { root } from '../cli/run-gouji.js';
import { inputOf, newFolder, runImport } from '../jobs/import-cases.js';

const page = readFileSync(join(root, 'docs', 'store.md'), 'utf8');
/** Questions and what answers them; a question is what stands before the query, from the last query on. */
const queries = [...page.matchAll(/\n\n((?:(?!\n\n)[\s\S])+)\n\n```sql\n([\s\S]*?)```/g)].map(
  ([, question = '', query = '']) => [question.replaceAll('\n', ' ').trim(), query] as const,
);

type Row = Readonly<Record<string, unknown>>;
const ask = async ({ db }: Store, query: string): Promise<Row[]> =>
  (await sql.raw<Row>(query).execute(db)).rows;

const samples = join(root, 'samples');
const names = readdirSync(samples).filter((name) => /\.(html|docx|pdf|txt)$/.test(name));
const bytesOf = (name: string): Buffer => readFileSync(join(samples, name));
const clean = bytesOf('clean-2024.html').toString();
/** Says of the samples what a list of them would. */
const manifest = { said: 'list', divisionCode: '320100' };

let store: Store;
let single: Store;
beforeAll(async () => {
  store = await Store.open(newFolder());
  await runImport(store, [
    ...names.map((name) => inputOf(`/samples/${name}`, bytesOf(name), { manifest })),
    inputOf('/samples/another-copy.html', clean.replace('>25<', '>26<'), { manifest }),
    inputOf('/samples/clean-2023.html', clean.replaceAll('2024', '2023').replaceAll('2025', '2024'), {
      manifest,
    }),
  ]);
  single = await Store.open(newFolder());
  await runImport(single, [inputOf('/samples/clean-2024.html', clean)]);
});
afterAll(async () => {
  await store.close();
  await single.close();
});

describe('the tables', () => {
  test('are those of the store, with all their columns', async () => {
    const shown = Object.fromEntries(
      page
        .split(/^### /m)
        .slice(1)
        .map((section) => [/^`(\w+)`/.exec(section)?.[1], columnsIn(section)]),
    );
    const rows = await ask(
      store,
      `select m.name as "table", json_group_array(c.name) as columns
       from sqlite_master as m join pragma_table_info(m.name) as c
       where m.type in ('table', 'view') and m.name not like 'sqlite_%' group by m.name`,
    );
    const real = Object.fromEntries(
      rows.map((row) => [row['table'], JSON.parse(String(row['columns'])) as string[]]),
    );
    expect(shown).toEqual(real);
  });

  const columnsIn = (section: string): string[] =>
    [...section.matchAll(/^\| `(\w+)` \| \S/gm)].map((match) => match[1] ?? '');
});

describe('the questions', () => {
  test('are ten', () => {
    expect(queries).toHaveLength(10);
    expect(page.match(/```sql/g)).toHaveLength(10);
  });

  test.each(queries)('%s', async (_, query) => {
    const rows = await ask(store, query);
    expect(rows.length).toBeGreaterThan(0);
    for (const column of Object.keys(rows[0] ?? {}))
      expect(
        rows.some((row) => row[column] !== null),
        column,
      ).toBe(true);
  });

  const nothingToFind = /without the number|could not be read|most errors|different figures|gap|carried over/;
  test.each(queries.filter(([question]) => nothingToFind.test(question)))('nothing: %s', async (_, query) => {
    expect(await ask(single, query)).toEqual([]);
  });

  test('find what was put there', async () => {
    const answer = async (part: string): Promise<Row[]> =>
      ask(store, queries.find(([question]) => question.includes(part))?.[1] ?? '');
    expect(await answer('could not be read')).toMatchObject([
      { code: 'list-page', inputs: 1, for_example: '/samples/list-page.html' },
    ]);
    expect(await answer('different figures')).toMatchObject([
      {
        year: 2024,
        main_copy: expect.stringMatching(/^2[56]$/),
        other_copy: expect.stringMatching(/^2[56]$/),
      },
    ]);
    expect(await answer('gap')).toMatchObject([{ last_before: 2021, first_after: 2023 }]);
    expect(await answer('carried over')).toMatchObject([
      { year: 2024, carried_out_before: 11, carried_in: 18 },
    ]);
    expect(await answer('province')).toContainEqual(
      expect.objectContaining({ year: 2024, province: '32', reports: 2, applications: 69 + 914 }),
    );
  });
});
