/** The servers that tests start: Debian's, installed where that may be done, and named where they are missing. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { skipUnless } from '../skip-unless.js';

export const packages = { redis: 'redis-server', postgres: 'postgresql' } as const;

export type Server = keyof typeof packages;

/** Where Debian puts what is not on the path. */
const postgresFolder = '/usr/lib/postgresql';

/** The folder it is in. */
export function findServer(server: Server): string | undefined {
  const places =
    server === 'postgres'
      ? versionsIn(postgresFolder).map((version) => join(postgresFolder, version, 'bin'))
      : [];
  const program = server === 'postgres' ? 'initdb' : 'redis-server';
  const onPath = (process.env.PATH ?? '').split(':');
  return [...places, ...onPath].find((place) => existsSync(join(place, program)));
}

const versionsIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).sort((a, b) => Number(b) - Number(a)) : [];

/** Does nothing where they are there, or where nothing may be installed. */
export function installServers(): void {
  const missing = (Object.keys(packages) as Server[]).filter((server) => !findServer(server));
  if (missing.length === 0 || process.getuid?.() !== 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const names = missing.map((server) => packages[server]);
  const install = () => spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
  if (install().status !== 0 && spawnSync('apt-get', ['update'], { env }).status === 0) install();
}

/** Whether tests may start them; where not, the run says what is missing. */
export function areServersHere(...servers: readonly Server[]): boolean {
  const missing = servers.filter((server) => !findServer(server)).map((server) => packages[server]);
  skipUnless(missing.length === 0, `needs ${missing.join(' and ')}: install with apt`);
  return missing.length === 0;
}
