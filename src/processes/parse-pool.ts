/**
 * Documents in child processes, so that one that hangs or grows costs only itself.
 *
 * The parent watches each child's clock and resident memory and kills it at the limit; the document then
 * has the failure it deserves and a new child takes the next one. Worker threads would not do: they do
 * not bound buffers or WebAssembly memory.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Failure } from '#model/failure.js';
import type { ParseReply, ParseRequest } from './child-messages.js';
import { failedFile } from './failed-file.js';
import { heapMebibytes, type ProcessLimits } from './process-limits.js';
import { residentBytes } from './resident-bytes.js';

/** How often a child's memory is looked at, in milliseconds. */
const watchInterval = 200;

/** Children are built files: a loader for TypeScript does not carry over to them. */
const childModule = fileURLToPath(new URL(import.meta.url)).endsWith('.ts')
  ? fileURLToPath(new URL('../../dist/src/processes/parse-child.js', import.meta.url))
  : fileURLToPath(new URL('./parse-child.js', import.meta.url));

/** The record as a line of JSON. */
export type ParsedFile = Pick<ParseReply, 'line' | 'failed'>;

export class ParsePool {
  private readonly idle: Child[] = [];
  private readonly waiting: ((child: Child) => void)[] = [];
  private readonly children = new Set<Child>();

  constructor(
    private readonly size: number,
    private readonly limits: ProcessLimits,
  ) {}

  /** A document that breaks its child has a failure for a record. */
  async parse(request: ParseRequest): Promise<ParsedFile> {
    const child = await this.take();
    const outcome = await child.run(request);
    this.giveBack(child);
    if ('line' in outcome) return outcome;
    return { line: JSON.stringify(await failedFile(request, outcome.failure)), failed: true };
  }

  close(): void {
    for (const child of this.children) child.end();
    this.children.clear();
  }

  private take(): Promise<Child> {
    for (let free = this.idle.pop(); free; free = this.idle.pop()) {
      if (!free.isSpent()) return Promise.resolve(free);
      this.retire(free);
    }
    if (this.children.size < this.size) return Promise.resolve(this.start());
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private start(): Child {
    const child = new Child(this.limits);
    this.children.add(child);
    return child;
  }

  private giveBack(child: Child): void {
    const spent = child.isSpent();
    if (spent) this.retire(child);
    const first = this.waiting.shift();
    if (first) first(spent ? this.start() : child);
    else if (!spent) this.idle.push(child);
  }

  private retire(child: Child): void {
    child.end();
    this.children.delete(child);
  }
}

type Outcome = ParsedFile | { readonly failure: Failure };

class Child {
  private readonly process: ChildProcess;
  private served = 0;
  private dead = false;
  /** The last of what it wrote to standard error. */
  private complaint = '';

  constructor(private readonly limits: ProcessLimits) {
    this.process = fork(childModule, {
      execArgv: [`--max-old-space-size=${heapMebibytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.process.on('exit', () => {
      this.dead = true;
    });
    // It could not be started, or died before it could be sent its document: `exit` settles that document.
    this.process.on('error', () => {
      this.dead = true;
    });
    this.process.stderr?.on('data', (chunk: Buffer) => {
      this.complaint = (this.complaint + chunk.toString()).slice(-2000);
    });
  }

  isSpent(): boolean {
    return this.dead || this.served >= this.limits.documents;
  }

  end(): void {
    this.process.removeAllListeners('message');
    this.process.kill('SIGKILL');
  }

  /** One document: its record, or what killed the child. */
  run(request: ParseRequest): Promise<Outcome> {
    this.served++;
    return new Promise((resolve) => {
      const started = Date.now();
      const settle = (outcome: Outcome): void => {
        clearInterval(watch);
        this.process.off('message', onMessage);
        this.process.off('exit', onExit);
        resolve(outcome);
      };
      const kill = (failure: Failure): void => {
        this.dead = true;
        this.process.kill('SIGKILL');
        settle({ failure });
      };
      const onMessage = (reply: ParseReply): void => settle({ line: reply.line, failed: reply.failed });
      const onExit = (code: number | null): void => settle({ failure: failureOfExit(code, this.complaint) });
      const watch = setInterval(() => {
        if (Date.now() - started > this.limits.milliseconds)
          kill({ code: 'timeout', detail: `${this.limits.milliseconds / 1000} s` });
        else if (residentBytes(this.process.pid ?? 0) > this.limits.bytes)
          kill({ code: 'out-of-memory', detail: `${this.limits.bytes / 2 ** 20} MiB` });
      }, watchInterval);
      this.process.on('message', onMessage);
      this.process.on('exit', onExit);
      this.process.send(request);
    });
  }
}

/** V8 aborts when its heap is full, and says so. */
function failureOfExit(code: number | null, complaint: string): Failure {
  if (/heap out of memory|Allocation failed/i.test(complaint))
    return { code: 'out-of-memory', detail: 'heap' };
  const reason = complaint.trim().split('\n').at(0) ?? '';
  return { code: 'corrupt', detail: `the reader ended with ${code ?? 'a signal'}: ${reason}`.slice(0, 300) };
}
