/** docs/checks/index.md from the checks and the cases that show them. */
import type { Check } from '#checks/check.js';
import { expectedCodes, readCases } from '../cases/case-file.js';

export function checksToMarkdown(checks: readonly Pick<Check, 'codes' | 'rule' | 'summary'>[]): string {
  const cases = readCases();
  const rows = checks.flatMap(({ codes, rule, summary }) =>
    codes.map((code) => {
      const pages = cases
        .filter((one) => expectedCodes(one).includes(code))
        .map(({ page, title }) => `[${title.replaceAll('|', '\\|')}](../../test/cases/${page})`);
      return `| \`${code}\` | ${rule} | ${summary} | ${pages.join('<br>')} |`;
    }),
  );
  return `# Checks

Every anomaly has one of these codes; codes never change their meaning. The rule is the id in the domain's catalogue (\`R-…\` relations, \`E-…\` errors of reports) or, as \`READ-…\`, a doubt of our own reading. The checks stand in \`src/checks/\`; the cases are their examples and their tests.

<!-- Generated: GOUJI_DOCS=write npx vitest run test/checks/docs.test.ts -->

| code | rule | what is wrong | cases |
|---|---|---|---|
${rows.join('\n')}
`;
}
