/** Compares what was imported, and writes exports: `node dist/workers/link.js`. */
import { runWork } from '#cli/work.js';
import { readSettings } from '#config/settings.js';

await runWork({ ...readSettings(process.env), queues: ['link', 'export'] });
