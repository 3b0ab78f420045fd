/** An input as it waits in the store for a worker. */
import { z } from 'zod';
import type { IngestInput } from './ingest-input.js';
import { type DocumentFetcher, openAddress } from './to-ingest-input.js';

const leftInput = z.object({
  kind: z.enum(['file', 'entry', 'address']),
  name: z.string(),
  stamp: z.string().nullable(),
  charset: z.string().nullable(),
  address: z.string().nullable(),
  host: z.string().exactOptional(),
  manifest: z
    .object({
      said: z.string(),
      agency: z.string().exactOptional(),
      year: z.number().exactOptional(),
      divisionCode: z.string().exactOptional(),
      level: z.string().exactOptional(),
    })
    .exactOptional(),
  /** Its bytes lie where documents lie. */
  held: z.object({ sha256: z.string(), bytes: z.number() }).exactOptional(),
});

export interface Held {
  readonly sha256: string;
  readonly bytes: number;
}

export const inputToLeft = ({ open: _, location: __, ...input }: IngestInput, held?: Held): string =>
  JSON.stringify({ ...input, held });

/** Throws where it is none of ours. */
export function leftToInput(
  location: string,
  json: string,
  fetcher: DocumentFetcher,
): { readonly input: IngestInput; readonly held?: Held } {
  const { held, ...left } = leftInput.parse(JSON.parse(json));
  const input: IngestInput = { ...left, location, open: () => openAddress(location, fetcher) };
  return held ? { input, held } : { input };
}
