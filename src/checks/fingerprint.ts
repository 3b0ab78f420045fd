/** What makes an anomaly the same anomaly after another parse: its rule and its evidence. */
import { createHash } from 'node:crypto';
import type { Extraction } from '#extract/extraction.js';
import type { Anomaly } from '#model/anomaly.js';
import type { Field } from '#records/fields.js';
import { squeeze } from '#text/fold.js';
import type { Finding } from './check.js';

/** Place, severity, kind, language, repairs and engine are not part of it. */
export function withFingerprint(finding: Finding, { byField }: Extraction): Anomaly<Field> {
  const { terms, sentence, ...anomaly } = finding;
  const evidence = [...new Set(terms)]
    .map(
      (field) => [field, byField.get(field)?.state ?? 'missing', byField.get(field)?.value ?? null] as const,
    )
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const parts = [finding.rule, evidence, sentence ? squeeze(sentence) : null];
  const subject = terms.length === 0 ? [...parts, finding.code, finding.data] : parts;
  return { ...anomaly, fingerprint: toFingerprint(subject) };
}

/** Of what makes an anomaly the one it is. */
export const toFingerprint = (subject: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(subject)).digest('hex');
