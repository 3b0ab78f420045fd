/**
 * pdf.js below its public types. `pdf-parse` (2.4.5) brings pdf.js (5.4.296) with it and keeps the document
 * it opened private to TypeScript; this file is the one place that takes it out, and the one that states
 * what operators carry: pdf.js types their arguments as `any`.
 */
import { restoreNatives } from './natives.js';

/** A glyph of a show-text operator; a bare number among them moves the pen (thousandths of the em). */
export interface ShownGlyph {
  readonly unicode: string;
  /** Advance in glyph space; downwards (negative) when `vmetric` is there. */
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric?: readonly [advance: number, originX: number, originY: number] | null;
}

export interface RawFont {
  readonly fontMatrix?: readonly number[];
  readonly vertical?: boolean;
  readonly ascent?: number;
  readonly descent?: number;
}

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly (readonly unknown[] | null)[];
}

export interface RawPage {
  readonly commonObjs: { has(name: string): boolean; get(name: string): RawFont };
  getViewport(options: { scale: number }): { width: number; height: number; transform: number[] };
  getOperatorList(options: { annotationMode: number }): Promise<OperatorList>;
  cleanup(): boolean;
}

export interface RawDocument {
  readonly numPages: number;
  getPage(number: number): Promise<RawPage>;
}

interface OpenedParser {
  load(): Promise<RawDocument>;
}

export interface PdfjsFolders {
  /** Where the CJK character maps and the standard fonts lie; with a slash at the end. */
  readonly cMapUrl: string;
  readonly standardFontDataUrl: string;
}

export interface OpenPdfjs {
  readonly document: RawDocument;
  destroy(): Promise<void>;
}

/** Throws pdf.js's own errors; `data` is handed over and must not be used afterwards. */
export async function openPdfjs(data: Uint8Array, folders: PdfjsFolders): Promise<OpenPdfjs> {
  // Not above: `natives` has to be loaded before.
  const { PDFParse } = await import('pdf-parse');
  const parser = new PDFParse({
    data,
    ...folders,
    cMapPacked: true,
    useSystemFonts: false,
    disableFontFace: true,
    isEvalSupported: false,
    verbosity: 0,
  });
  try {
    const document = await (parser as unknown as OpenedParser).load();
    return { document, destroy: () => parser.destroy() };
  } catch (error) {
    await parser.destroy();
    throw error;
  } finally {
    restoreNatives();
  }
}

/** Numbers of the operators that are read here (pdf.js `OPS`). */
export const OPS = {
  save: 10,
  restore: 11,
  transform: 12,
  stroke: 20,
  closeStroke: 21,
  fill: 22,
  eoFill: 23,
  fillStroke: 24,
  eoFillStroke: 25,
  closeFillStroke: 26,
  closeEOFillStroke: 27,
  beginText: 31,
  setCharSpacing: 33,
  setWordSpacing: 34,
  setHScale: 35,
  setLeading: 36,
  setFont: 37,
  setTextRenderingMode: 38,
  setTextRise: 39,
  moveText: 40,
  setLeadingMoveText: 41,
  setTextMatrix: 42,
  nextLine: 43,
  showText: 44,
  setStrokeColorN: 53,
  setFillColorN: 55,
  setStrokeRGBColor: 58,
  setFillRGBColor: 59,
  shadingFill: 62,
  paintFormXObjectBegin: 74,
  paintFormXObjectEnd: 75,
  paintImageMaskXObject: 83,
  paintImageXObject: 85,
  paintInlineImageXObject: 86,
  constructPath: 91,
  setStrokeTransparent: 92,
  setFillTransparent: 93,
} as const;
