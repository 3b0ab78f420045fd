/** What is measured in a process of its own, so that nothing disturbs it but the machine. */
import type { Format } from '../test/generator/case.js';
import { measureAccuracy } from './accuracy.js';
import { measureCorpus } from './corpus-accuracy.js';
import { measureCounterpart } from './counterpart-accuracy.js';
import { measureSpeed } from './speed.js';

export const tasks = {
  speed: measureSpeed,
  accuracy: (format: Format, first: number, count: number, talk: boolean) =>
    measureAccuracy(format, first, count, talk ? (line) => console.log(line) : () => undefined),
  counterpart: measureCounterpart,
  corpus: measureCorpus,
} as const;
