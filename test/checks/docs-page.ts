/** docs/checks/index.md from the checks and the cases that show them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from '#checks/check.js';

const cases = fileURLToPath(new URL('../cases', import.meta.url));

export function checksToMarkdown(checks: readonly Check[]): string {
  const shown = findCases();
  const rows = checks.flatMap(({ codes, rule, summary }) =>
    codes.map((code) => {
      const pages = (shown.get(code) ?? []).map(
        ({ page, title }) => `[${title.replaceAll('|', '\\|')}](../../test/cases/${page})`,
      );
      return `| \`${code}\` | ${rule} | ${summary} | ${pages.join('<br>')} |`;
    }),
  );
  return `# Checks

Every anomaly has one of these codes; codes never change their meaning. The rule is the id in the domain's catalogue (\`R-…\` relations, \`E-…\` errors of reports) or, as \`READ-…\`, a doubt of our own reading. Each check is one file in \`src/checks/\`; the cases are its examples and its tests.

<!-- Generated: GOUJI_DOCS=write npx vitest run test/checks/docs.test.ts -->

| code | rule | what is wrong | cases |
|---|---|---|---|
${rows.join('\n')}
`;
}

interface Shown {
  readonly page: string;
  readonly title: string;
}

/** The cases that expect each code, by code. */
function findCases(): ReadonlyMap<string, readonly Shown[]> {
  const shown = new Map<string, Shown[]>();
  for (const page of readdirSync(cases).sort()) {
    if (!page.endsWith('.md') || page === 'README.md') continue;
    const text = readFileSync(join(cases, page), 'utf8');
    const title = /^# (.+)$/m.exec(text)?.[1] ?? page;
    const codes = new Set([...text.matchAll(/^anomaly (\S+)/gm)].map((match) => match[1] ?? ''));
    for (const code of codes) shown.set(code, [...(shown.get(code) ?? []), { page, title }]);
  }
  return shown;
}
