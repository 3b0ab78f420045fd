/** A recognized document to the parts of its record that are not judgement. */
import type { Document } from '#model/document.js';
import type { Recognized } from '#recognize/recognize.js';
import { unwrapBoxes } from '#recognize/unwrap-boxes.js';
import { countLostDigits, measureCoverage } from './coverage.js';
import { extractFigures } from './extract-figures.js';
import { extractStatements } from './extract-statements.js';
import type { Extraction } from './extraction.js';

const nothing = { figures: [], evidence: new Map(), conflicts: [], undecided: [] } as const;

export function extract(document: Document, recognized: Recognized): Extraction {
  const { onForm, head } = recognized;
  const extracted = onForm ? extractFigures(onForm) : nothing;
  const lostDigits = countLostDigits(document);
  return {
    form: onForm?.form,
    recognized,
    ...extracted,
    byField: new Map(extracted.figures.map((figure) => [figure.field, figure])),
    sections: recognized.sections,
    statements: extractStatements(unwrapBoxes(document), head.year),
    coverage: measureCoverage(extracted.figures, onForm?.tables, lostDigits),
    remarks: document.remarks,
    lostDigits,
  };
}
