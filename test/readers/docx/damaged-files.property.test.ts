/** Damaged packages end in a reading or a failure: nothing is thrown and nothing takes long. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocx } from '#readers/docx/docx.js';
import { options } from '../reading.js';
import { documentXml, docx, inList, mergeStart, p, span, tbl, tc, tr } from './fixture.js';

const rows = Array.from({ length: 30 }, (_, row) => tr([tc(`row ${row}`, span(2) + mergeStart), `${row}`]));
const numbering =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
const body = p('heading', inList(1)) + tbl(rows) + p('end');
const whole = docx({ body, numbering, styles: '<w:style w:styleId="a"/>' });
const xml = documentXml(body);

async function expectAnswer(bytes: Uint8Array): Promise<void> {
  const from = performance.now();
  const result = await readDocx(bytes, options);
  if ('reading' in result)
    result.reading.confirm({ kind: 'docx', part: 'word/document.xml', path: 'body/tbl[9]/tr[1]/tc[1]' });
  expect(performance.now() - from).toBeLessThan(1000);
}

test('cut off anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), (length) => expectAnswer(whole.slice(0, length))),
    { numRuns: 300, interruptAfterTimeLimit: 2000 },
  );
});

test('with bytes of the package changed', async () => {
  const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(changes, (list) => {
      const bytes = whole.slice();
      for (const [at, value] of list) bytes[at] = value;
      return expectAnswer(bytes);
    }),
    { numRuns: 300, interruptAfterTimeLimit: 2000 },
  );
});

test('with characters of the XML cut out, doubled or changed', async () => {
  const changes = fc.array(
    fc.tuple(
      fc.nat(xml.length - 1),
      fc.nat(40),
      fc.constantFrom('cut', 'double', '<', '>', '"', '/', '&', ' '),
    ),
    { minLength: 1, maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(changes, (list) => {
      let document = xml;
      for (const [at, length, change] of list) {
        const piece = document.slice(at, at + length);
        const instead = change === 'cut' ? '' : change === 'double' ? piece + piece : change + piece.slice(1);
        document = document.slice(0, at) + instead + document.slice(at + length);
      }
      return expectAnswer(docx({ document, numbering }));
    }),
    {
      numRuns: 400,
      interruptAfterTimeLimit: 4000,
      examples: [
        [
          [
            [812, 1, 'cut'],
            [892, 0, '/'],
            [2112, 1, '"'],
          ],
        ],
      ],
    },
  );
});

test.each<[string, string]>([
  ['elements passed over whose end tags have a blank', '<w:x></w:x >'.repeat(30_000)],
  [
    'fields that never end',
    '<w:p>' +
      '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>x</w:t></w:r>'.repeat(
        20_000,
      ) +
      '</w:p>',
  ],
  ['blanks without end', `<w:p><w:r><w:t>a${' '.repeat(500_000)}b</w:t></w:r></w:p>`],
  [
    'text boxes of very many paragraphs',
    `<w:p><w:r><w:txbxContent>${'<w:p><w:r><w:t>x</w:t></w:r></w:p>'.repeat(150_000)}</w:txbxContent></w:r></w:p>`,
  ],
  ['comments without end', `<w:p/>${'<!-- '.repeat(100_000)}`],
  ['namespaces declared over and over', '<w:x xmlns:a="b"/>'.repeat(30_000)],
])('made to take long: %s', async (_, made) => {
  const from = performance.now();
  await readDocx(docx({ body: made }), { limits: { ...options.limits, inflationRatio: 5000 } });
  expect(performance.now() - from).toBeLessThan(3000);
});
