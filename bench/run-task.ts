import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TaskRequest } from './task-child.js';
import type { tasks } from './tasks.js';

type Tasks = typeof tasks;
type Result<Name extends keyof Tasks> = Awaited<ReturnType<Tasks[Name]>>;

/**
 * Speed is measured on the built files, as they are published: a loader that compiles on the fly adds code of
 * its own to every function. Accuracy is measured on the source.
 */
const execArgv: Readonly<Record<keyof Tasks, readonly string[]>> = {
  speed: ['--import', 'tsx'],
  accuracy: ['--conditions=source', '--import', 'tsx'],
  counterpart: ['--conditions=source', '--import', 'tsx'],
  corpus: ['--conditions=source', '--import', 'tsx'],
};

export function runTask<Name extends keyof Tasks>(
  name: Name,
  ...args: Parameters<Tasks[Name]>
): Promise<Result<Name>> {
  const child = fork(fileURLToPath(new URL('./task-child.ts', import.meta.url)), {
    execArgv: [...execArgv[name]],
    serialization: 'advanced',
  });
  const request: TaskRequest = { name, args };
  return new Promise((resolve, reject) => {
    child.once('message', ({ result }: { result: Result<Name> }) => resolve(result));
    child.once('exit', (code) => reject(new Error(`the measurement of ${name} ended with ${code}`)));
    child.send(request);
  });
}
