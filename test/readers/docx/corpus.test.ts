/** The files of ../shared/corpus, where it is there: what is printed comes out, and both readings agree. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findTables, type Table, tableToGrid } from '#model/document.js';
import { corpus, isThere, readCorpus, readExpected } from '../../corpus/folder.js';
import { skipUnless } from '../../skip-unless.js';
import { outline, readBytes, readBytesAgain } from './fixture.js';

const documents = isThere
  ? ['derived', 'other', 'torture'].flatMap((folder) =>
      readdirSync(join(corpus, folder))
        .filter((name) => name.endsWith('.docx'))
        .map((name) => `${folder}/${name}`),
    )
  : [];

const withoutBlanks = (table: Table): (string | undefined)[][] =>
  tableToGrid(table).map((row) => row.map((cell) => cell?.text.replace(/\s+/g, '')));

skipUnless(isThere, 'the corpus is not beside this checkout: nothing to compare with');

describe.each(documents.map((path) => [basename(path), path]))('%s', (_, path) => {
  test('has the same grids in both readings', async () => {
    const [first, second] = [await readBytes(readCorpus(path)), await readBytesAgain(readCorpus(path))];
    expect([...findTables(first.document.blocks)].map(withoutBlanks)).toEqual(
      [...findTables(second.document.blocks)].map(withoutBlanks),
    );
  });

  test('has the same text in every cell at a second look', async () => {
    const reading = await readBytes(readCorpus(path));
    for (const table of findTables(reading.document.blocks))
      for (const cell of table.cells) expect(reading.confirm(cell.at)).toBe(cell.text);
  });
});

test.runIf(isThere)(
  'every figure printed in a real report is in its tables, as often as it is printed',
  async () => {
    const { figures } = readExpected('huaian-2024.pdf');
    const { document } = await readBytes(readCorpus('derived/huaian-2024.docx'));
    const numbers = [...findTables(document.blocks)].flatMap(({ cells }) => cells.map((cell) => cell.text));
    const printed = numbers.filter((text) => /^[\d.,]+$/.test(text)).sort();
    expect(printed).toEqual(
      Object.values(figures)
        .filter((text) => /^[\d.,]+$/.test(text))
        .sort(),
    );
  },
);

test.runIf(isThere)('numbers of headings are rebuilt, also after a skipped level', async () => {
  const { document } = await readBytes(readCorpus('torture/docling__unit_test_headers_numbered.docx'));
  const headings = outline(
    document.blocks.filter((block) => block.kind === 'paragraph' && block.headingLevel),
  );
  expect(headings.slice(0, 7)).toEqual([
    '1. Section 1',
    '1.1. Section 1.1',
    '1.2. Section 1.2',
    '1.2.1. Section 1.2.3',
    '2. Section 2',
    '2.1.1. Section 2.1.1',
    '2.2. Section 2.1',
  ]);
});
