/** Tables outside the known forms stand whole in the record: every row a person read is there. */
import { expect, test } from 'vitest';
import { tableToGrid } from '#model/document.js';
import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import { squeeze } from '#text/fold.js';
import { skipUnless } from '../skip-unless.js';
import { isThere, readCorpus, readExpected } from './folder.js';

skipUnless(isThere, 'the corpus is not beside this checkout: no tables to find');

test.runIf(isThere).each(['reports/pingtan-2018.html', 'derived/pingtan-2018.docx'])('%s', async (file) => {
  const { other_tables: tables = {} } = readExpected('pingtan-2018.html');
  const record = await processDocument(readCorpus(file), { name: file }, loadEngines());
  if ('failure' in record) throw new Error(record.failure.code);
  const lines = record.tables.flatMap((table) =>
    tableToGrid(table).map((row) => row.map((cell) => squeeze(cell?.text ?? '')).join('|')),
  );
  expect(tables).not.toEqual({});
  for (const rows of Object.values(tables))
    for (const [label, values] of Object.entries(rows)) {
      const line = [label.replace(/ #\d+$/, ''), ...Object.values(values)].map(squeeze).join('|');
      expect(lines).toContain(line);
    }
});
