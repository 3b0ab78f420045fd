/**
 * The package around a document (Open Packaging Conventions, ECMA-376 part 2): a ZIP of parts, joined by
 * relationships.
 *
 *     _rels/.rels                    package → main part, core properties
 *     word/document.xml              the main part, under whatever name
 *     word/_rels/document.xml.rels   main part → styles, numbering, …
 *     [Content_Types].xml            the type of each part
 *
 * The main part is the one the package's `officeDocument` relationship names; where that is missing, the
 * one whose content type says so; at last the part of the usual name.
 */
import { DocumentError } from '#model/failure.js';
import { decodeXml } from '../xml/decode-xml.js';
import { XmlCursor } from '../xml/xml-cursor.js';
import type { ZipArchive } from '../zip/zip-archive.js';
import { namespaces } from './namespaces.js';

export interface DocxParts {
  /** The name of the main part. */
  readonly name: string;
  readonly document: string;
  readonly styles: string | undefined;
  readonly numbering: string | undefined;
  readonly coreProperties: string | undefined;
}

/** The last segment of a relationship's type → the name of the part it leads to. */
type Relationships = ReadonlyMap<string, string>;

export function readParts(archive: ZipArchive): DocxParts {
  const root = readRelationships(archive, '');
  const name = root.get('officeDocument') ?? findMainPartByType(archive) ?? 'word/document.xml';
  const document = readText(archive, name);
  if (document === undefined) throw new DocumentError('corrupt', 'no main part');
  const relationships = readRelationships(archive, name);
  return {
    name: archive.entries.get(name.toLowerCase())?.name ?? name,
    document,
    styles: readText(archive, relationships.get('styles')),
    numbering: readText(archive, relationships.get('numbering')),
    coreProperties: readText(archive, root.get('core-properties')),
  };
}

function readText(archive: ZipArchive, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const bytes = archive.read(name);
  return bytes && decodeXml(bytes, name);
}

/** The relationships of a part, or of the package when `source` is empty. */
function readRelationships(archive: ZipArchive, source: string): Relationships {
  const folder = source.slice(0, source.lastIndexOf('/') + 1);
  const name = `${folder}_rels/${source.slice(folder.length)}.rels`;
  const found = new Map<string, string>();
  const xml = readText(archive, name);
  if (xml === undefined) return found;
  const cursor = new XmlCursor(xml, namespaces, name);
  while (cursor.next()) {
    if (cursor.name !== 'rel:Relationship' || cursor.attribute('TargetMode') === 'External') continue;
    const type = cursor.attribute('Type')?.split('/').at(-1) ?? '';
    const target = cursor.attribute('Target');
    if (target && !found.has(type)) found.set(type, resolveTarget(folder, target));
  }
  return found;
}

/** `../styles.xml` in `word/` → `styles.xml`; `/word/styles.xml` from anywhere → `word/styles.xml`. */
function resolveTarget(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/').replace(/[?#].*$/, '');
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : folder + path).split('/'))
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  return steps.join('/');
}

function findMainPartByType(archive: ZipArchive): string | undefined {
  const xml = readText(archive, '[Content_Types].xml');
  if (xml === undefined) return undefined;
  const cursor = new XmlCursor(xml, namespaces, '[Content_Types].xml');
  while (cursor.next()) {
    const type = cursor.name === 'ct:Override' ? (cursor.attribute('ContentType') ?? '') : '';
    if (/word.*\.main\+xml$/.test(type)) return resolveTarget('', cursor.attribute('PartName') ?? '');
  }
  return undefined;
}
