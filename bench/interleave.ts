/**
 * Timing on a machine that others use too. The contenders take turns, A B C B C A, so that whatever slows the
 * machine slows all of them and each clears the garbage of each as often; medians leave the disturbed turns
 * out; a turn is long enough for the clock. What is compared is a ratio of medians of one run.
 *
 * Garbage is not collected between the turns: a full collection asked for makes V8 drop compiled code, and
 * everything measured after it is several times as slow.
 */

export interface Contender {
  readonly name: string;
  run(): unknown;
}

export interface Timing {
  readonly name: string;
  /** Milliseconds a call by the wall clock. */
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  /** Median of the processor time of this process, all threads; another process's is not in it. */
  readonly cpu: number;
  readonly rounds: number;
}

export interface Effort {
  /** Milliseconds, and calls: until both are reached, but at most for ten times as long. */
  readonly warmUp: number;
  readonly warmUpCalls: number;
  readonly turn: number;
  /** Rounds are made until the time is used up, but as many as these at least. */
  readonly budget: number;
  readonly fewestRounds: number;
}

export async function interleave(contenders: readonly Contender[], effort: Effort): Promise<Timing[]> {
  const entries = [];
  for (const contender of contenders)
    entries.push({
      contender,
      calls: await warmUp(contender, effort),
      wall: [] as number[],
      cpu: [] as number[],
    });
  const start = performance.now();
  for (let round = 0; round < effort.fewestRounds || performance.now() - start < effort.budget; round++)
    for (const { contender, calls, wall, cpu } of rotate(entries, round)) {
      const turn = await takeTurn(contender, calls);
      wall.push(turn.wall / calls);
      cpu.push(turn.cpu / calls);
    }
  return entries.map(({ contender: { name }, wall, cpu }) => ({
    name,
    median: quantile(wall, 0.5),
    lower: quantile(wall, 0.25),
    upper: quantile(wall, 0.75),
    cpu: quantile(cpu, 0.5),
    rounds: wall.length,
  }));
}

function rotate<Item>(items: readonly Item[], by: number): Item[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

/** Gives how many calls make a turn. */
async function warmUp({ run }: Contender, effort: Effort): Promise<number> {
  const start = performance.now();
  const times: number[] = [];
  const isWarm = (elapsed: number): boolean =>
    (elapsed >= effort.warmUp && times.length >= effort.warmUpCalls) || elapsed >= 10 * effort.warmUp;
  do {
    const before = performance.now();
    await run();
    times.push(performance.now() - before);
  } while (!isWarm(performance.now() - start));
  return Math.max(1, Math.round(effort.turn / Math.min(...times)));
}

async function takeTurn({ run }: Contender, calls: number): Promise<{ wall: number; cpu: number }> {
  const before = process.cpuUsage();
  const start = performance.now();
  for (let call = 0; call < calls; call++) await run();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}
