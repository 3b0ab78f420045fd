/** The verbs of `gouji crawl`. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Settings } from '#config/settings.js';
import type { CrawlOutcome } from './crawl-run.js';
import { parseCount } from './parse-count.js';

export interface CrawlVerbs {
  /** The settings, with this data folder. */
  readonly storeIn: (dataFolder: string) => Settings;
  readonly print: (text: string) => void;
  readonly data: Option;
  readonly permitRange: Option;
  readonly authority: Option;
  readonly language: Option;
  /** Sets the exit code. */
  readonly end: (outcome: CrawlOutcome) => void;
}

const examples = `
A site is a page from which reports can be reached: a column of annual reports, a list, a list as JSON. What is
crawled, and how politely: docs/crawling.md.

Examples:
  gouji crawl add https://www.example.gov.cn/xxgk/ndbg/ --cron '0 6 * 1-3 *'
  gouji crawl run 1
  gouji crawl run --watch
  gouji crawl list
  gouji crawl missing --year 2025
  gouji crawl warc --out crawls.warc.gz`;

const formats = ['text', 'jsonl'] as const;
const shortestPause = 2;

export function addCrawlVerbs(program: Command, verbs: CrawlVerbs): void {
  const { storeIn, print, data } = verbs;
  const crawl = program
    .command('crawl')
    .description('sites that are crawled: by hand, or by schedule')
    .addHelpText('after', examples);
  const format = () => new Option('--format <format>', 'of the list').choices(formats).default('text');

  crawl
    .command('add')
    .description('add a site')
    .argument('<address>', 'the page to set out from')
    .option('--name <name>', 'what it is called in lists (default: its host)')
    .option('--cron <schedule>', "when to crawl it: '0 6 * 1-3 *' is at six, every day from January to March")
    .option('--time-zone <zone>', 'of the schedule', 'Asia/Shanghai')
    .addOption(
      new Option('--scope <scope>', 'go through lists in the folder of the address, or of the whole site')
        .choices(['path', 'site'])
        .default('path'),
    )
    .option('--pause <seconds>', 'between two requests, at least', parsePause, shortestPause)
    .option('--most-pages <count>', 'addresses to ask in one run', parseCount, 5000)
    .option(
      '--tls-exception <reason>',
      'accept certificates of its host though they do not verify; why is kept',
      parseReason,
    )
    .addOption(data)
    .addHelpText(
      'after',
      "\nExample:\n  gouji crawl add https://www.example.gov.cn/xxgk/ndbg/ --cron '0 6 * 1-3 *'",
    )
    .action(async (address: string, options) => {
      const { addToCrawl } = await import('./crawl.js');
      await addToCrawl(storeIn(options.data), address, options, print);
    });

  crawl
    .command('list')
    .description('per site: how the latest run ended, the last success, what was found, silent since when')
    .addOption(format())
    .addOption(data)
    .addHelpText('after', '\nExample:\n  gouji crawl list --format jsonl | jq .remark')
    .action(async (options) => {
      const { listCrawled } = await import('./crawl.js');
      await listCrawled(storeIn(options.data), options.format, print);
    });

  addRun(crawl, verbs);

  for (const [name, isPaused, what] of [
    ['pause', true, 'begin no more runs of a site by schedule'],
    ['resume', false, 'begin runs of a paused site again'],
  ] as const)
    crawl
      .command(name)
      .description(what)
      .argument('<site>', 'number, address or name')
      .addOption(data)
      .addHelpText('after', `\nExample:\n  gouji crawl ${name} 1`)
      .action(async (site: string, options) => {
        const { pauseCrawl } = await import('./crawl.js');
        await pauseCrawl(storeIn(options.data), site, isPaused);
      });

  crawl
    .command('remove')
    .description('forget a site and what it answered; the documents it gave stay')
    .argument('<site>', 'number, address or name')
    .addOption(data)
    .addHelpText('after', '\nExample:\n  gouji crawl remove 1')
    .action(async (site: string, options) => {
      const { removeFromCrawl } = await import('./crawl.js');
      await removeFromCrawl(storeIn(options.data), site);
    });

  crawl
    .command('missing')
    .description('who reported of the year before, or the one before that, and has not of this one')
    .requiredOption('--year <year>', 'the year reported on', parseCount)
    .addOption(format())
    .addOption(data)
    .addHelpText('after', '\nExample:\n  gouji crawl missing --year 2025')
    .action(async (options) => {
      const { tellMissing } = await import('./crawl.js');
      await tellMissing(storeIn(options.data), options, print);
    });

  addWarc(crawl, verbs);
}

function addWarc(crawl: Command, { storeIn, print, data, end }: CrawlVerbs): void {
  crawl
    .command('warc')
    .description('what sites answered, as a WARC file for archives and their tools')
    .argument('[site]', 'number, address or name (default: all sites)')
    .requiredOption('--out <file>', 'NAME.warc.gz; what stood there is replaced')
    .option('--run <number>', 'only of this run, as in gouji crawl list --format jsonl', parseCount)
    .addOption(data)
    .addHelpText(
      'after',
      '\nWhat stands in it: docs/crawling.md. Exit code 3 when a document is not held any more.\n\nExample:\n  gouji crawl warc 1 --out moting.warc.gz',
    )
    .action(async (site: string | undefined, options) => {
      const { exportCrawled } = await import('./crawl-warc.js');
      const lost = await exportCrawled({ ...options, site, store: storeIn(options.data) }, print);
      end({ isBrokenOff: false, disturbed: lost });
    });
}

function addRun(
  crawl: Command,
  { storeIn, print, data, permitRange, authority, language, end }: CrawlVerbs,
): void {
  crawl
    .command('run')
    .description('crawl a site now, or all that are not paused; goes on where it was broken off')
    .argument('[site]', 'number, address or name')
    .option('--watch', 'go on by schedule, until told to stop', false)
    .addOption(data)
    .addOption(permitRange)
    .addOption(authority)
    .addOption(language)
    .addHelpText(
      'after',
      '\nCrawls in this process; where GOUJI_REDIS_URL is set it is left to workers (gouji work). Exit code 3 when a run did\nnot come to its end undisturbed, 130 when broken off.\n\nExample:\n  gouji crawl run --watch',
    )
    .action(async (site: string | undefined, options) => {
      const { runCrawl } = await import('./crawl-run.js');
      const outcome = await runCrawl(
        {
          ...{ ...storeIn(options.data), language: options.lang, site, watch: options.watch },
          ...{ permittedRanges: options.permitRange, authorities: options.authority },
        },
        print,
      );
      end(outcome);
    });
}

function parseReason(text: string): string {
  const reason = text.replace(/\s+/g, ' ').trim();
  if (reason === '') throw new InvalidArgumentError('say why');
  return reason;
}

function parsePause(text: string): number {
  const seconds = Number(text);
  if (!(seconds >= shortestPause && seconds <= 3600))
    throw new InvalidArgumentError(`seconds, from ${shortestPause} to 3600`);
  return Math.ceil(seconds);
}
