/**
 * What a robots.txt (RFC 9309) says to us. Before the parser sees a file, the groups that speak to others are
 * blanked out, line by line, so that line numbers stay: the parser keeps every rule once for every agent named
 * above it, and a file of 500 KiB with as many agents as rules took it 4 GB.
 */
import parser from 'robots-parser';

/** The package is a function; its types speak of an ES module. */
const robotsParser = parser as unknown as typeof parser.default;

export interface RobotsRules {
  /** The line that forbids the address; `undefined` where nothing does. */
  readonly findForbiddingLine: (address: string) => number | undefined;
  /** Seconds between two requests; a wish outside the RFC, but a common one. */
  readonly crawlDelay: number;
  /** Of the file. */
  readonly characters: number;
}

export const noRules: RobotsRules = { findForbiddingLine: () => undefined, crawlDelay: 0, characters: 0 };

/** `agent` is the product token, `Gouji`; `address` the one robots.txt was first asked for at. */
export function parseRobots(address: string, text: string, agent: string): RobotsRules {
  if (text.trimStart().startsWith('<')) return noRules;
  const rules = robotsParser(address, keepGroupsOf(agent, text));
  const wished = rules.getCrawlDelay(agent) ?? 0;
  return {
    findForbiddingLine: (asked) =>
      rules.isAllowed(asked, agent) === false ? rules.getMatchingLineNumber(asked, agent) : undefined,
    crawlDelay: Number.isFinite(wished) ? Math.max(0, wished) : 0,
    characters: text.length,
  };
}

/** A group is agents, then rules; a line that is neither (Sitemap, a comment) does not end it. */
function keepGroupsOf(agent: string, text: string): string {
  const ours = ['*', agent.toLowerCase()];
  let named = new Set<string>();
  let inRules = false;
  const keep = (line: string): boolean => {
    const { key, value } = parseLine(line);
    if (key === 'user-agent') {
      if (inRules) named = new Set();
      inRules = false;
      const isNew = ours.includes(value) && !named.has(value);
      if (isNew) named.add(value);
      return isNew;
    }
    if (!['allow', 'disallow', 'crawl-delay'].includes(key)) return false;
    inRules = true;
    return named.size > 0;
  };
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => (keep(line) ? line : ''))
    .join('\n');
}

/** An agent's version does not count: `Gouji/1.0` speaks to us. */
function parseLine(line: string): { key: string; value: string } {
  const [, key = '', value = ''] = /^([^:#]*):([^#/]*)/.exec(line) ?? [];
  return { key: key.trim().toLowerCase(), value: value.trim().toLowerCase() };
}
