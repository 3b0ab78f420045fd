/**
 * One PDFium instance, shared by all documents of a process. A trap inside WebAssembly (a document that
 * breaks PDFium) leaves the instance in an unknown state: it is thrown away and the next document gets a
 * fresh one.
 */
import { instantiatePdfium, type Pdfium } from './raw.js';

export class PdfiumEngine {
  #current: Promise<Pdfium> | undefined;

  constructor(private readonly wasmBinary: Uint8Array) {}

  /** The living instance; made when first needed. */
  instance(): Promise<Pdfium> {
    this.#current ??= instantiatePdfium(this.wasmBinary);
    return this.#current;
  }

  /** Forgets the instance after a trap, unless it has been replaced already. */
  async discard(broken: Pdfium): Promise<void> {
    const current = await this.#current;
    if (current === broken) this.#current = undefined;
  }
}

export async function loadPdfium(wasmBinary: Uint8Array): Promise<PdfiumEngine> {
  const engine = new PdfiumEngine(wasmBinary);
  await engine.instance();
  return engine;
}

/** WebAssembly's RuntimeError (which the language's own types do not know), or its stack running over. */
export const isTrap = (error: unknown): error is Error =>
  error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError');
