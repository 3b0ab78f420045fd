/** The published reports beside this checkout: ../shared/corpus, where it is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
export const isThere = existsSync(corpus);

/** What a person read in a report. */
const expectedSchema = z.object({
  agency: z.string(),
  year: z.number(),
  family: z.string(),
  /** By field, as printed; `''` is a blank cell, `?` is not known. */
  figures: z.record(z.string(), z.string()),
  /**
   * Tables outside the known forms, by their name: label → column → value. A label that stands twice has its
   * row's number behind `#`.
   */
  other_tables: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string()))).optional(),
  known_errors_in_the_original: z.array(z.unknown()).optional(),
});
export type Expected = Readonly<z.infer<typeof expectedSchema>>;

/** By its path in the corpus, as `reports/huaian-2024.pdf`. */
export const readCorpus = (path: string): Uint8Array => new Uint8Array(readFileSync(join(corpus, path)));

export const readExpected = (name: string): Expected =>
  expectedSchema.parse(JSON.parse(readFileSync(join(corpus, 'expected', `${name}.json`), 'utf8')));

/** The files that are scored, with the page of expectations each is held against. */
export const scored: readonly (readonly [file: string, expected: string])[] = [
  ...(
    [
      ['huaian-2024.pdf', 'pingtan-2014-flat.txt', 'pingtan-2016-flat.txt', 'pingtan-2018.html'],
      ['pingtan-2019.html', 'pingtan-2021-flat.txt', 'pingtan-2024.html', 'pingtan-county-2013-flat.txt'],
      ['shanghai-office-2019.html', 'shanghai-office-2025.txt', 'yujiafang-2020.txt'],
    ] as const
  )
    .flat()
    .map((name) => [`reports/${name}`, name] as const),
  ['derived/huaian-2024.docx', 'huaian-2024.pdf'],
  ['derived/pingtan-2018.docx', 'pingtan-2018.html'],
  ['derived/pingtan-2024-gbk-nometa.html', 'pingtan-2024.html'],
  ['derived/pingtan-2024-libreoffice.pdf', 'pingtan-2024.html'],
];
