/** A misread figure as a page for `test/cases/`: it shows the misreading, and expects what was said to be printed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import type { ReportRecord } from '#records/record.js';
import { parseCase } from '../cases/case-file.js';
import { openTestSite, sampleOf, type TestSite } from './site.js';

const engines = loadEngines();

describe('of what was found misread', () => {
  let site: TestSite;
  beforeAll(async () => {
    const names = ['row-sum-2023.docx', 'statement-2024.html', 'misprint-2020.txt', 'blank-totals-2022.pdf'];
    site = await openTestSite(names.map(sampleOf));
  });
  afterAll(() => site.close());

  test.each(['docx', 'html', 'pdf'])(
    'a %s document is an input that is read as the document was',
    async (format) => {
      const row = await site.store.db
        .selectFrom('review_items')
        .innerJoin('anomalies', 'anomalies.id', 'anomaly_id')
        .innerJoin('results', 'results.id', 'anomalies.result_id')
        .select(['anomaly_id', 'fields'])
        .where('results.format', '=', format)
        .where('fields', '!=', '[]')
        .orderBy('weight')
        .executeTakeFirstOrThrow();
      const address = `/anomalies/${row.anomaly_id}/case.md`;
      expect((await site.get(address)).status).toBe(404);
      const decision = {
        anomaly: row.anomaly_id,
        verdict: 'misread',
        edits: [{ field: JSON.parse(row.fields)[0], to: '4711' }],
      };
      expect(await site.decide({ ...decision, reason: '```\n# 一' })).toBe(204);
      const { input, expectations, why } = parseCase((await site.get(address)).text);
      const [field] = JSON.parse(row.fields);
      expect(expectations).toEqual([`figure ${field} = 4711`]);
      expect(why).toContain("''' # 一");
      const made = (await processDocument(input, { name: 'x', language: 'en' }, engines)) as ReportRecord;
      const { value } = made.figures.find((one) => one.field === field) ?? {};
      const stored = await site.store.db
        .selectFrom('report_figures')
        .innerJoin('review_items', 'review_items.report_id', 'report_figures.report_id')
        .select('value')
        .where('field', '=', field)
        .where('anomaly_id', '=', row.anomaly_id)
        .executeTakeFirstOrThrow();
      expect(value).toBe(stored.value);
    },
  );
});
