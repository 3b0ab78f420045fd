/** The review site: pages made here, a little script, and changes that only its own pages can ask for. */
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ListenAddress } from '#monitor/listen-address.js';
import { listenOn, type OpenServer } from '#monitor/open-server.js';
import { expectHost, expectSameOrigin, setHeaders } from '#monitor/request-guard.js';
import { addAnomalyPages } from './anomaly-routes.js';
import { addBrowsePages } from './browse-pages.js';
import { expectUser, type UserOptions } from './expect-user.js';
import { addFailurePages } from './failure-routes.js';
import { addLogPage } from './log-page.js';
import { addOverviewPages } from './overview-routes.js';
import { script } from './page-script.js';
import { style } from './page-style.js';
import { addQueuePages } from './queue-routes.js';
import { addReportPages } from './report-pages.js';
import { addRulings } from './ruling-routes.js';
import type { Site, SiteApp, SiteEnv } from './site.js';

export interface ReviewOptions extends ListenAddress, Site, UserOptions {
  /** Under which it may be asked besides the address it is reached at. */
  readonly names: readonly string[];
}

/** Throws a ListenError. */
export async function openReview(options: ReviewOptions): Promise<OpenServer> {
  const { host, port, names } = options;
  const app = new Hono<SiteEnv>();
  app.use(setHeaders(headers), expectHost([host, ...names]), await expectUser(options), expectSameOrigin);
  app.use(bodyLimit({ maxSize: mostSent }), expectStorable);
  addFiles(app);
  addQueuePages(app, options);
  addAnomalyPages(app, options);
  addBrowsePages(app, options);
  addReportPages(app, options);
  addOverviewPages(app, options);
  addRulings(app, options);
  addFailurePages(app, options);
  addLogPage(app, options);
  return listenOn(createAdaptorServer(app) as Server, { host, port });
}

/** Bytes: more than all figures of a report take. */
const mostSent = 256 * 1024;

/** No database takes a NUL, and no address of ours has one. */
const expectStorable: MiddlewareHandler<SiteEnv> = async (context, next) =>
  /%00/.test(context.req.url) ? context.text('no such address\n', 404) : next();

function addFiles(app: SiteApp): void {
  app.get('/', (context) => context.redirect('/anomalies?state=open'));
  app.get('/style.css', (context) => context.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/script.js', (context) =>
    context.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
}

const headers = {
  'Content-Security-Policy': [
    ...[
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      "connect-src 'self'",
      "frame-src 'self'",
    ],
    ...["frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"],
  ].join('; '),
  'Cache-Control': 'no-store',
};
