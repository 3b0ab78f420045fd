/** A whole report as a sequence of blocks, ready to be put into a carrier. */
import { isTableKey, relationNote, type SectionKey, sectionKeys } from './form.js';
import type { Report } from './report.js';
import type { TableLayout } from './table-layout.js';
import { makeJoinedTable, makeTables, type PrintedTable } from './tables.js';

export type Block =
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  | { readonly kind: 'heading'; readonly text: string; readonly ordinal: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'signature'; readonly lines: readonly string[] }
  | { readonly kind: 'table'; readonly table: PrintedTable };

export function makeBlocks(report: Report, layout: TableLayout): Block[] {
  const paragraphs = (texts: readonly string[]): Block[] =>
    texts.map((text) => ({ kind: 'paragraph', text }));
  return [
    { kind: 'title', lines: report.title },
    ...paragraphs(report.preface),
    ...sectionKeys.flatMap((key) => {
      const { ordinal, heading, paragraphs: texts } = report.sections[key];
      const inTable = layout.joined !== 'none' && layout.headingRows && isTableKey(key);
      const head: Block[] = inTable ? [] : [{ kind: 'heading', text: heading, ordinal }];
      return [...head, ...paragraphs(texts), ...tablesAfter(report, key, layout)];
    }),
    { kind: 'signature', lines: [report.signature.organ, report.signature.date.printed] },
  ];
}

function tablesAfter(report: Report, key: SectionKey, layout: TableLayout): Block[] {
  if (!isTableKey(key)) return [];
  if (layout.joined !== 'none')
    return key === 'remedies' ? [{ kind: 'table', table: makeJoinedTable(report, layout) }] : [];
  const tables = makeTables(report, key, layout);
  const above = key === 'applications' && layout.note === 'above' && tables.length > 0;
  const note: Block[] = above ? [{ kind: 'paragraph', text: relationNote }] : [];
  return [...note, ...tables.map((table): Block => ({ kind: 'table', table }))];
}
