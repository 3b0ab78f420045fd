/** Looks after the parent of this process, and ends the process when there is none any more. */
import { workerData } from 'node:worker_threads';

/** How often, in milliseconds. */
const often = 1000;
const parent = workerData as number;

function look(): void {
  if (isOrphan()) process.kill(process.pid, 'SIGKILL');
}

/**
 * An orphan has another parent from then on, on every system but Windows. The number comes from the parent
 * itself: it may have ended before this process could ask. Parents that are the first process of a container
 * take their children with them.
 */
function isOrphan(): boolean {
  if (process.platform !== 'win32') return process.ppid !== parent;
  try {
    return !process.kill(parent, 0);
  } catch {
    return true;
  }
}

look();
setInterval(look, often);
