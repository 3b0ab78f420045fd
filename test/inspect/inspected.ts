/** Documents inspected, and their pages as trees to ask questions of. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';
import { inspectDocument } from '#inspect/inspect-document.js';
import type { Inspection } from '#inspect/inspection.js';
import { inspectionToPage } from '#inspect/page.js';
import type { Language } from '#model/anomaly.js';
import { loadEngines } from '#processes/engines.js';
import { root } from '../cli/run-gouji.js';
import { isThere, readCorpus } from '../corpus/folder.js';

const engines = loadEngines();

export interface Inspected {
  readonly inspection: Inspection;
  readonly html: string;
  readonly $: CheerioAPI;
}

export async function inspected(
  bytes: Uint8Array,
  name = 'report',
  language: Language = 'en',
): Promise<Inspected> {
  const inspection = await inspectDocument(bytes, { name, language }, engines);
  const html = inspectionToPage(inspection, language);
  return { inspection, html, $: load(html) };
}

export const readSample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(root, 'samples', name)));

export const samples = readdirSync(join(root, 'samples')).filter((name) => !/^\.|\.md$/.test(name));

/** One of every carrier, where the corpus is there. */
const published = [
  ...['reports/huaian-2024.pdf', 'derived/huaian-2024.docx', 'reports/pingtan-2019.html'],
  ...['reports/pingtan-2021-flat.txt', 'reports/shanghai-office-2025.txt'],
];

export const documents: readonly (readonly [name: string, read: () => Uint8Array])[] = [
  ...samples.map((name) => [name, () => readSample(name)] as const),
  ...(isThere ? published : []).map((name) => [name, () => readCorpus(name)] as const),
];
