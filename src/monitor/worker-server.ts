/** What a worker says of itself over HTTP: `/health`, `/ready`, `/metrics`. It changes nothing and asks nobody who they are. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isExpectedHost } from './asked-name.js';
import type { Condition, Health } from './health.js';
import type { ListenAddress } from './listen-address.js';
import { listenOn, type OpenServer } from './open-server.js';
import type { WorkerMetrics } from './worker-metrics.js';

export interface WorkerServerOptions extends ListenAddress {
  readonly health: Health;
  readonly metrics: WorkerMetrics;
  /** Under which it may be asked besides the address it is reached at. */
  readonly names: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Throws a ListenError. */
export function openWorkerServer(options: WorkerServerOptions): Promise<OpenServer> {
  const server = createServer((request, response) => {
    answer(request, options).then(
      (given) => send(response, given),
      (error: unknown) => send(response, plain(500, error instanceof Error ? error.message : String(error))),
    );
  });
  return listenOn(server, options);
}

const pages: Readonly<Record<string, (options: WorkerServerOptions) => Promise<Answer>>> = {
  '/health': async ({ health }) => conditionToAnswer(await health.read()),
  '/ready': async ({ health }) => conditionToAnswer(await health.readReadiness()),
  '/metrics': async ({ metrics }) => ({
    ...{ status: 200, type: metrics.contentType, body: await metrics.toText() },
  }),
};

async function answer(request: IncomingMessage, options: WorkerServerOptions): Promise<Answer> {
  const { method = '', headers, socket } = request;
  const names = [options.host, ...options.names];
  if (!isExpectedHost(headers.host, { names, reached: socket.localAddress }))
    return plain(421, 'not a name of this server: --host tells it more of them');
  const page = pages[pathOf(request)];
  if (!page) return plain(404, Object.keys(pages).join(' '));
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'GET');
  return page(options);
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.replace(/\?.*$/s, '');

const conditionToAnswer = (condition: Condition): Answer => ({
  ...{ status: condition.status === 'ok' ? 200 : 503, type: 'application/json' },
  body: `${JSON.stringify(condition)}\n`,
});

const plain = (status: number, text: string): Answer => ({
  ...{ status, type: 'text/plain; charset=utf-8', body: `${text}\n` },
});

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, {
    ...{ 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'no-store' },
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
