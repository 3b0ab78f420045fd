#!/usr/bin/env node
/** The command line. Verbs are imported when called, so that help is there at once. */
import { Argument, Command, CommanderError, Option } from 'commander';
import { readSettings, type Settings } from '#config/settings.js';
import { engineVersion } from '#pipeline/version.js';
import { type Queue, queueNames } from '#queue/queue.js';
import { addCrawlVerbs } from './crawl-verbs.js';
import { parseCount } from './parse-count.js';
import { parseListen } from './parse-listen.js';
import { addReviewVerbs } from './review-verbs.js';
import { UsageError } from './usage-error.js';
import { isWorldError } from './world-error.js';

const settings = readSettings(process.env);
const print = (text: string): void => {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
};

/** Some inputs failed. */
const exitSomeFailed = 3;
const exitUsage = 2;
/** No store, a full disk, too many processes: what the message says has to be done first. */
const exitWorld = 4;
/** By Ctrl-C. */
const exitBrokenOff = 130;

const ingestHelp = `
Every document is parsed in a child process with 60 s and 768 MiB. Ctrl-C ends the import after what is
stored by then; the same command goes on. What gave no record is listed in failures.csv in the data folder.
Exit code 3 when an input that was not stored before gave no record, 4 when the disk or the machine allows no
more, 130 when broken off.

Examples:
  gouji ingest reports/ archive-2023.zip
  gouji ingest manifest.csv --jobs 8
  gouji ingest https://www.example.gov.cn/2024/report.html
  find /data -name '*.pdf' | gouji ingest -`;

const workHelp = `
GOUJI_REDIS_URL says where the queue is, GOUJI_DATABASE_URL and GOUJI_BLOBS where the store is. SIGTERM or
Ctrl-C: it takes no more, stores what it has, and ends with exit code 0; a second one ends it at once.

Example:
  GOUJI_REDIS_URL=redis://10.0.0.5 gouji work --jobs 8 --listen 9464`;

const boardHelp = `
On another address than this machine's own it asks for a token: --token, or GOUJI_BOARD_TOKEN, which other users
of the machine do not see. A browser asks for it as a password, whatever the name.

Example:
  gouji queue board --listen 3000`;

const program = new Command('gouji')
  .description(
    '勾稽: published government information-disclosure annual reports (政府信息公开工作年度报告) into checked data',
  )
  .version(engineVersion)
  .exitOverride()
  .addHelpText('after', '\nExample:\n  gouji parse report.pdf | jq .anomalies');

const language = new Option('--lang <language>', 'language of the messages')
  .choices(['zh', 'en'])
  .default(settings.language);

program
  .command('parse')
  .description('parse reports: one JSON line per file, in order; exit code 3 when some file failed')
  .argument('<file...>', 'DOCX, PDF, HTML or text files; told by their content, not their names')
  .addOption(
    new Option(
      '--second-reading <when>',
      'read every document twice, or only where the first reading gives cause',
    )
      .choices(['when-in-doubt', 'always'])
      .default('when-in-doubt'),
  )
  .option('--charset <name>', 'charset of the HTTP header the files came with')
  .option('--jobs <count>', 'documents at a time (default: one per core)', parseCount)
  .addOption(language)
  .addHelpText(
    'after',
    '\nEvery document is parsed in a child process with 60 s and 768 MiB.\n\nExample:\n  gouji parse reports/*.pdf > records.jsonl',
  )
  .action(async (files: string[], options) => {
    const { parseFiles } = await import('./parse.js');
    const whole = await parseFiles(files, { ...options, language: options.lang }, print);
    process.exitCode = whole ? 0 : exitSomeFailed;
  });

program
  .command('read')
  .description('the document model of any file, report or not: blocks, tables, places')
  .argument('<file...>', 'files to read')
  .addOption(new Option('--tables <format>', 'only the tables').choices(['csv', 'html', 'md']))
  .option('--preview', 'a DOCX as HTML, to look at')
  .addHelpText('after', '\nExample:\n  gouji read --tables md report.docx')
  .action(async (files: string[], options) => {
    const { readFiles } = await import('./read.js');
    process.exitCode = (await readFiles(files, options, print)) ? 0 : exitSomeFailed;
  });

const host = new Option(
  '--host <name>',
  'answer also when asked under this name, besides the address it is reached at; repeatable',
)
  .argParser(collect)
  .default([]);
const data = new Option('--data <folder>', 'the data folder').default(settings.dataFolder);
const storeIn = (dataFolder: string): Settings => ({ ...settings, dataFolder });

program
  .command('export')
  .description('the data set: reports, documents, figures, anomalies and statements of the store as files')
  .addOption(new Option('--format <format>', 'of the files').choices(['csv', 'jsonl']).makeOptionMandatory())
  .requiredOption('--out <folder>', 'where the files go; what an earlier export put there is replaced')
  .option('--bom', 'CSV with a byte order mark, for spreadsheets that ask for one')
  .option('--queue', 'leave it to a worker (gouji work); --out is then a name in its folder of exports')
  .addOption(data)
  .addHelpText(
    'after',
    '\nWhat each column is: docs/export.md. Equal stores give equal bytes.\n\nExample:\n  gouji export --format csv --out panel',
  )
  .action(async (options) => {
    const { leaveExport, runExport } = await import('./export.js');
    if (options.queue) await leaveExport({ ...options, redisUrl: settings.redisUrl }, print);
    else await runExport({ ...options, store: storeIn(options.data) }, print);
  });

program
  .command('link')
  .description('compare the copies of each report whose documents have changed; every import ends with it')
  .option('--all', 'also those that have not changed')
  .addOption(data)
  .addOption(language)
  .addHelpText('after', '\nExample:\n  gouji link')
  .action(async (options) => {
    const { runLink } = await import('./link.js');
    await runLink({ ...storeIn(options.data), language: options.lang, all: options.all ?? false }, print);
  });

program
  .command('diff-engines')
  .description('what a new engine changed: documents whose result differs from the one it took the place of')
  .addOption(new Option('--format <format>', 'of the list').choices(['text', 'jsonl']).default('text'))
  .addOption(data)
  .addHelpText('after', '\nExample:\n  gouji diff-engines --format jsonl > changed.jsonl')
  .action(async (options) => {
    const { runDiffEngines } = await import('./diff-engines.js');
    await runDiffEngines({ ...options, store: storeIn(options.data) }, print);
  });

addReviewVerbs(program, { storeIn, print, data, host, language });

const permitRange = new Option(
  '--permit-range <range>',
  'fetch also from these addresses, such as 10.1.0.0/16; repeatable',
)
  .argParser(collect)
  .default([]);
const authority = new Option(
  '--authority <file>',
  'believe this authority (PEM) besides the public ones; repeatable',
)
  .argParser(collect)
  .default([]);
const queueName = new Argument('<queue>', 'which').choices(queueNames);

program
  .command('ingest')
  .description('import reports into the store; goes on where it was broken off, and does nothing twice')
  .argument(
    '<input...>',
    'files, folders, patterns, ZIP or TAR archives, manifests (CSV, JSONL), addresses, - for a list',
  )
  .addOption(data)
  .option('--jobs <count>', 'documents at a time (default: one per core)', parseCount)
  .option('--queue', 'leave the work to workers (gouji work), in the queue at GOUJI_REDIS_URL')
  .option(
    '--priority <number>',
    'of what is left to workers: 1 goes before 2; without one before all',
    parseCount,
  )
  .option('--quiet', 'say nothing but errors')
  .option('--json', 'say how it goes and how it ended as JSON lines')
  .addOption(permitRange)
  .addOption(authority)
  .addOption(language)
  .addHelpText('after', ingestHelp)
  .action(async (given: string[], options) => {
    if (options.priority && !options.queue) throw new UsageError('--priority is for --queue');
    const { ingestInputs } = await import('./ingest-inputs.js');
    const { withReachedQueue } = await import('./open-queue.js');
    const run = (queue?: Queue) =>
      ingestInputs(
        given,
        {
          ...{ ...storeIn(options.data), language: options.lang, jobs: options.jobs, queue },
          priority: options.priority,
          talk: options.quiet ? 'quiet' : options.json ? 'json' : 'progress',
          ...{ permittedRanges: options.permitRange, authorities: options.authority },
        },
        print,
      );
    const { counts, isBrokenOff } = await (options.queue ? withReachedQueue(settings.redisUrl, run) : run());
    if (isBrokenOff) exitAfter(process.stdout, exitBrokenOff);
    else process.exitCode = counts.failed + counts.unread > 0 ? exitSomeFailed : 0;
  });

program
  .command('work')
  .description('a worker: takes what waits in the queue, until it is told to stop; logs JSON lines')
  .addOption(data)
  .addOption(new Option('--queues <name...>', 'those that it takes from (default: all)').choices(queueNames))
  .option('--jobs <count>', 'documents at a time (default: one per core)', parseCount)
  .option('--listen <[host:]port>', 'say at /health, /ready and /metrics how it is', parseListen)
  .addOption(host)
  .addOption(permitRange)
  .addOption(authority)
  .addOption(language)
  .addHelpText('after', workHelp)
  .action(async (options) => {
    const { runWork } = await import('./work.js');
    await runWork({
      ...{ ...storeIn(options.data), language: options.lang, jobs: options.jobs },
      ...{ queues: options.queues, listen: options.listen, names: options.host },
      ...{ permittedRanges: options.permitRange, authorities: options.authority },
    });
  });

const queue = program
  .command('queue')
  .description('what waits for workers, and what failed for good')
  .addHelpText(
    'after',
    '\nExamples:\n  gouji queue status\n  gouji queue failed ingest\n  gouji queue retry ingest',
  );

queue
  .command('status')
  .description('how much waits, is at work and has failed; imports that are not through')
  .addOption(data)
  .action(async (options) => {
    const { tellQueue } = await import('./queue.js');
    await tellQueue(storeIn(options.data), print);
  });

queue
  .command('failed')
  .description('jobs that failed for good, the latest first, as JSON lines')
  .addArgument(queueName)
  .action(async (name) => {
    const { listDead } = await import('./queue.js');
    await listDead(settings, name, print);
  });

for (const [verb, fate, what] of [
  ['retry', 'replay', 'give failed jobs another chance'],
  ['drop', 'drop', 'throw failed jobs away'],
] as const)
  queue
    .command(verb)
    .description(what)
    .addArgument(queueName)
    .argument('[id...]', 'those (default: all)')
    .action(async (name, ids: string[]) => {
      const { settleDead } = await import('./queue.js');
      await settleDead(settings, fate, { name, ids }, print);
    });

queue
  .command('board')
  .description('the queues in a browser, for administrators: jobs, what they failed of, another chance')
  .addOption(
    new Option('--listen <[host:]port>', 'where').argParser(parseListen).default(parseListen('3000'), '3000'),
  )
  .addOption(host)
  .option('--token <token>', 'to be asked for (default: GOUJI_BOARD_TOKEN)')
  .addHelpText('after', boardHelp)
  .action(async (options) => {
    const { showBoard } = await import('./queue-board.js');
    const { listen, host: names, token = settings.boardToken } = options;
    await showBoard({ redisUrl: settings.redisUrl, listen, names, token }, print);
  });

addCrawlVerbs(program, {
  ...{ storeIn, print, data, permitRange, authority, language },
  end({ isBrokenOff, disturbed }) {
    if (isBrokenOff) exitAfter(process.stdout, exitBrokenOff);
    else process.exitCode = disturbed > 0 ? exitSomeFailed : 0;
  },
});

program
  .command('inspect')
  .description('how a document was read, as one HTML page: tables, cells, figures and labels over its pages')
  .argument('<file>', 'a DOCX, PDF, HTML or text file')
  .option('--out <page>', 'where the page goes (default: NAME.inspect.html in the working directory)')
  .option('--charset <name>', 'charset of the HTTP header the file came with')
  .addOption(language)
  .addHelpText(
    'after',
    '\nThe page needs no network and shows what was read also where no record can be made.\n\nExample:\n  gouji inspect report.pdf --out report.html',
  )
  .action(async (file: string, options) => {
    const { inspectFile } = await import('./inspect.js');
    await inspectFile(file, { ...options, language: options.lang }, print);
  });

program
  .command('start')
  .description('import samples/ into the data folder and say what to do next')
  .action(async () => {
    const { start } = await import('./start.js');
    await start(settings, print);
  });

const lists = {
  forms: 'the editions of the form',
  fields: 'every field path',
  checks: 'every check',
} as const;
for (const [name, what] of Object.entries(lists))
  program
    .command(name)
    .description(`list ${what}`)
    .addHelpText('after', `\nExample:\n  gouji ${name}`)
    .action(async () => {
      const { listChecks, listFields, listForms } = await import('./lists.js');
      print({ forms: listForms, fields: listFields, checks: listChecks }[name as keyof typeof lists]());
    });

program
  .command('schema')
  .description('the JSON Schema of a record')
  .addHelpText('after', '\nExample:\n  gouji schema > record.schema.json')
  .action(async () => {
    const { recordJsonSchema } = await import('#records/schema.js');
    print(JSON.stringify(recordJsonSchema(), null, 2));
  });

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** Ends when all is written. What still lists inputs, deep in a folder or an archive, is not waited for. */
function exitAfter(stream: NodeJS.WriteStream, code: number): void {
  stream.write('', () => process.exit(code));
}

// A reader such as `head` that has seen enough closes the pipe: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`gouji: ${error.message}\n`);
    process.exitCode = exitUsage;
  } else if (isWorldError(error)) {
    process.stderr.write(`gouji: ${error.message}\n`);
    exitAfter(process.stderr, exitWorld);
  } else if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitUsage;
  else throw error;
}
