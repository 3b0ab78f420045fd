/**
 * Fingerprints of the engine: hashes over the built code that reads and that judges, and over the pins of the
 * packages it stands on. A result made by other code is made again; one made by the same code never is.
 */
import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReadableFormat } from '#pipeline/sniff-format.js';
import { builtFile } from './built-file.js';

export interface Fingerprints {
  /** Of a format's readers; of all readers, where it is a format that none of them reads. */
  readingOf(format: string | null): string;
  readonly judging: string;
}

/** Folders of `src/`, and packages, that have a part in both. */
const everywhere = ['model', 'text', 'pipeline', 'processes'];

const readers: Readonly<Record<ReadableFormat, { folders: readonly string[]; packages: readonly string[] }>> =
  {
    docx: { folders: ['docx', 'docx-mammoth', 'xml', 'zip'], packages: ['mammoth'] },
    html: {
      folders: ['html', 'html-events'],
      packages: ['cheerio', 'domhandler', 'htmlparser2', 'parse5', 'parse5-htmlparser2-tree-adapter'],
    },
    pdf: { folders: ['pdf', 'pdf-pdfium', 'pdf-pdfjs'], packages: ['@hyzyla/pdfium', 'pdf-parse'] },
    text: { folders: ['text'], packages: [] },
  };

const judges = ['records', 'forms', 'agencies', 'recognize', 'extract', 'checks'];

export function readFingerprints(): Fingerprints {
  const built = builtFile(import.meta.url, '..');
  const pins = readPins();
  const reading = (formats: readonly ReadableFormat[]): string =>
    toFingerprint((hash) => {
      for (const folder of everywhere) addFolder(hash, join(built, folder));
      addFiles(hash, join(built, 'readers'));
      for (const { folders, packages } of formats.map((format) => readers[format])) {
        for (const folder of folders) addFolder(hash, join(built, 'readers', folder));
        for (const name of packages) hash.update(`${name}@${pins[name]}\n`);
      }
    });
  const formats = Object.keys(readers) as ReadableFormat[];
  const known = new Map(formats.map((format): [string | null, string] => [format, reading([format])]));
  const any = reading(formats);
  return {
    readingOf: (format) => known.get(format) ?? any,
    judging: toFingerprint((hash) => {
      for (const folder of [...everywhere, ...judges]) addFolder(hash, join(built, folder));
    }),
  };
}

/** So many hexadecimal digits tell engines apart. */
const digits = 16;

function toFingerprint(add: (hash: Hash) => void): string {
  const hash = createHash('sha256');
  add(hash);
  return hash.digest('hex').slice(0, digits);
}

function addFolder(hash: Hash, folder: string): void {
  addFiles(hash, folder);
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName))
    if (entry.isDirectory()) addFolder(hash, join(folder, entry.name));
}

function addFiles(hash: Hash, folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName))
    if (entry.isFile() && entry.name.endsWith('.js'))
      hash.update(`${entry.name}\n`).update(readFileSync(join(folder, entry.name)));
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

function readPins(): Readonly<Record<string, string>> {
  const path = join(dirname(builtFile(import.meta.url, './fingerprints.js')), '../../../package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { dependencies: Record<string, string> }).dependencies;
}
