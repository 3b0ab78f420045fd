/** A Postgres of the tests' own: a free port, a folder that goes when it is stopped, a database for each who asks. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { findFreePort } from './free-port.js';
import { findServer } from './programs.js';

/** Postgres refuses to run as root. */
const owner = process.getuid?.() === 0 ? findUser('postgres') : undefined;

export class PostgresServer {
  private process: ChildProcess | undefined;
  private databases = 0;

  private constructor(
    readonly port: number,
    private readonly folder: string,
  ) {}

  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'gouji-postgres-'));
    if (owner) chownSync(folder, owner.uid, owner.gid);
    const given = [
      '-D',
      join(folder, 'data'),
      '-U',
      'gouji',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C',
      '-N',
    ];
    const { status, stderr } = spawnSync(programOf('initdb'), given, {
      ...{ ...owner, cwd: folder, encoding: 'utf8' },
    });
    if (status !== 0) throw new Error(`initdb: ${stderr}`);
    const server = new PostgresServer(await findFreePort(), folder);
    await server.resume();
    return server;
  }

  /** Again, on the same port and with the same data. */
  async resume(): Promise<void> {
    const given = ['-D', join(this.folder, 'data'), '-p', String(this.port), '-k', this.folder];
    // What the system has been given survives any end of the server; only the machine's own would lose it.
    const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
    this.process = spawn(programOf('postgres'), [...given, ...settings], {
      ...{ ...owner, cwd: this.folder, stdio: 'ignore' },
    });
    await this.untilItAnswers();
  }

  /** `SIGINT` ends the connections at once, `SIGQUIT` does not even write down what is in memory. */
  async halt(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    const running = this.process;
    if (!running || running.exitCode !== null) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    await this.halt('SIGQUIT');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The address of an empty database, or of a copy of one that nobody is connected to. */
  async makeDatabase(like?: string): Promise<string> {
    const name = `test_${++this.databases}`;
    const template = like === undefined ? '' : ` template ${new URL(like).pathname.slice(1)}`;
    await this.query(`create database ${name}${template}`);
    return this.urlOf(name);
  }

  private urlOf(database: string): string {
    return `postgres://gouji@127.0.0.1:${this.port}/${database}`;
  }

  /** Bytes of a database on disk. */
  sizeOf(url: string): Promise<number> {
    return this.askOf(url, 'select pg_database_size($1) as answer');
  }

  countConnections(url: string): Promise<number> {
    const clients = `select count(*) as answer from pg_stat_activity
      where datname = $1 and backend_type = 'client backend'`;
    return this.askOf(url, clients);
  }

  private async askOf(url: string, text: string): Promise<number> {
    const [row] = await this.query(text, [new URL(url).pathname.slice(1)]);
    return Number(row?.['answer']);
  }

  private async query(text: string, values: readonly string[] = []): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.urlOf('postgres') });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query(text, [...values]).finally(() => client.end());
    return rows;
  }

  private async untilItAnswers(): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      if (this.process?.exitCode != null) throw new Error(`postgres ended with ${this.process.exitCode}`);
      const answers = await this.query('select 1').then(
        () => true,
        () => false,
      );
      if (answers) return;
      await wait(25);
    }
    throw new Error('postgres does not answer');
  }
}

function programOf(name: string): string {
  return join(findServer('postgres') ?? '', name);
}

function findUser(name: string): { readonly uid: number; readonly gid: number } | undefined {
  const idOf = (flag: string): number => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  return uid > 0 ? { uid, gid } : undefined;
}
