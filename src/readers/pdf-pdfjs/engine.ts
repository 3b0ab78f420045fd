/**
 * pdf.js with the two folders it must always be given: without its character maps it silently returns no
 * text for fonts that are not embedded, which Chinese documents use.
 */
import { type OpenPdfjs, openPdfjs, type PdfjsFolders } from './raw.js';

export type { PdfjsFolders } from './raw.js';

export interface PdfjsEngine {
  /** Takes a copy of the bytes: pdf.js hands its data to a worker and empties it. */
  open(bytes: Uint8Array): Promise<OpenPdfjs>;
}

export function loadPdfjs(folders: PdfjsFolders): PdfjsEngine {
  return { open: (bytes) => openPdfjs(bytes.slice(), folders) };
}
