/**
 * Documents in child processes, so that one that hangs or grows costs only itself.
 *
 * The parent watches each child's clock and resident memory and kills it at the limit; the document then
 * has the failure it deserves and a new child takes the next one. Worker threads would not do: they do
 * not bound buffers or WebAssembly memory.
 */
import { type ChildProcess, fork } from 'node:child_process';
import type { Failure } from '#model/failure.js';
import { heapMebibytes, type ProcessLimits } from './process-limits.js';
import { residentBytes } from './resident-bytes.js';

/** How often a child's memory is looked at, in milliseconds. */
const watchInterval = 200;
/** Of the time between two looks so much counts as the child's. */
const mostCredited = 5 * watchInterval;

/** What killed a child, or made it end, while it had a document. */
export interface ChildFailure {
  readonly failure: Failure;
}

export class PoolClosed extends Error {
  override readonly name = 'PoolClosed';
}

/** No process was to be had for a child: nothing is said by that about a document. */
export class NoChild extends Error {
  override readonly name = 'NoChild';
  constructor(options?: ErrorOptions) {
    super(
      'no process can be started: allow more processes, files (ulimit -u, ulimit -n) or memory, or take fewer --jobs',
      options,
    );
  }
}

/** What a child dies of. */
interface Death extends Failure {
  readonly code: 'timeout' | 'out-of-memory' | 'corrupt';
}

/** `retired`: had its share of documents, or is no longer needed. */
export type ChildEnd = Death['code'] | 'retired';

/** For who counts them. */
export interface ChildWatch {
  onStart(pid: number): void;
  onEnd(pid: number, end: ChildEnd): void;
}

interface Waiting<Value> {
  readonly resolve: (value: Value | Promise<Value>) => void;
  readonly reject: (error: PoolClosed) => void;
}

/** `Reply` is what the child sends back for a `Request`: one message each, one document at a time. */
export class ChildPool<Request extends object, Reply extends object> {
  private readonly idle: Child<Request, Reply>[] = [];
  private readonly waiting: Waiting<Child<Request, Reply>>[] = [];
  private readonly children = new Set<Child<Request, Reply>>();
  private isClosed = false;

  /** `module`: the built file that children run, with the number of this process as its argument. */
  constructor(
    private readonly module: string,
    private readonly size: number,
    private readonly limits: ProcessLimits,
    private readonly watch?: ChildWatch | undefined,
  ) {}

  /** Throws a PoolClosed, or a NoChild. */
  async run(request: Request): Promise<Reply | ChildFailure> {
    const child = await this.take();
    try {
      return await child.run(request);
    } finally {
      this.giveBack(child);
    }
  }

  /** Ends the children. Documents that they have fail; those that wait for one throw a PoolClosed. */
  close(): void {
    this.isClosed = true;
    for (const child of this.children) child.end();
    this.children.clear();
    for (const { reject } of this.waiting.splice(0)) reject(new PoolClosed());
  }

  private take(): Promise<Child<Request, Reply>> {
    if (this.isClosed) return Promise.reject(new PoolClosed());
    for (let free = this.idle.pop(); free; free = this.idle.pop()) {
      if (!free.isSpent()) return Promise.resolve(free);
      this.retire(free);
    }
    if (this.children.size < this.size) return this.start();
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  private async start(): Promise<Child<Request, Reply>> {
    const child = new Child<Request, Reply>(this.module, this.limits, this.watch);
    this.children.add(child);
    return child;
  }

  private giveBack(child: Child<Request, Reply>): void {
    if (this.isClosed) return;
    const spent = child.isSpent();
    if (spent) this.retire(child);
    const first = this.waiting.shift();
    if (first) first.resolve(spent ? this.start() : child);
    else if (!spent) this.idle.push(child);
  }

  private retire(child: Child<Request, Reply>): void {
    child.end();
    this.children.delete(child);
  }
}

class Child<Request extends object, Reply extends object> {
  private readonly process: ChildProcess;
  private served = 0;
  private dead = false;
  /** Why it was killed by us. */
  private killed: ChildEnd | undefined;
  private error: Error | undefined;
  /** The last of what it wrote to standard error. */
  private complaint = '';

  constructor(
    module: string,
    private readonly limits: ProcessLimits,
    watch: ChildWatch | undefined,
  ) {
    this.process = startChild(module);
    const { pid } = this.process;
    if (pid !== undefined) watch?.onStart(pid);
    this.process.on('exit', (code, signal) => {
      this.dead = true;
      if (pid !== undefined)
        watch?.onEnd(pid, this.killed ?? failureOfExit(code, signal, this.complaint).code);
    });
    // It could not be started, or died before it could be sent its document: `exit` settles that document.
    this.process.on('error', (error) => {
      this.dead = true;
      this.error = error;
    });
    this.process.stderr?.on('data', (chunk: Buffer) => {
      this.complaint = (this.complaint + chunk.toString()).slice(-2000);
    });
  }

  isSpent(): boolean {
    return this.dead || this.served >= this.limits.documents;
  }

  end(): void {
    this.killed ??= 'retired';
    this.process.removeAllListeners('message');
    this.process.kill('SIGKILL');
  }

  async run(request: Request): Promise<Reply | ChildFailure> {
    this.served++;
    if (this.process.pid === undefined) {
      // Why it could not be started is told a little later than that.
      await new Promise(setImmediate);
      throw new NoChild({ cause: this.error });
    }
    return this.answer(request, this.process.pid);
  }

  private answer(request: Request, pid: number): Promise<Reply | ChildFailure> {
    return new Promise((resolve) => {
      // A machine that slept, or a parent that could not look, is not the child's time.
      let [spent, last] = [0, performance.now()];
      this.complaint = '';
      const settle = (outcome: Reply | ChildFailure): void => {
        clearInterval(watch);
        this.process.off('message', onMessage);
        this.process.off('exit', onExit);
        resolve(outcome);
      };
      const kill = (failure: Death): void => {
        this.dead = true;
        this.killed = failure.code;
        this.process.kill('SIGKILL');
        settle({ failure });
      };
      const onMessage = (reply: Reply): void => settle(reply);
      const onExit = (code: number | null, signal: NodeJS.Signals | null): void =>
        settle({ failure: failureOfExit(code, signal, this.complaint) });
      const watch = setInterval(() => {
        const now = performance.now();
        spent += Math.min(now - last, mostCredited);
        last = now;
        if (spent > this.limits.milliseconds)
          kill({ code: 'timeout', detail: `${this.limits.milliseconds / 1000} s` });
        else if (residentBytes(pid) > this.limits.bytes)
          kill({ code: 'out-of-memory', detail: `${this.limits.bytes / 2 ** 20} MiB` });
      }, watchInterval);
      this.process.on('message', onMessage);
      this.process.on('exit', onExit);
      this.process.send(request);
    });
  }
}

/** Throws a NoChild for some of what keeps a process from being started; most of it the child tells later. */
function startChild(module: string): ChildProcess {
  try {
    return fork(module, [String(process.pid)], {
      execArgv: [`--max-old-space-size=${heapMebibytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  } catch (error) {
    throw new NoChild({ cause: error });
  }
}
/** Sent by a system short of memory, by a person, or by a terminal to a child that has hardly begun. */
const fromOutside: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'];

/** V8 aborts when its heap is full, and says so; what ends a child from outside is a system short of memory. */
function failureOfExit(code: number | null, signal: NodeJS.Signals | null, complaint: string): Death {
  if (/heap out of memory|Allocation failed/i.test(complaint))
    return { code: 'out-of-memory', detail: 'heap' };
  if (signal !== null && fromOutside.includes(signal))
    return { code: 'out-of-memory', detail: `ended from outside by ${signal}` };
  const reason = complaint.trim().split('\n').at(0) ?? '';
  return { code: 'corrupt', detail: `the reader ended with ${code ?? 'a signal'}: ${reason}`.slice(0, 300) };
}
