/** One line a document, as JSON; nothing of a report's text is in it. */
import pino from 'pino';
import type { Ending } from '#jobs/intake.js';
import { LogFile, type LogGap } from './log-file.js';

export interface IngestLog {
  write(ending: Ending): void;
  /** What could not be written, if anything. */
  close(): LogGap | undefined;
}

/** Unchanged inputs are told at level `debug` only. Throws nothing: what a log lacks stops no import. */
export function openIngestLog(path: string, importId: number): IngestLog {
  const file = new LogFile(path);
  const log = pino({ base: { import: importId }, timestamp: pino.stdTimeFunctions.isoTime }, file);
  return {
    write(ending) {
      if (ending.outcome === 'unchanged' || ending.outcome === 'left') log.debug(endingToLine(ending));
      else if (['records', 'known', 'unpacked'].includes(ending.outcome)) log.info(endingToLine(ending));
      else log.warn(endingToLine(ending));
    },
    close: () => file.close(),
  };
}

/** Nothing of a report's text is in it. */
export function endingToLine({ reply, ...ending }: Ending): object {
  if (!reply) return ending;
  const { format, head } = reply.rows;
  const { figures, anomalies } = reply;
  return { ...ending, format, form: head.form, year: head.year, figures, anomalies };
}
