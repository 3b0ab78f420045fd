/** What is to be said of a run when it has ended. */
import { z } from 'zod';
import type { Limit } from '#crawl/frontier.js';
import type { CrawlResponse } from '#store/crawl-responses.js';

const runEnds = ['through', 'challenge', 'busy', 'unreachable', 'broken', 'given-up'] as const;

/**
 * `through`: nothing was left to ask, or a limit was met. `challenge`: the site asked whether a person is reading.
 * `busy`: it wants to be left alone for longer than a run waits. `unreachable`: its first page could not be had, or
 * says itself that it is not there (`error`). `broken`: our own mistake, or what the store met (`code`). `given-up`:
 * nobody was at work on it any more.
 */
export type RunEnding = (typeof runEnds)[number];

const runRemark = z.object({
  end: z.enum(runEnds),
  /** Where, and why: a failure's code. */
  address: z.string().exactOptional(),
  code: z.string().exactOptional(),
  limits: z.array(z.enum(['most-pages', 'depth', 'nothing-new'])),
  /** Answers by what they were. */
  kinds: z.record(z.string(), z.number()),
  found: z.number(),
  /** Addresses whose documents are others than before. */
  changed: z.array(z.string()),
  /** Addresses where a report was and something else is. */
  hijacked: z.array(z.string()),
});

export type RunRemark = z.infer<typeof runRemark>;

/** Undefined where it is none of ours. */
export function parseRemark(json: string | null): RunRemark | undefined {
  if (json === null) return undefined;
  try {
    return runRemark.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** More than a person would go through one by one; all stand in the store. */
const mostNamed = 50;

export function toRemark(
  end: Pick<RunRemark, 'end' | 'address' | 'code'>,
  limits: Iterable<Limit>,
  responses: readonly CrawlResponse[],
): RunRemark {
  const kinds: Record<string, number> = {};
  for (const { kind } of responses) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const addresses = (is: (response: CrawlResponse) => boolean): string[] =>
    responses.filter(is).map(({ address }) => address);
  return {
    ...end,
    limits: [...limits].sort(),
    kinds,
    found: responses.filter(({ news }) => news !== null).length,
    changed: addresses(({ news }) => news === 'changed').slice(0, mostNamed),
    hijacked: addresses(({ kind }) => kind === 'hijacked').slice(0, mostNamed),
  };
}
