/** One document through the pipeline, with everything the stages made kept, and its pages as pictures. */
import type { Engines } from '#pipeline/engines.js';
import type { Step } from '#pipeline/observe.js';
import { type Context, processDocument } from '#pipeline/process-document.js';
import { sniffFormat } from '#pipeline/sniff-format.js';
import { decodeText } from '#readers/charset.js';
import { renderPdf } from '#readers/pdf-pdfium/render.js';
import { splitLines } from '#readers/text/lines.js';
import type { OutputRecord } from '#records/record.js';
import type { Inspection, PageImage, TimedStage, Timing } from './inspection.js';
import { pixelsToPng } from './png.js';

/** Fine enough for the smallest print of a form; a page is some 100 KB. */
const dotsPerInch = 108;
/** Pages after these are drawn without a picture. */
const mostImages = 200;

/** In this process, without limits on time and memory. */
export async function inspectDocument(
  bytes: Uint8Array,
  context: Context,
  engines: Engines,
): Promise<Inspection> {
  const sniffed = sniffFormat(bytes);
  const format = 'format' in sniffed ? sniffed.format : null;
  // Else the time to read would be the time to load.
  if (format === 'pdf') await engines.pdfium();
  const watch = startWatch();
  const seen: Partial<{ [Stage in Step['stage']]: Extract<Step, { stage: Stage }> }> = {};
  const record = await processDocument(bytes, context, engines, (step) => {
    watch.stop(step.stage);
    Object.assign(seen, { [step.stage]: step });
  });
  watch.restart();
  const images = format === 'pdf' ? await readImages(bytes, engines) : [];
  if (images.length > 0) watch.stop('rendered');
  const first = seen.read?.first;
  const reading = first && 'reading' in first ? first.reading : undefined;
  return {
    ...{ record, images, timings: watch.timings },
    document: reading?.document,
    stoodIn: first !== undefined && 'stoodIn' in first && first.stoodIn,
    sketches: reading?.sketches ?? [],
    lines:
      format === 'text' && reading
        ? splitLines(decodeText(bytes, context.charset)).map(({ text }) => text)
        : undefined,
    recognized: seen.recognized?.recognized,
    extraction: seen.extracted?.extraction,
    second: seen['read-again'],
  };
}

/** Of a file that was not even looked into. */
export const inspectFailed = (record: OutputRecord): Inspection => ({
  ...{ record, document: undefined, stoodIn: false, sketches: [], images: [], lines: undefined },
  ...{ recognized: undefined, extraction: undefined, second: undefined, timings: [] },
});

async function readImages(bytes: Uint8Array, engines: Engines): Promise<PageImage[]> {
  const images: PageImage[] = [];
  for await (const page of renderPdf(bytes, { dotsPerInch, most: mostImages }, await engines.pdfium()))
    images.push({ number: page.number, size: page.size, png: pixelsToPng(page) });
  return images;
}

interface Watch {
  readonly timings: readonly Timing[];
  restart(): void;
  /** The stage that ends now began when the one before it ended. */
  stop(stage: TimedStage): void;
}

function startWatch(): Watch {
  const timings: Timing[] = [];
  let last = performance.now();
  return {
    timings,
    restart: () => {
      last = performance.now();
    },
    stop: (stage) => {
      const now = performance.now();
      timings.push({ stage, milliseconds: now - last });
      last = now;
    },
  };
}
