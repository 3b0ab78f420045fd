/** In order; the key of one that has been published is never changed. */
import type { Migration } from 'kysely';
import * as first from './first.js';

export const migrations: Readonly<Record<string, Migration>> = { '0001-first': first };
