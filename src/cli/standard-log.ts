import pino, { type Logger } from 'pino';

/** JSON lines on standard output, each written at once. */
export const openStandardLog = (): Logger =>
  pino({ timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 1, sync: true }));
