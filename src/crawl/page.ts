/** What a page of a site is, to a crawl, and where it leads. */

export type PageKind =
  /** Says it is a report and has a report's text; whether it is one the import tells. */
  | 'report'
  /** Leads to reports, or to further lists. */
  | 'list'
  /** Shows another page in a frame, and has nothing itself. */
  | 'frame'
  /** A heading, and files to load. */
  | 'attachments'
  /** An application that makes its page in the browser. */
  | 'shell'
  /** Asks whether a person is reading. It is told, and not answered. */
  | 'challenge'
  /** Says that something is not there or went wrong, whatever its status says. */
  | 'error'
  | 'other';

export type LinkKind =
  | 'report'
  /** A file: DOCX, PDF, DOC, WPS, OFD, ZIP … */
  | 'attachment'
  | 'frame'
  /** A column of reports, or another year of it. */
  | 'list'
  /** The next of the pages of a list, or any other one of them. */
  | 'paging';

export interface Link {
  readonly kind: LinkKind;
  /** Canonical. */
  readonly address: string;
  readonly text: string;
}

export interface Page {
  readonly kind: PageKind;
  readonly title: string;
  /** In their order, each address once. */
  readonly links: readonly Link[];
}
