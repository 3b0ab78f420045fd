import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../cli/run-gouji.js';

test.each(['processes/parse-child.js', 'jobs/ingest-child.js'])(
  'Ctrl-C in its terminal ends no document of %s',
  async (module) => {
    const child = fork(join(root, 'dist', 'src', module), {
      ...{ serialization: 'advanced', execArgv: [] },
    });
    const ask = async (): Promise<unknown> => {
      const name = 'clean-2024.html';
      child.send({ path: join(root, 'samples', name), name, language: 'en' });
      const [reply] = await once(child, 'message');
      return reply;
    };
    const before = await ask();
    const after = ask();
    child.kill('SIGINT');
    expect(await after).toEqual(before);
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  },
);
