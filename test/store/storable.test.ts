import { expect, test } from 'vitest';
import { recordToRows } from '#store/result-rows.js';
import { Store } from '#store/store.js';
import { recordOf, saveRecords } from '../export/export-cases.js';
import { newFolder } from '../jobs/import-cases.js';

test('texts that no program could read again are stored so that every program can', async () => {
  const record = await recordOf('html', 1);
  const [first, ...others] = record.figures;
  const odd = { ...record, figures: [{ ...first!, raw: '1\ud800\0' }, ...others] };
  const rows = recordToRows(odd);
  expect(JSON.parse(rows.figures)[0][3]).toBe('1\ufffd\ufffd');
  const store = await Store.open(newFolder());
  await saveRecords(store, [odd]);
  const raws = await store.db.selectFrom('figures').select('raw').where('raw', 'like', '%\ufffd').execute();
  expect(raws).toEqual([{ raw: '1\ufffd\ufffd' }]);
  await store.close();
});
