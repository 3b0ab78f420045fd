// `gouji crawl run` and `gouji work`, built, in a process of their own: with a port and a pause that no command line
// gives them, so that they crawl a site of the tests, and soon. Arguments: the verb, and its command as JSON.
import { runCrawl } from '#cli/crawl-run.js';
import { runWork } from '#cli/work.js';
import { readSettings } from '#config/settings.js';

const [verb, json = '{}'] = process.argv.slice(2);
const { port, ...given } = JSON.parse(json);
const command = {
  ...readSettings(process.env),
  ...{ watch: false, ports: [port], permittedRanges: ['127.0.0.1/32'] },
  politeness: { delayMilliseconds: 5, longestDelayMilliseconds: 5000 },
  ...given,
};
if (verb === 'work') await runWork(command);
else await runCrawl(command, console.log);
