/** One document through all stages: read → recognize → extract → check. */
import { createHash } from 'node:crypto';
import { runChecks } from '#checks/index.js';
import { extract } from '#extract/extract.js';
import type { Extraction } from '#extract/extraction.js';
import type { Language } from '#model/anomaly.js';
import type { Failure } from '#model/failure.js';
import { defaultLimits, type Limits, type ReadOptions } from '#model/reading.js';
import { recognize } from '#recognize/recognize.js';
import type { DocumentInfo, OutputRecord } from '#records/record.js';
import type { Engines } from './engines.js';
import { findNonReport } from './find-non-report.js';
import type { Asked, Observe } from './observe.js';
import { attempt, type FirstReading, readDocument } from './read-document.js';
import { readersOf } from './readers.js';
import { compareReadings, givesCause, noneThere, notAsked } from './second-opinion.js';
import { toFailureRecord, toReportRecord } from './to-record.js';
import { engineVersion, judgingVersion } from './version.js';

/** `always` asks the second reading even where the first gives no cause. */
export type SecondReading = 'when-in-doubt' | 'always';

/** What is known of a document beside its bytes, and how it is to be treated. */
export interface Context {
  readonly name: string;
  /** The charset of the HTTP header the document came with. */
  readonly charset?: string;
  readonly limits?: Limits;
  readonly secondReading?: SecondReading;
  /** Of the messages. */
  readonly language?: Language;
}

/** A record, or the failure the document deserves; throws only where this program is at fault. */
export async function processDocument(
  bytes: Uint8Array,
  context: Context,
  engines: Engines,
  observe?: Observe,
): Promise<OutputRecord> {
  const options = readOptions(context, observe !== undefined);
  const info = (format: DocumentInfo['format']): DocumentInfo => ({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    name: context.name,
    format,
    bytes: bytes.length,
  });
  const engine = (reading: string) => ({ version: engineVersion, reading, judging: judgingVersion });
  const first = await readDocument(bytes, options, engines);
  observe?.({ stage: 'read', first });
  if ('failure' in first) return toFailureRecord(info(first.format), engine('none'), first.failure);
  try {
    const { document } = first.reading;
    const recognized = recognize(document);
    observe?.({ stage: 'recognized', recognized });
    const extraction = extract(document, recognized);
    observe?.({ stage: 'extracted', extraction });
    const failure = findNonReport(document, extraction);
    if (failure) return toFailureRecord(info(first.format), engine(document.reader), failure);
    const asked = await askSecond(bytes, first, extraction, context, options, engines);
    observe?.({ stage: 'read-again', ...asked });
    const anomalies = runChecks({ extraction, second: asked.opinion });
    observe?.({ stage: 'checked', anomalies });
    const reading = [document.reader, ...asked.readers].join('+');
    return await toReportRecord(
      info(first.format),
      engine(reading),
      document,
      extraction,
      anomalies,
      context.language ?? 'zh',
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return toFailureRecord(info(first.format), engine(first.reading.document.reader), nestedTooDeeply);
  } finally {
    first.reading.close();
  }
}

/** A stack overflows on tables inside tables by the thousand. */
const nestedTooDeeply: Failure = { code: 'corrupt', detail: 'nested too deeply' };

function readOptions({ limits, charset }: Context, sketch: boolean): ReadOptions {
  return { limits: limits ?? defaultLimits, ...(charset && { charset }), ...(sketch && { sketch }) };
}

async function askSecond(
  bytes: Uint8Array,
  first: FirstReading,
  extraction: Extraction,
  context: Context,
  options: ReadOptions,
  engines: Engines,
): Promise<Asked> {
  const { second } = readersOf[first.format];
  if (!second || first.stoodIn) return { opinion: noneThere, readers: [] };
  if (context.secondReading !== 'always' && !givesCause(extraction, first.reading))
    return { opinion: notAsked, readers: [] };
  const result = await attempt(second, bytes, options, engines);
  if ('failure' in result) return { opinion: noneThere, readers: [], failure: result.failure };
  try {
    const { document } = result.reading;
    return { opinion: compareReadings(extraction, document), readers: [document.reader] };
  } finally {
    result.reading.close();
  }
}
