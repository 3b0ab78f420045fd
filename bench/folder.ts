/** A folder of documents to import, and the parsing alone of all that is in it. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ParsePool } from '#processes/parse-pool.js';
import { defaultProcessLimits } from '#processes/process-limits.js';
import { type Format, makeCase } from '../test/generator/case.js';
import { closeBrowser, hasChromium } from '../test/generator/pdf.js';

/** Printing a PDF takes a second; more of them are these with a comment at their end. */
const mostPrinted = 150;

/** Half HTML, a quarter each DOCX and PDF, in folders of 500. */
export async function writeDocuments(folder: string, count: number): Promise<void> {
  const printed: Uint8Array[] = [];
  for (let seed = 0; seed < count; seed++) {
    const place = join(folder, String(Math.floor(seed / 500)).padStart(4, '0'));
    await mkdir(place, { recursive: true });
    const format: Format = seed % 4 === 3 && hasChromium() ? 'pdf' : seed % 4 === 2 ? 'docx' : 'html';
    if (format === 'pdf') await writeFile(join(place, `${seed}.pdf`), await makePdf(seed, printed));
    else {
      const { name, bytes } = await makeCase(format, 400_000 + seed);
      await writeFile(join(place, name), bytes);
    }
  }
  await closeBrowser();
}

async function makePdf(seed: number, printed: Uint8Array[]): Promise<Uint8Array> {
  if (printed.length < mostPrinted) {
    const { bytes } = await makeCase('pdf', 400_000 + seed);
    printed.push(bytes);
    return bytes;
  }
  return Buffer.concat([printed[seed % printed.length]!, Buffer.from(`\n% ${seed}\n`)]);
}

/** Documents a second by so many processes. */
export async function parseAll(folder: string, processes: number): Promise<number> {
  const pool = new ParsePool(processes, defaultProcessLimits);
  const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const started = performance.now();
  let next = 0;
  const lanes = Array.from({ length: 2 * processes }, async () => {
    for (let index = next++; index < paths.length; index = next++) {
      const path = paths[index]!;
      await pool.parse({ path, name: path, language: 'zh', secondReading: 'when-in-doubt' });
    }
  });
  await Promise.all(lanes);
  const seconds = (performance.now() - started) / 1000;
  pool.close();
  return paths.length / seconds;
}
