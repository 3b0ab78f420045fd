/** Crawls the sites that the queue names, and begins those that are due: `node dist/workers/crawl.js`. */
import { runWork } from '#cli/work.js';
import { readSettings } from '#config/settings.js';

await runWork({ ...readSettings(process.env), queues: ['crawl'] });
