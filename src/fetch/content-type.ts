/**
 * What a server says a body is. It is believed only to refuse what is surely no document: the servers of
 * downloads name everything `application/octet-stream`, `application/x-msdownload` or even
 * `multipart/form-data`, and what it is is told from the bytes.
 */
import { parseMIMEType } from 'undici';

export const acceptedTypes: readonly string[] = [
  ...['text/html', 'application/xhtml+xml', 'text/xml', 'application/xml', 'text/plain'],
  ...['application/pdf', 'application/x-pdf', 'text/pdf'],
  ...['application/msword', 'application/doc', 'application/x-msword', 'application/vnd.ms-word'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ...['application/docx', 'application/x-docx', 'application/wps-office.docx', 'application/wps-office.doc'],
  ...['application/kswps', 'application/wps-office.wps', 'application/vnd.ms-works'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ...['application/vnd.ms-excel', 'application/wps-office.xlsx', 'application/wps-office.xls'],
  ...['application/ofd', 'application/x-ofd', 'application/vnd.ofd'],
  ...['application/zip', 'application/x-zip', 'application/x-zip-compressed'],
  ...['application/gzip', 'application/x-gzip', 'application/x-tar', 'application/x-gtar'],
  ...['application/x-compressed', 'application/x-compressed-tar', 'application/x-tgz'],
  ...['application/octet-stream', 'binary/octet-stream', 'application/binary', 'application/octetstream'],
  ...['application/x-download', 'application/download', 'application/force-download'],
  ...['application/x-msdownload', 'application/save-as', 'multipart/form-data'],
];

/** What pages and lists may come as besides: some sites give their lists as data. */
export const pageTypes: readonly string[] = [...acceptedTypes, 'application/json', 'text/json'];

export interface ContentType {
  /** Lower case, without parameters. */
  readonly type?: string;
  /** Lower case. */
  readonly charset?: string;
}

/** Nothing where the header is missing or says nothing that can be read. */
export function parseContentType(header: string | undefined): ContentType {
  const parsed = parseMIMEType(header ?? '');
  if (parsed === 'failure') return {};
  const charset = parsed.parameters.get('charset')?.trim().toLowerCase();
  return { type: parsed.essence, ...(charset && { charset }) };
}
