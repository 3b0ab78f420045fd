/** Comes back at the first SIGINT or SIGTERM. A second one ends the process: what it had is another one's then. */
export function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let isTold = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        if (isTold) process.exit(130);
        isTold = true;
        resolve();
      });
  });
}
