/**
 * Files that are no reports, and files that break readers: each ends in the failure it deserves, in a child
 * process within its limits; never in a crash, a hang or an empty success.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseFiles } from '#cli/parse.js';
import { outputRecordSchema } from '#records/schema.js';
import { skipUnless } from '../skip-unless.js';
import { corpus, isThere } from './folder.js';

/** A failure code, or `record`. */
const endings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  other: {
    'final-accounts-2024.pdf': 'not-a-report',
    'list-page.html': 'list-page',
    'merged-cells-page.html': 'not-a-report',
    'notice.docx': 'not-a-report',
    'notice.pdf': 'not-a-report',
  },
  derived: {
    // An empty form is a report that says nothing: every cell is blank.
    'blank-form-2021.docx': 'record',
    'huaian-2024-scan.pdf': 'no-text-layer',
    'huaian-2024.docx': 'record',
    'pingtan-2018.docx': 'record',
    'pingtan-2019.doc': 'unsupported-format',
    'pingtan-2024-gbk-nometa.html': 'record',
    'pingtan-2024-libreoffice.pdf': 'record',
  },
  torture: {
    'camelot__anticlockwise_table_1.pdf': 'not-a-report',
    'camelot__hybrid_multipage.pdf': 'not-a-report',
    'camelot__row_span.pdf': 'not-a-report',
    'docling__Strict.docx': 'not-a-report',
    'docling__html_rich_table_cells.html': 'not-a-report',
    'docling__tablecell.docx': 'not-a-report',
    'docling__unit_test_headers_numbered.docx': 'not-a-report',
    'mammoth.js__empty.docx': 'empty',
    'mammoth.js__tables.docx': 'not-a-report',
    'mammoth.js__utf8-bom.docx': 'not-a-report',
    'pdf.js__IdentityToUnicodeMap_charCodeOf.pdf': 'not-a-report',
    // The tree of pages is circular, its one page is found all the same.
    'pdf.js__Pages-tree-refs.pdf': 'not-a-report',
    'pdf.js__SimFang-variant.pdf': 'not-a-report',
    // One reader sees bytes taken for Latin, PDFium reads the names of the font and so the text.
    'pdf.js__XiaoBiaoSong.pdf': 'not-a-report',
    'pdf.js__bug1020226.pdf': 'corrupt',
    'pdf.js__bug1980958.pdf': 'corrupt',
    'pdf.js__empty.pdf': 'empty',
    'pdf.js__hello_world_rotated.pdf': 'not-a-report',
    // The cross-reference table is rebuilt.
    'pdf.js__issue9105_reduced.pdf': 'not-a-report',
    'pdf.js__noembed-eucjp.pdf': 'not-a-report',
    'pdf.js__noembed-sjis.pdf': 'not-a-report',
    'pdf.js__poppler-67295-0.pdf': 'not-a-report',
    'pdf.js__vertical.pdf': 'not-a-report',
    'pdfplumber__issue-140-example.pdf': 'not-a-report',
    'pdfplumber__issue-466-example.pdf': 'not-a-report',
    'pdfplumber__malformed-from-issue-932.pdf': 'no-text-layer',
    'pdfplumber__nics-background-checks-2015-11.pdf': 'not-a-report',
    'pdfplumber__password-example.pdf': 'encrypted',
    'pdfplumber__pr-138-example.pdf': 'not-a-report',
    'tabula-java__china.pdf': 'not-a-report',
    'tabula-java__eu-003.pdf': 'not-a-report',
    'tabula-java__spanning_cells.pdf': 'not-a-report',
  },
};

const isBuilt = existsSync(
  fileURLToPath(new URL('../../dist/src/processes/parse-child.js', import.meta.url)),
);

skipUnless(isThere, 'the corpus is not beside this checkout: nothing to end');
skipUnless(isBuilt, 'the program is not built (npm run build): its child processes cannot run');

test.runIf(isThere && isBuilt).each(Object.keys(endings))(
  'every file of %s ends as it deserves',
  async (folder) => {
    const files = readdirSync(join(corpus, folder)).filter((name) => name !== 'README.md');
    const ends: Record<string, string> = {};
    const paths = files.map((name) => join(corpus, folder, name));
    await parseFiles(paths, { secondReading: 'when-in-doubt', language: 'zh', jobs: 2 }, (line) => {
      const record = outputRecordSchema.parse(JSON.parse(line));
      ends[record.document.name] = 'failure' in record ? record.failure.code : 'record';
    });
    expect(ends).toEqual(endings[folder]);
  },
);
