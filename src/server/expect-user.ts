/**
 * Who asks: a named user of the store, or whoever knows the token, under a name that is nobody's. Where there is neither, the
 * person at this machine. A user that is added while the site is open is asked for from then on; when the last one is
 * removed the site does not become open.
 */
import type { MiddlewareHandler } from 'hono';
import { askWho, findCredentials, isToken } from '#monitor/request-guard.js';
import type { Store } from '#store/store.js';
import { findUser, hasUsers, isUser } from '#store/users.js';
import type { SiteEnv, User } from './site.js';

export interface UserOptions {
  readonly store: Store;
  /** For whoever is no named user. */
  readonly token?: string | undefined;
  /** In whose name decisions are made where nobody says another. */
  readonly reviewer: string;
}

export async function expectUser(options: UserOptions): Promise<MiddlewareHandler<SiteEnv>> {
  const { store, token, reviewer } = options;
  let isGuarded = token !== undefined || (await store.ask(hasUsers));
  return async (context, next) => {
    isGuarded ||= await store.ask(hasUsers);
    const user = isGuarded
      ? await whoIs(context.req.header('authorization'), options)
      : { name: reviewer, role: 'administrator' as const };
    if (!user) return askWho(context, 'gouji review');
    context.set('user', user);
    return next();
  };
}

async function whoIs(
  header: string | undefined,
  { store, token, reviewer }: UserOptions,
): Promise<User | undefined> {
  const given = findCredentials(header);
  if (!given) return undefined;
  const { name } = given;
  const user = await store.ask((db) => findUser(db, given));
  if (user) return user;
  const own = name.slice(0, longestName) || reviewer;
  const isTaken = await store.ask((db) => isUser(db, own));
  if (isTaken || token === undefined || !isToken(given.token, token)) return undefined;
  return { name: own, role: 'administrator' };
}

const longestName = 100;
