/**
 * Who may see and use pages of ours: whoever knows a token, where one is asked for. What changes something has to come
 * from their own pages, since a browser that was let in sends its token along wherever it is sent from.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { isExpectedHost } from './asked-name.js';

export type Served = { readonly Bindings: HttpBindings };

/** Of pages that know more of a request than where it came from, too. */
type Guard = <More extends Served>(
  ...given: Parameters<MiddlewareHandler<More>>
) => ReturnType<MiddlewareHandler<More>>;

export const expectHost =
  (names: readonly string[]): Guard =>
  async (context, next) => {
    const reached = context.env.incoming.socket.localAddress;
    if (!isExpectedHost(context.req.header('host'), { names, reached }))
      return context.text('not a name of this server: --host tells it more of them\n', 421);
    return next();
  };

/** By HTTP basic, whatever the user's name, or as a bearer. */
export const expectToken =
  (token: string, realm: string): Guard =>
  async (context, next) =>
    isToken(findCredentials(context.req.header('authorization'))?.token, token)
      ? next()
      : askWho(context, realm);

/** That a browser asks its user for a name and a token. */
export const askWho = (context: Context, realm: string): Response =>
  context.text('who are you?\n', 401, { 'WWW-Authenticate': `Basic realm="${realm}", charset="UTF-8"` });

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Browsers say where a request comes from; what says nothing is refused. */
export const expectSameOrigin: Guard = async (context, next) => {
  const { req } = context;
  const site = req.header('sec-fetch-site');
  const isOwn =
    site === undefined ? hostOf(req.header('origin')) === req.header('host') : site === 'same-origin';
  if (harmless.has(req.method) || isOwn) return next();
  return context.text('only from pages of this server\n', 403);
};

/** On every answer that does not say otherwise itself: `own`, and what holds of all pages of ours. */
export const setHeaders =
  (own: Readonly<Record<string, string>>): Guard =>
  async (context, next) => {
    await next();
    for (const [name, value] of Object.entries({ ...common, ...own }))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  };

const common = {
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
};

export interface Credentials {
  /** Empty where none is given. */
  readonly name: string;
  readonly token: string;
}

/** Of the header `Authorization`. */
export function findCredentials(header = ''): Credentials | undefined {
  const [, scheme = '', value = ''] = /^(Basic|Bearer) +([\w+/=.~-]+)$/i.exec(header) ?? [];
  if (scheme === '') return undefined;
  if (scheme.toLowerCase() !== 'basic') return { name: '', token: value };
  const [, name = '', token = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return { name, token };
}

/** Takes as long whatever is right of it. */
export const isToken = (given: string | undefined, token: string): boolean =>
  given !== undefined && timingSafeEqual(digestOf(given), digestOf(token));

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

function hostOf(origin: string | undefined): string | undefined {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined;
}
