/** One document through all stages: always a record or a failure, the same every time. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '#model/reading.js';
import { processDocument } from '#pipeline/process-document.js';
import { loadEngines } from '#processes/engines.js';
import type { ReportRecord } from '#records/record.js';
import { outputRecordSchema } from '#records/schema.js';
import { notationToBytes, printReport } from '../cases/carriers.js';
import { parseReport } from '../cases/notation.js';
import { makeCase } from '../generator/case.js';
import { docx, p, run, tbl, tc, tr } from '../readers/docx/fixture.js';

const engines = loadEngines();
const clean = 'row received.new 3\nrow results.granted 3\nrow results.total 3';
const recordOf = async (file: Uint8Array, context: object = {}): Promise<ReportRecord> => {
  const record = await processDocument(file, { name: 'x.html', ...context }, engines);
  if ('failure' in record) throw new Error(record.failure.code);
  return record;
};

describe('the second reading', () => {
  test('is not asked without a cause', async () => {
    expect((await recordOf(notationToBytes(clean))).engine.reading).toBe('cheerio');
  });

  test.each([
    ['a relation fails', 'row received.new 3'],
    ['a label is matched only by likeness', 'label results.denied.enforcement_case_files 7.属于行政法案卷'],
    ['a row is missing', 'without row results.denied.enforcement_case_files'],
    ['a cell holds no number', 'row proactive.licensing 详见附件'],
    ['a count is negative', 'row proactive.penalty -5'],
    ['a row is added', 'extra row after results.denied.administrative_inquiry 小计 0 0 0 0 0 0 0'],
    ['two cells claim one figure', 'again results.denied.internal_affairs 5'],
  ])('is asked when %s', async (_, report) => {
    expect((await recordOf(notationToBytes(report))).engine.reading).toBe('cheerio+htmlparser2');
  });

  test('can be asked always', async () => {
    const record = await recordOf(notationToBytes(clean), { secondReading: 'always' });
    expect(record.engine.reading).toBe('cheerio+htmlparser2');
    expect(record.anomalies).toEqual([]);
  });

  test('is not there for text: what cannot be decided is undecided', async () => {
    const record = await recordOf(notationToBytes(`as converter\nrow received.new 3 0 0 0 0 0 4`));
    expect(record.engine.reading).toBe('lines');
    expect(record.anomalies.map(({ kind }) => kind)).not.toContain('source');
  });

  test('is not held against what the first left out for its style', async () => {
    const page = (old: string): Uint8Array =>
      new TextEncoder().encode(
        `<style>.w{color:#fff}</style>${printReport(parseReport('row proactive.penalty 12')).replace('>12<', `>${old}12<`)}`,
      );
    const word = docx({
      styles: '<w:style w:type="character" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>',
      body:
        p('霁汀县人民政府2024年政府信息公开工作年度报告') +
        tbl([
          tr(['第二十条第（六）项']),
          tr(['信息内容', '本年处理决定数量']),
          tr(['行政处罚', tc(p(run('9', '<w:rStyle w:val="Old"/>') + run('12')))]),
        ]),
    });
    for (const file of [page('<b class="w">9</b>'), page('<b style="font-size:0">9</b>'), word]) {
      const { figures, anomalies } = await recordOf(file, { secondReading: 'always' });
      const figure = figures.find(({ field }) => field === 'proactive.penalty.decisions');
      expect(figure).toMatchObject({ value: 12 });
      expect(anomalies.map(({ code }) => code)).not.toContain('readings-differ');
      expect(anomalies.map(({ code }) => code)).toContain(file === word ? 'text-struck' : 'text-hidden');
    }
  });

  test('finds clean generated pages as the first did', async () => {
    for (let seed = 500; seed < 520; seed++) {
      const { bytes } = await makeCase('html', seed, { wishes: { faults: [] } });
      const record = await recordOf(bytes, { secondReading: 'always' });
      expect(
        record.anomalies.filter(({ code }) => code === 'readings-differ'),
        `${seed}`,
      ).toEqual([]);
    }
  });
});

describe('who observes', () => {
  const stagesOf = async (report: string): Promise<string[]> => {
    const stages: string[] = [];
    const bytes = notationToBytes(report);
    const observed = await processDocument(bytes, { name: 'x' }, engines, ({ stage }) => stages.push(stage));
    expect(observed).toEqual(await processDocument(bytes, { name: 'x' }, engines));
    return stages;
  };

  test('is told of every stage, and changes nothing', async () => {
    const whole = ['read', 'recognized', 'extracted', 'read-again', 'checked'];
    expect(await stagesOf(clean)).toEqual(whole);
    expect(await stagesOf('row received.new 3')).toEqual(whole);
  });

  test('is told as far as it goes', async () => {
    const stages: string[] = [];
    const page = new TextEncoder().encode('<body><p>通知</p><p>无');
    await processDocument(page, { name: 'x' }, engines, ({ stage }) => stages.push(stage));
    expect(stages).toEqual(['read', 'recognized', 'extracted']);
    stages.length = 0;
    await processDocument(new Uint8Array(), { name: 'x' }, engines, ({ stage }) => stages.push(stage));
    expect(stages).toEqual(['read']);
  });
});

describe('the record', () => {
  test('says what the document is', async () => {
    const bytes = notationToBytes(clean);
    const { document, schema } = await recordOf(bytes, { name: 'a/b.html' });
    expect(schema).toBe('gouji/record@1');
    expect(document).toEqual({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      name: 'a/b.html',
      format: 'html',
      bytes: bytes.length,
    });
  });

  test('is the same at every run', async () => {
    const { bytes } = await makeCase('html', 77);
    expect(await recordOf(bytes)).toEqual(await recordOf(bytes));
  });

  test('has its messages in the language asked for', async () => {
    const wrong = notationToBytes('row proactive.penalty -5');
    const [chinese, english] = [
      await recordOf(wrong, { language: 'zh' }),
      await recordOf(wrong, { language: 'en' }),
    ];
    expect(chinese.anomalies[0]?.message).toMatch(/行政处罚.*负数/);
    expect(english.anomalies[0]?.message).toMatch(/negative/);
    expect(chinese.anomalies.map(({ fingerprint }) => fingerprint)).toEqual(
      english.anomalies.map(({ fingerprint }) => fingerprint),
    );
  });

  test('has all tables, also those no form claims', async () => {
    const page = printReport(parseReport(clean)).replace(
      '</body>',
      '<p>附表</p><table><tr><td>网站访问量</td><td>31</td></tr></table></body>',
    );
    const { tables, figures } = await recordOf(new TextEncoder().encode(page));
    expect(tables).toHaveLength(4);
    expect(figures.map(({ raw }) => raw)).not.toContain('31');
  });
});

test('a file larger than the limit is not read', async () => {
  const limits = { ...defaultLimits, fileBytes: 10 };
  const record = await processDocument(notationToBytes(clean), { name: 'x', limits }, engines);
  expect(record).toMatchObject({ failure: { code: 'too-large' }, document: { format: null } });
});

describe('hostile pages end in a record or a failure', () => {
  test.each<[name: string, text: string]>([
    ['elements nested deep', `<body>${'<div>'.repeat(20_000)}1</body>`],
    ['tables nested deep', `<body><p>甲</p>${'<table><tr><td>1'.repeat(3000)}</body>`],
    ['one line of a million digits', '1'.repeat(1_000_000)],
    ['a cell of a million digits', `<body><table><tr><td>甲<td>${'9'.repeat(1_000_000)}</table></body>`],
    ['lists nested deep', `<body>${'<ol><li>1'.repeat(3000)}</body>`],
    ['a hundred thousand cells', `<body><table>${`<tr>${'<td>1'.repeat(100)}`.repeat(1000)}</table></body>`],
    ['thousands of headings', `<body>${'<p>一、总体情况</p>'.repeat(20_000)}</body>`],
    [
      'flat text without end',
      `青禾市2024年政府信息公开工作年度报告\n${'一、本年新收政府信息公开申请数量1234567'.repeat(5000)}`,
    ],
    [
      'a sentence without end',
      `青禾市2024年政府信息公开工作年度报告\n${'收到政府信息公开申请、'.repeat(20_000)}`,
    ],
    ['brackets without end', `青禾市2024年政府信息公开工作年度报告\n${'（'.repeat(50_000)}`],
    ['pipes without end', `a${'|'.repeat(100_000)}`],
    ['tabs without end', '\t1\n'.repeat(50_000)],
  ])(
    '%s',
    async (_, text) => {
      const started = performance.now();
      const record = await processDocument(new TextEncoder().encode(text), { name: 'x' }, engines);
      outputRecordSchema.parse(JSON.parse(JSON.stringify(record)));
      expect(performance.now() - started).toBeLessThan(20_000);
    },
    60_000,
  );

  test('and so does any string of bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        outputRecordSchema.parse(await processDocument(bytes, { name: 'x' }, engines));
      }),
      { numRuns: 200 },
    );
  });

  test('and so does a report with bytes overwritten', async () => {
    const { bytes } = await makeCase('html', 9);
    const change = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(change, async (changes) => {
        const damaged = Uint8Array.from(bytes);
        for (const [place, byte] of changes) damaged[place] = byte;
        outputRecordSchema.parse(await processDocument(damaged, { name: 'x' }, engines));
      }),
      { numRuns: 60 },
    );
  });
});
