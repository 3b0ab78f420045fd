/** `gouji users`: who may use the review site. */
import { randomBytes } from 'node:crypto';
import { listUsers, type Role, removeUser, saveUser } from '#store/users.js';
import { type StoreSettings, withStore } from './open-store.js';
import { UsageError } from './usage-error.js';

type Print = (text: string) => void;

/** What is told once and not kept. Throws a StoreError. */
export async function addUser(
  settings: StoreSettings,
  { name, role }: { readonly name: string; readonly role: Role },
  print: Print,
): Promise<void> {
  if (!/^[^\s:][^:\p{Cc}]{0,99}$/u.test(name))
    throw new UsageError('a name of at most 100 characters, without a colon');
  const token = randomBytes(24).toString('base64url');
  const addedAt = new Date().toISOString();
  await withStore(settings, {}, (store) => saveUser(store, { name, role, addedAt }, token));
  print(`${name} (${role}): ${token}`);
}

/** Throws a StoreError, or a UsageError where there is no such user. */
export async function dropUser(settings: StoreSettings, name: string, print: Print): Promise<void> {
  await withStore(settings, {}, async (store) => {
    if (!(await removeUser(store, name))) throw new UsageError(`no such user: ${name}`);
  });
  print(`${name}: removed`);
}

/** Throws a StoreError. */
export async function printUsers(settings: StoreSettings, print: Print): Promise<void> {
  await withStore(settings, { readOnly: true }, async (store) => {
    for (const { name, role, addedAt } of await store.ask(listUsers))
      print(`${name}\t${role}\t${addedAt.slice(0, 10)}`);
  });
}
