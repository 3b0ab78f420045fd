/** Who may use the review site, where it is not left to one person: names, what they may, and what proves them. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Store } from './store.js';
import type { Tables } from './tables.js';

/** Each may what those before it may: look; judge; say what documents are. */
export const roles = ['reader', 'reviewer', 'administrator'] as const;

export type Role = (typeof roles)[number];

export interface StoredUser {
  readonly name: string;
  readonly role: Role;
  readonly addedAt: string;
}

/** In the place of what was known of the name. `token`: made by chance, too long to be tried. */
export function saveUser(store: Store, { name, role, addedAt }: StoredUser, token: string): Promise<void> {
  const row = { role, token_hash: hashOf(token), added_at: addedAt };
  return store.change(async (tx) => {
    await tx
      .insertInto('users')
      .values({ name, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute();
  });
}

/** Whether there was one. */
export function removeUser(store: Store, name: string): Promise<boolean> {
  return store.change(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('users')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  });
}

export async function listUsers(db: Kysely<Tables>): Promise<StoredUser[]> {
  const rows = await db.selectFrom('users').select(['name', 'role', 'added_at']).orderBy('name').execute();
  return rows.map(({ added_at: addedAt, ...row }) => ({ ...row, addedAt }));
}

export async function hasUsers(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('users').select('name').limit(1).executeTakeFirst()) !== undefined;
}

export async function isUser(db: Kysely<Tables>, name: string): Promise<boolean> {
  return (
    (await db.selectFrom('users').select('name').where('name', '=', name).executeTakeFirst()) !== undefined
  );
}

/** Undefined where the token is not theirs. */
export async function findUser(
  db: Kysely<Tables>,
  { name, token }: { readonly name: string; readonly token: string },
): Promise<StoredUser | undefined> {
  const row = await db
    .selectFrom('users')
    .select(['name', 'role', 'added_at'])
    .where('name', '=', name)
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  return row && { name: row.name, role: row.role, addedAt: row.added_at };
}

/** A plain hash is enough of what nobody can guess. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
