/** One line a document, as JSON; nothing of a report's text is in it. */
import pino from 'pino';
import type { Ending } from '#jobs/ingest.js';

export interface IngestLog {
  write(ending: Ending): void;
  close(): void;
}

/** Unchanged inputs are told at level `debug` only. Writes synchronously: what was done before a kill is there. */
export function openIngestLog(path: string, importId: number): IngestLog {
  const file = pino.destination({ dest: path, mkdir: true, sync: true });
  // Where the log finds the disk full, the store soon will, and says so.
  file.on('error', () => undefined);
  const log = pino({ base: { import: importId }, timestamp: pino.stdTimeFunctions.isoTime }, file);
  return {
    write(ending) {
      if (ending.outcome === 'unchanged') log.debug(toLine(ending));
      else if (ending.outcome === 'records' || ending.outcome === 'known') log.info(toLine(ending));
      else log.warn(toLine(ending));
    },
    close: () => file.end(),
  };
}

function toLine({ reply, ...ending }: Ending): object {
  if (!reply) return ending;
  const { format, head } = reply.rows;
  const { figures, anomalies } = reply;
  return { ...ending, format, form: head.form, year: head.year, figures, anomalies };
}
