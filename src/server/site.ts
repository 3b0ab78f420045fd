/** What every page of the review site is given, and who asks for it. */
import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import type { Language } from '#model/anomaly.js';
import type { Store } from '#store/store.js';
import { type Role, roles } from '#store/users.js';
import type { TryAgain } from './failure-routes.js';
import type { SourcePool } from './source-pool.js';

export interface Site {
  readonly store: Store;
  readonly sources: SourcePool;
  readonly language: Language;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** Imports again what failed; absent where the site is only to be looked at. */
  readonly tryAgain?: TryAgain | undefined;
}

export interface User {
  /** In whose name decisions are made. */
  readonly name: string;
  readonly role: Role;
}

export interface SiteEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: { user: User };
}

export type SiteApp = Hono<SiteEnv>;
export type Asked = Context<SiteEnv>;

/** Of each role, what those before it may, and more. */
export const mayAs = (user: User, role: Role): boolean => roles.indexOf(user.role) >= roles.indexOf(role);

export const expectRole =
  (role: Role): MiddlewareHandler<SiteEnv> =>
  async (context, next) =>
    mayAs(context.var.user, role) ? next() : context.text(`only as ${role}\n`, 403);

/** What was sent, or the answer that tells why it cannot be taken. */
export async function readJson<Schema extends z.ZodType>(
  context: Asked,
  schema: Schema,
): Promise<{ readonly sent: z.infer<Schema> } | { readonly refusal: Response }> {
  if (!/^application\/json\b/i.test(context.req.header('content-type') ?? ''))
    return { refusal: context.text('application/json\n', 415) };
  const given: unknown = parseJson(await context.req.text());
  const parsed = schema.safeParse(given);
  if (parsed.success) return { sent: parsed.data };
  return { refusal: context.text(`${z.prettifyError(parsed.error)}\n`, 400) };
}

/** Undefined where it is none; a text that holds what no database takes is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string' && value.includes('\0')) throw new SyntaxError('NUL');
      return value;
    });
  } catch {
    return undefined;
  }
}
