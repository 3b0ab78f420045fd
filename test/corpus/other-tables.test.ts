/** Tables outside the known forms stand whole in the record: every row a person read is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadEngines } from '#cli/engines.js';
import { tableToGrid } from '#model/document.js';
import { processDocument } from '#pipeline/process-document.js';
import { squeeze } from '#text/fold.js';
import { corpus, isThere } from './folder.js';

/** Label → column → value; a label that stands twice has its row's number behind `#`. */
type Rows = Readonly<Record<string, Readonly<Record<string, string>>>>;

test.runIf(!isThere)('the corpus is not beside this checkout: no tables to find', () => {
  expect(isThere).toBe(false);
});

test.runIf(isThere).each(['reports/pingtan-2018.html', 'derived/pingtan-2018.docx'])('%s', async (file) => {
  const page: { other_tables: Readonly<Record<string, Rows>> } = JSON.parse(
    readFileSync(join(corpus, 'expected/pingtan-2018.html.json'), 'utf8'),
  );
  const record = await processDocument(readFileSync(join(corpus, file)), { name: file }, loadEngines());
  if ('failure' in record) throw new Error(record.failure.code);
  const lines = record.tables.flatMap((table) =>
    tableToGrid(table).map((row) => row.map((cell) => squeeze(cell?.text ?? '')).join('|')),
  );
  for (const rows of Object.values(page.other_tables))
    for (const [label, values] of Object.entries(rows)) {
      const line = [label.replace(/ #\d+$/, ''), ...Object.values(values)].map(squeeze).join('|');
      expect(lines).toContain(line);
    }
});
