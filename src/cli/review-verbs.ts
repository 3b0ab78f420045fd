/** The verbs of those who judge: `gouji review`, `gouji users`, `gouji decisions`. */
import { type Command, Option } from 'commander';
import type { Settings } from '#config/settings.js';
import type { Role } from '#store/users.js';
import { parseListen } from './parse-listen.js';

export interface ReviewVerbs {
  /** The settings, with this data folder. */
  readonly storeIn: (dataFolder: string) => Settings;
  readonly print: (text: string) => void;
  readonly data: Option;
  readonly host: Option;
  readonly language: Option;
}

export function addReviewVerbs(program: Command, verbs: ReviewVerbs): void {
  addReview(program, verbs);
  addUsers(program, verbs);
  addDecisions(program, verbs);
}

function addReview(program: Command, { storeIn, print, data, host, language }: ReviewVerbs): void {
  program
    .command('review')
    .description('the review site: what was flagged, its place on the page, and keys to decide')
    .addOption(
      new Option('--listen <[host:]port>', 'where')
        .argParser(parseListen)
        .default(parseListen('4180'), '4180'),
    )
    .addOption(host)
    .option('--token <token>', 'to be asked for')
    .option('--reviewer <name>', 'in whose name decisions are made', 'reviewer')
    .addOption(data)
    .addOption(language)
    .addHelpText('after', '\nWhat the keys do: docs/review.md.\n\nExample:\n  gouji review --reviewer 张三')
    .action(async (options) => {
      const { runReview } = await import('./review.js');
      const { listen, host: names, token, reviewer } = options;
      const settings = { ...storeIn(options.data), language: options.lang };
      await runReview({ ...settings, listen, names, token, reviewer }, print);
    });
}

function addUsers(program: Command, { storeIn, print, data }: ReviewVerbs): void {
  const users = program
    .command('users')
    .description('who may use the review site; it asks for a name and a token as soon as there is one')
    .addHelpText('after', '\nExample:\n  gouji users add 张三 --role reviewer');

  users
    .command('add')
    .description('add a user, or give one another token; the token is shown once')
    .argument('<name>', 'in which decisions are made')
    .addOption(new Option('--role <role>', 'what he may').choices(roles).default('reviewer'))
    .addOption(data)
    .action(async (name: string, options) => {
      const { addUser } = await import('./users.js');
      await addUser(storeIn(options.data), { name, role: options.role }, print);
    });

  users
    .command('list')
    .description('names, roles, since when')
    .addOption(data)
    .action(async (options) => {
      const { printUsers } = await import('./users.js');
      await printUsers(storeIn(options.data), print);
    });

  users
    .command('remove')
    .description('take away what a user may; what he decided stays')
    .argument('<name>')
    .addOption(data)
    .action(async (name: string, options) => {
      const { dropUser } = await import('./users.js');
      await dropUser(storeIn(options.data), name, print);
    });
}

/** As `store/users.ts` has them, which the command line does not load before it knows its verb. */
const roles = ['reader', 'reviewer', 'administrator'] as const satisfies readonly Role[];

function addDecisions(program: Command, { storeIn, print, data }: ReviewVerbs): void {
  const decisions = program
    .command('decisions')
    .description('what reviewers decided, out of a store and into another one')
    .addHelpText(
      'after',
      '\nExamples:\n  gouji decisions export > decisions.jsonl\n  gouji decisions replay decisions.jsonl --data other',
    );

  decisions
    .command('export')
    .description(
      'all decisions, then all rulings on documents, as JSON lines, in the order in which they were made',
    )
    .addOption(data)
    .action(async (options) => {
      const { exportDecisions } = await import('./decisions.js');
      await exportDecisions(storeIn(options.data), print);
    });

  decisions
    .command('replay')
    .description('add decisions and rulings to a store; those that it has are passed over')
    .argument('<file>', 'JSON lines, - for standard input')
    .addOption(data)
    .action(async (file: string, options) => {
      const { replayDecisions } = await import('./decisions.js');
      await replayDecisions(storeIn(options.data), file, print);
    });
}
