/**
 * What a reviewer found misread as a regression case: a page for `test/cases/`, whole, to be cut down to what still
 * shows it. It names the bodies of its document; the cases of this project are about invented ones.
 */
import type { CaseInput } from '#inspect/case-input.js';
import type { Decision } from '#records/decision.js';
import type { ReviewedAnomaly } from '#store/review-anomaly.js';

export function misreadToCase(
  { code, report, document }: ReviewedAnomaly,
  { edits, reason, by, at }: Decision,
  { kind, text, isOriginal }: CaseInput,
): string {
  const expected = edits.map(({ field, to }) => `figure ${field} ${to === null ? 'blank' : `= ${to}`}`);
  const how = isOriginal ? '' : ` The input is what was made of the ${document.format}, not the file itself.`;
  return [
    `# ${code}, misread: ${onOneLine(report.agency)} ${report.year}`,
    '',
    `By ${onOneLine(by)}, ${at.slice(0, 10)}${reason === null ? '' : `: ${onOneLine(reason)}`}. Document ${document.sha256}.${how}`,
    '',
    ...[
      `\`\`\`${kind}`,
      text
        .replace(/\r\n?/g, '\n')
        .replace(/^ {0,3}```/gm, '    ```')
        .trimEnd(),
      '```',
    ],
    '',
    ...['```expect', ...expected, '```', ''],
  ].join('\n');
}

/** Nothing that somebody typed ends a block or begins one. */
const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').replace(/`/g, "'").trim();
