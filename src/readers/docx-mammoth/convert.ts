/** mammoth's conversion to HTML, without what would print more than the document does: notes, pictures. */

export async function convertToHtml(bytes: Uint8Array): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { value } = await mammoth.convertToHtml(
    { buffer },
    {
      includeEmbeddedStyleMap: false,
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      transformDocument: (document: MammothElement) => withoutNotes(document),
    },
  );
  return value;
}

/** mammoth's own tree, as far as it is touched here. */
interface MammothElement {
  readonly type: string;
  readonly children?: readonly MammothElement[];
}

/** The marks of notes would print digits, and the notes themselves at the end. */
function withoutNotes(element: MammothElement): MammothElement {
  if (!element.children) return element;
  const kept = element.children.filter((child) => child.type !== 'noteReference');
  return { ...element, children: kept.map(withoutNotes) };
}
