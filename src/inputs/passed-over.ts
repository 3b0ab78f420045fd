/** What lies in folders and archives and is no document, told by its name alone. */
import type { PassedOverReason } from './input.js';

const bySystem = /^(?:~\$|Thumbs\.db$|desktop\.ini$|__MACOSX$|\$RECYCLE\.BIN$|System Volume Information$)/i;

const noDocument = new Set(
  [
    'png jpg jpeg jpe gif bmp tif tiff webp svg ico heic psd ai',
    'mp3 wav wma m4a flac ogg mp4 avi mov wmv flv mkv webm rm rmvb swf',
    'ttf ttc otf woff woff2 eot',
    'css less scss js mjs map ts',
    'exe dll msi com bat cmd ps1 sh apk app dmg iso so jar class',
  ].flatMap((names) => names.split(' ')),
);

/** Of one segment of a path; `undefined` where it may be a document or lead to one. */
export function findReason(segment: string): PassedOverReason | undefined {
  if (bySystem.test(segment)) return 'by-system';
  if (segment.startsWith('.')) return 'hidden';
  return undefined;
}

/** Of a file's own name, the folders it lies in aside. */
export function findFileReason(name: string): PassedOverReason | undefined {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return findReason(name) ?? (name.includes('.') && noDocument.has(extension) ? 'no-document' : undefined);
}

/** Of the label of an archive's entry, every segment of it. */
export function findEntryReason(label: string): PassedOverReason | undefined {
  const segments = label.split('/');
  const name = segments.pop() ?? '';
  return segments.map(findReason).find((reason) => reason !== undefined) ?? findFileReason(name);
}
