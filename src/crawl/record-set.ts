/**
 * Lists as Hanweb's system gives them, from `dataproxy.jsp` and in scripts of its pages: XML around pieces of HTML.
 *
 *   <datastore><totalrecord>41</totalrecord><recordset>
 *     <record><![CDATA[<li><a href="/art/2024/1/31/art_1.html">…</a></li>]]></record>
 *   </recordset></datastore>
 */
export interface RecordSet {
  /** Of all records one after the other. */
  readonly html: string;
  readonly given: number;
  /** Of the whole. */
  readonly rows?: number;
}

/** Undefined where there is none. */
export function readRecordSet(text: string): RecordSet | undefined {
  if (!/<recordset\b/i.test(text)) return undefined;
  const [head = '', ...records] = text.split(/<record>/i);
  const total = Number(/<totalrecord>\s*(\d{1,7})\s*<\/totalrecord>/i.exec(head)?.[1] ?? 0);
  const html = records.map(toHtml).join('\n');
  return { html, given: records.length, ...(total > 0 && { rows: total }) };
}

/** What is marked as characters, and what is not. */
const toHtml = (record: string): string =>
  (record.split(/<\/record>/i)[0] ?? '').replace('<![CDATA[', '').replace(']]>', '');
