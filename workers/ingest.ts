/** Takes documents from the queue and makes records of them: `node dist/workers/ingest.js`. */
import { runWork } from '#cli/work.js';
import { readSettings } from '#config/settings.js';

await runWork({ ...readSettings(process.env), queues: ['ingest'] });
