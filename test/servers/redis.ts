/** A Redis of the tests' own: a free port, nothing on disk but in its own folder, gone when it is stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findFreePort } from './free-port.js';
import { findServer } from './programs.js';

export class RedisServer {
  private process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly folder: string,
  ) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await findFreePort(), mkdtempSync(join(tmpdir(), 'gouji-redis-')));
    await server.resume();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Again, on the same port and with what was written to disk. */
  async resume(): Promise<void> {
    const program = join(findServer('redis') ?? '', 'redis-server');
    const settings = { port: this.port, bind: '127.0.0.1', dir: this.folder, appendonly: 'yes', save: '' };
    const given = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.process = spawn(program, given, { stdio: 'ignore' });
    await this.untilItAnswers();
  }

  /** `SIGKILL` as when the power fails, `SIGTERM` as when somebody restarts it. */
  async halt(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const running = this.process;
    if (!running || running.exitCode !== null) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  }

  /** Forgets all it holds. */
  async flush(): Promise<void> {
    await this.ask((client) => client.flushall());
  }

  /** Of memory. */
  async usedBytes(): Promise<number> {
    const said = await this.ask((client) => client.info('memory'));
    return Number(/^used_memory:(\d+)/m.exec(said)?.[1]);
  }

  /** Besides the one that asks. */
  async countConnections(): Promise<number> {
    const said = await this.ask((client) => client.info('clients'));
    return Number(/^connected_clients:(\d+)/m.exec(said)?.[1]) - 1;
  }

  private async ask<Answer>(question: (client: Redis) => Promise<Answer>): Promise<Answer> {
    const client = new Redis(this.url);
    try {
      return await question(client);
    } finally {
      client.disconnect();
    }
  }

  async stop(): Promise<void> {
    await this.halt('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async untilItAnswers(): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      if (this.process?.exitCode != null) throw new Error(`redis-server ended with ${this.process.exitCode}`);
      if (await ping(this.port)) return;
      await wait(25);
    }
    throw new Error('redis-server does not answer');
  }
}

function ping(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('+PONG'));
      socket.destroy();
    });
    // What answers there may be dying, or somebody else.
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
