/**
 * Timing on a machine that others use too. The contenders take turns, A B C A B C, so that whatever slows the
 * machine slows all of them; medians leave the disturbed turns out; a turn is long enough for the clock and
 * bears its own share of garbage collection. What is compared is a ratio of medians of one run.
 */
import { setImmediate } from 'node:timers/promises';

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
  /** Milliseconds. */
  readonly warmUp: number;
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
    for (const { contender, calls, wall, cpu } of entries) {
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

/** Gives how many calls make a turn. */
async function warmUp({ run }: Contender, { warmUp: time, turn }: Effort): Promise<number> {
  const start = performance.now();
  let fastest = Number.POSITIVE_INFINITY;
  do {
    const before = performance.now();
    await run();
    fastest = Math.min(fastest, performance.now() - before);
  } while (performance.now() - start < time);
  return Math.max(1, Math.round(turn / fastest));
}

/** The garbage of the one before is not charged to this one. */
async function takeTurn({ run }: Contender, calls: number): Promise<{ wall: number; cpu: number }> {
  globalThis.gc?.();
  await setImmediate();
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
