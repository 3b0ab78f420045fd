import type { AddressInput, InputFailure } from './input.js';
import { errorToFailure, InputError } from './input-error.js';

const schemed = /^[a-z][a-z0-9+.-]+:\/\//i;

/** Whether a text is meant as an address, of whatever kind. */
export function isAddress(text: string): boolean {
  return schemed.test(text);
}

/** Throws an `InputError` for what is not http(s) and what carries a password, which would end in the store. */
export function parseAddress(text: string): AddressInput {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new InputError('bad-address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new InputError('bad-address', url.protocol);
  if (url.username || url.password) throw new InputError('bad-address', 'with a user name');
  url.hash = '';
  return { kind: 'address', location: url.href, name: nameOfAddress(url) };
}

export function* listAddress(text: string): Generator<AddressInput | InputFailure> {
  try {
    yield parseAddress(text);
  } catch (error) {
    yield errorToFailure(error, text.replace(/\/\/[^/@]*@/, '//'));
  }
}

export function nameOfAddress({ pathname, hostname }: URL): string {
  const last = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last) || hostname;
  } catch {
    return last;
  }
}
