import pg from 'pg';
import type { Claim } from './claim.js';

/** Advisory locks of this program, among those of others in the same database. */
export const lockFamily = 0x676f756a;
/** A machine that lost its power says no farewell: the server asks after it. */
const keepalive = '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

/** A connection of its own each: it is what holds the claim. */
export async function claimOnServer(settings: pg.ClientConfig, name: string): Promise<Claim | undefined> {
  const client = new pg.Client({ ...settings, options: keepalive });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const question = 'select pg_try_advisory_lock($1, hashtext($2)) as "isHeld"';
    const { rows } = await client.query<{ isHeld: boolean }>(question, [lockFamily, name]);
    if (rows[0]?.isHeld) return { release: () => client.end() };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  await client.end();
  return undefined;
}
