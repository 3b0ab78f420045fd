/**
 * The names of entries. An archive keeps bytes and often does not say of which charset: strictly valid
 * UTF-8 is UTF-8 (macOS writes it without saying so), all else GB18030 (what Windows packs in China).
 *
 * A name is a label and nothing else; nothing is ever written or opened by it. What would lead out of the
 * archive (`..`, a root, a drive) is left out of the label, so that no later reader of a location stumbles.
 */

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const gb18030 = new TextDecoder('gb18030');

export function decodeName(raw: Uint8Array): string {
  try {
    return strictUtf8.decode(raw);
  } catch {
    return gb18030.decode(raw);
  }
}

/** Segments with `/` between them; empty where nothing remains. */
export function nameToLabel(name: string): string {
  return name
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/i, '')
    .replace(/[\u0000-\u001f\u007f]/g, '\ufffd')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
    .join('/');
}
