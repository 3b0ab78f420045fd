// A child as the program's own, told apart by what it does with a document.
// Its number stands in a file from its start, and beside it a mark for every document that it was given.
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { answerParent } from '../../../dist/src/processes/answer-parent.js';

const ways = {
  answer: () => ({ answer: 'at once' }),
  loop: () => {
    for (;;);
  },
  'wait for a word': async (path) => {
    while (!existsSync(`${path}.word`)) await wait(20);
    return { answer: 'after the word' };
  },
};

writeFileSync(process.env.CHILD_FILE, String(process.pid));
answerParent(({ path, wish }) => {
  writeFileSync(`${path}.given`, '');
  return Promise.resolve(ways[wish](path));
});
