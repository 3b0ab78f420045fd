/** A child process that does one task and sends what comes out. */
import { tasks } from './tasks.js';

export interface TaskRequest {
  readonly name: keyof typeof tasks;
  readonly args: readonly unknown[];
}

process.once('message', async ({ name, args }: TaskRequest) => {
  const task = tasks[name] as (...given: readonly unknown[]) => Promise<unknown>;
  const result = await task(...args);
  process.send?.({ result }, undefined, undefined, () => process.exit(0));
});
