/** Paragraphs and runs of WordprocessingML, written with the prefix `w:`. */
import type { DocxLayout } from './docx-layout.js';
import { escapeMarkup } from './markup.js';
import type { Random } from './random.js';

export interface ParagraphStyle {
  readonly align?: 'center' | 'right';
  readonly bold?: boolean;
  /** List of numbering.xml whose number stands before the text. */
  readonly list?: number;
  readonly style?: string;
}

export function paragraph(runs: string, { align, list, style }: ParagraphStyle = {}): string {
  const properties = [
    ...(style === undefined ? [] : [`<w:pStyle w:val="${style}"/>`]),
    ...(list === undefined ? [] : [`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`]),
    ...(align === undefined ? [] : [`<w:jc w:val="${align}"/>`]),
  ];
  return `<w:p>${properties.length > 0 ? `<w:pPr>${properties.join('')}</w:pPr>` : ''}${runs}</w:p>`;
}

const run = (text: string, properties = '', element = 't'): string =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:${element} xml:space="preserve">${escapeMarkup(text)}</w:${element}></w:r>`;

/** Visible text, in as many runs as the layout says. */
export function textRuns(text: string, layout: DocxLayout, random: Random, bold = false): string {
  const properties = bold ? '<w:b/>' : '<w:rFonts w:hint="eastAsia" w:eastAsia="仿宋"/>';
  const runs = splitText(text, layout, random).map((part) => run(part, properties));
  if (!layout.bookmarks || !random.chance(0.2)) return runs.join('<w:proofErr w:type="spellStart"/>');
  const id = random.integer(1, 9999);
  return `<w:bookmarkStart w:id="${id}" w:name="_GoBack"/>${runs.join('')}<w:bookmarkEnd w:id="${id}"/>`;
}

function splitText(text: string, { runs }: DocxLayout, random: Random): string[] {
  switch (runs) {
    case 'whole':
      return [text];
    case 'characters':
      return [...text];
    case 'halves': {
      const at = random.integer(0, text.length);
      return [text.slice(0, at), text.slice(at)].filter((part) => part !== '');
    }
  }
}

/** A number that may have been corrected under tracking, or stand beside hidden text. */
export function valueRuns(text: string, layout: DocxLayout, random: Random): string {
  const shown = textRuns(text, layout, random);
  const stale = `${random.integer(0, 99)}`;
  const author = 'w:id="7" w:author="审核" w:date="2024-01-08T09:00:00Z"';
  if (layout.tracked && random.chance(0.15))
    return `<w:del ${author}>${run(stale, '', 'delText')}</w:del><w:ins ${author}>${shown}</w:ins>`;
  if (layout.hidden && random.chance(0.15)) return shown + run(stale, '<w:vanish/>');
  return shown;
}

export const deletedRuns = (text: string): string =>
  `<w:del w:id="9" w:author="审核" w:date="2024-01-08T09:00:00Z">${run(text, '', 'delText')}</w:del>`;

/** A drawn text box, with the same text again for programs that know only the older drawing. */
export function textBox(paragraphs: string): string {
  const inner = `<w:txbxContent>${paragraphs}</w:txbxContent>`;
  return `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>${inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>${inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
}
