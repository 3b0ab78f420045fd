/** What the import asks of an input, wherever it comes from. */
import type { Source } from '#store/save-source.js';

export interface IngestInput extends Source {
  /** That must be asked for the bytes; absent where they are at hand. */
  readonly host?: string;
  /** Bytes, and the charset that the carrier's header gives; or why there are none. */
  open(): Promise<OpenedInput | IngestFailure>;
}

export interface OpenedInput {
  readonly bytes: Uint8Array;
  /** Where it is known already. */
  readonly sha256?: string;
  readonly charset?: string | undefined;
}

/** An input without a document. The codes are those of the inputs and of fetching. */
export interface IngestFailure {
  readonly location: string;
  readonly code: string;
  readonly detail?: string | undefined;
  /** The same input may go better later, in so many milliseconds at the soonest. */
  readonly mayPass?: { readonly wait?: number };
}
