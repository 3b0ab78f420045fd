/** The board that shows administrators the queues, and lets them try jobs again or throw them away. */
import type { Server } from 'node:http';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { HonoAdapter } from '@bull-board/hono';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { BullQueues } from '#queue/bull-queue.js';
import type { ListenAddress } from './listen-address.js';
import { listenOn, type OpenServer } from './open-server.js';
import { expectHost, expectSameOrigin, expectToken, type Served, setHeaders } from './request-guard.js';

export interface BoardOptions extends ListenAddress {
  readonly queues: BullQueues;
  /** Under which it may be asked besides the address it is reached at. */
  readonly names: readonly string[];
  /** Asked for, where there is one. */
  readonly token?: string | undefined;
}

/** Throws a ListenError. */
export async function openBoard({ queues, host, port, names, token }: BoardOptions): Promise<OpenServer> {
  const app = new Hono<Served>();
  app.use(setHeaders(headers), expectHost([host, ...names]));
  if (token !== undefined) app.use(expectToken(token, 'gouji queue board'));
  app.use(expectSameOrigin);
  app.route('/', toPages(queues));
  return listenOn(createAdaptorServer(app) as Server, { host, port });
}

/** The page asks for a typeface of another server: it is shown without. */
const headers = {
  'Content-Security-Policy': [
    ...["default-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:"],
    ...["frame-ancestors 'none'", "form-action 'self'", "base-uri 'self'"],
  ].join('; '),
};

function toPages(queues: BullQueues): Hono {
  const serverAdapter = new HonoAdapter(serveStatic);
  createBullBoard({
    queues: queues.shown.map((queue) => new BullMQAdapter(queue)),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Gouji', hideDocsLink: true, sortQueues: false } },
  });
  return serverAdapter.registerPlugin();
}
