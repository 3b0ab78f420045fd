/** What a server may do to a fetch with its answer: each ends with its reason, none holds the process. */
import type { RequestListener, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FetcherClosedError, fetchFailures } from '#fetch/failure.js';
import {
  causeOf,
  documentOf,
  failureOf,
  openFetcher,
  openSite,
  openSocketServer,
  textOf,
} from './local-site.js';

type Changes = Parameters<typeof openFetcher>[1];

async function fetchPage(page: RequestListener, changes: Changes = {}): Promise<unknown> {
  const site = await openSite({ '/': page });
  return causeOf(await openFetcher([site.port], changes).fetchDocument(site.at('/')));
}

/** Writes until the other side has had enough. */
function pour(response: ServerResponse, chunk: Buffer): void {
  const push = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('error', () => {}).on('drain', push);
  push();
}

const html = { 'content-type': 'text/html' };
const encoded = (encoding: string, body: Buffer): RequestListener => {
  return (_, response) => void response.writeHead(200, { ...html, 'content-encoding': encoding }).end(body);
};

describe('a body', () => {
  test('without an end is left at the limit', async () => {
    const endless: RequestListener = (_, response) =>
      pour(response.writeHead(200, html), Buffer.alloc(65_536));
    expect(await fetchPage(endless, { limits: { bytes: 2 ** 20 } })).toMatchObject({
      ...{ code: 'too-large', measure: 'received', limit: 2 ** 20 },
    });
  });

  test('that is declared too large is not begun', async () => {
    let sent = 0;
    const large: RequestListener = (_, response) => {
      response.writeHead(200, { ...html, 'content-length': 70 * 2 ** 20 }).flushHeaders();
      sent++;
    };
    expect(await fetchPage(large)).toMatchObject({ code: 'too-large', measure: 'declared', limit: 2 ** 26 });
    expect(sent).toBe(1);
  });

  test('as large as the limit is taken, one byte more is not', async () => {
    const site = await openSite({ '/10': 'a'.repeat(10), '/11': 'a'.repeat(11) });
    const fetcher = openFetcher([site.port], { limits: { bytes: 10 } });
    expect(textOf(await fetcher.fetchDocument(site.at('/10')))).toBe('a'.repeat(10));
    expect(failureOf(await fetcher.fetchDocument(site.at('/11')))).toMatchObject({ code: 'too-large' });
  });

  test('that stops coming', async () => {
    const stuck: RequestListener = (_, response) => void response.writeHead(200, html).write('<p>');
    expect(await fetchPage(stuck, { limits: { idleMilliseconds: 100 } })).toMatchObject({
      ...{ code: 'too-slow', phase: 'idle', milliseconds: 100 },
    });
  });

  test('that drips ends with the whole time', async () => {
    const dripping: RequestListener = (_, response) => {
      const drop = setInterval(() => response.write('.'), 10);
      response.writeHead(200, html).on('close', () => clearInterval(drop));
    };
    expect(await fetchPage(dripping, { limits: { wholeMilliseconds: 1000 } })).toMatchObject({
      ...{ code: 'too-slow', phase: 'whole' },
    });
  });

  test('that is cut off is no document', async () => {
    const cut: RequestListener = (_, response) => {
      response.writeHead(200, { ...html, 'content-length': 100 }).write('half', () => response.destroy());
    };
    expect(await fetchPage(cut)).toMatchObject({ code: 'connection-failed' });
    const chunked: RequestListener = (_, response) => {
      response.writeHead(200, html).write('half', () => response.destroy());
    };
    expect(await fetchPage(chunked)).toMatchObject({ code: 'connection-failed' });
  });
});

describe('a compressed body', () => {
  test.each([
    ['gzip', gzipSync('页')],
    ['x-gzip', gzipSync('页')],
    ['GZIP', gzipSync('页')],
    ['br', brotliCompressSync('页')],
    ['deflate', deflateSync('页')],
    ['identity', Buffer.from('页')],
  ])('%s is inflated', async (encoding, body) => {
    const site = await openSite({ '/': encoded(encoding, body) });
    expect(textOf(await openFetcher([site.port]).fetchDocument(site.at('/')))).toBe('页');
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(20 * 2 ** 20))],
    ['br', brotliCompressSync(Buffer.alloc(20 * 2 ** 20))],
  ])('%s that inflates without measure is a bomb', async (encoding, body) => {
    expect(await fetchPage(encoded(encoding, body))).toMatchObject({ code: 'bomb', ratio: 200 });
  });

  test('is held to the limit by what it inflates to', async () => {
    const body = gzipSync(Buffer.alloc(4000));
    expect(await fetchPage(encoded('gzip', body), { limits: { bytes: 2000 } })).toMatchObject({
      ...{ code: 'too-large', measure: 'inflated', limit: 2000 },
    });
  });

  test('of blanks may be small', async () => {
    const site = await openSite({ '/': encoded('gzip', gzipSync(Buffer.alloc(500_000, ' '))) });
    expect(textOf(await openFetcher([site.port]).fetchDocument(site.at('/')))).toHaveLength(500_000);
  });

  test.each([
    ['gzip', gzipSync('a page that is cut').subarray(0, 15)],
    ['gzip', Buffer.from('<html>no gzip at all</html>')],
    ['br', brotliCompressSync('a page that is cut, and not short').subarray(0, 10)],
    ['br', Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ['zstd', Buffer.from('x')],
    ['gzip, gzip', gzipSync(gzipSync('twice'))],
    ['constructor', Buffer.from('x')],
  ])('%s that is damaged or unknown is no document', async (encoding, body) => {
    expect(await fetchPage(encoded(encoding, body))).toMatchObject({ code: 'broken-answer' });
  });
});

describe('headers', () => {
  test('of 5 MB are left at the limit', async () => {
    const line = `x-filler: ${'a'.repeat(1000)}\r\n`;
    let taken = 0;
    const port = await openSocketServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const push = (): void => {
        while (taken < 5 * 2 ** 20 && !socket.destroyed) {
          taken += line.length;
          if (!socket.write(line)) return void socket.once('drain', push);
        }
      };
      push();
    });
    const outcome = await openFetcher([port]).fetchDocument(`http://site.test:${port}/`);
    expect(failureOf(outcome)).toMatchObject({
      ...{ code: 'robots-unreachable', cause: { code: 'headers-too-large', limit: 16_384 } },
    });
  });

  test('of 5 MB in one line, before a document', async () => {
    const large: RequestListener = (_, response) =>
      void response.writeHead(200, { 'x-filler': 'a'.repeat(5e6) }).end();
    expect(await fetchPage(large)).toMatchObject({ code: 'headers-too-large', limit: 16_384 });
  });

  test('that do not come', async () => {
    expect(await fetchPage(() => {}, { limits: { headersMilliseconds: 100 } })).toMatchObject({
      ...{ code: 'too-slow', phase: 'headers' },
    });
  });

  test('that never end come to the end of the whole time', async () => {
    const endless: RequestListener = (request) => {
      request.socket.write('HTTP/1.1 200 OK\r\nx-slow: ');
      const drip = setInterval(() => request.socket.write('a'), 10);
      request.socket.on('close', () => clearInterval(drip));
    };
    expect(await fetchPage(endless, { limits: { wholeMilliseconds: 1000 } })).toMatchObject({
      ...{ code: 'too-slow', phase: 'whole' },
    });
  });

  test('that are no HTTP', async () => {
    const other: RequestListener = (request) => void request.socket.end('220 mail.test ESMTP\r\n');
    expect(await fetchPage(other)).toMatchObject({ code: 'broken-answer' });
  });

  test.each([
    ['120', 120],
    ['', undefined],
    ['soon', undefined],
  ])('of a busy server say when to come again: %j', async (header, seconds) => {
    const busy: RequestListener = (_, response) =>
      void response.writeHead(503, { 'retry-after': header }).end();
    const failure = await fetchPage(busy);
    expect(failure).toMatchObject({ code: 'http-error', status: 503 });
    expect((failure as { retryAfterSeconds?: number }).retryAfterSeconds).toBe(seconds);
  });

  test.each([204, 206, 304, 403, 404, 410, 500])('with status %d bring no document', async (status) => {
    const page: RequestListener = (_, response) => void response.writeHead(status).end();
    expect(await fetchPage(page)).toMatchObject({ code: 'http-error', status });
  });
});

describe('a content type', () => {
  const typed = (type: string): RequestListener => {
    return (_, response) => void response.writeHead(200, { 'content-type': type }).end('bytes');
  };

  test.each([
    ...['image/png', 'video/mp4', 'audio/mpeg', 'text/css', 'application/json', 'font/woff2'],
    ...['text/javascript', 'application/javascript', 'application/x-sh', 'Image/PNG; charset=utf-8'],
  ])('%s holds no report', async (type) => {
    expect(await fetchPage(typed(type))).toMatchObject({
      ...{ code: 'wrong-type', contentType: type.split(';')[0]?.toLowerCase() },
    });
  });

  test.each([
    ['text/html', 'text/html', undefined],
    ['text/html; charset=GB2312', 'text/html', 'gb2312'],
    ['text/html;charset="GBK"', 'text/html', 'gbk'],
    ['Text/HTML; Charset=UTF-8; x=y', 'text/html', 'utf-8'],
    ['application/pdf', 'application/pdf', undefined],
    ['application/x-msdownload; charset=gb18030', 'application/x-msdownload', 'gb18030'],
    ['.doc', undefined, undefined],
    [';charset=utf-8', undefined, undefined],
  ])('%s is handed on', async (header, contentType, charset) => {
    const site = await openSite({ '/': typed(header) });
    const found = documentOf(await openFetcher([site.port]).fetchDocument(site.at('/')));
    expect([found.contentType, found.charset]).toEqual([contentType, charset]);
    expect(found.headers['content-type']).toBe(header);
  });
});

test('a document comes with what is known of it', async () => {
  const headers = { ...html, etag: '"1"', 'last-modified': 'Mon, 03 Feb 2025 01:02:03 GMT' };
  const site = await openSite({ '/': (_, response) => void response.writeHead(200, headers).end('abc') });
  const found = documentOf(await openFetcher([site.port]).fetchDocument(site.at('/')));
  expect(found).toMatchObject({
    address: site.at('/'),
    finalAddress: site.at('/'),
    redirects: [],
    status: 200,
  });
  expect(found.headers).toMatchObject({ etag: '"1"', 'last-modified': headers['last-modified'] });
  expect(found.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(new Date(found.fetchedAt).toISOString()).toBe(found.fetchedAt);
});

describe('the headers of an answer', () => {
  const lines = [
    ...['Content-Type: text/html', 'Content-Length: 3', 'Vary: Accept', 'X-Empty:', 'VARY: Cookie'],
    ...['Set-Cookie: a=b', 'Set-Cookie2: c=d', '__proto__: x', 'constructor: y', 'X-Name: \xd2\xbb'],
  ];
  const kept = [
    ...[
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['content-length', '3'],
      ['content-type', 'text/html'],
    ],
    ...[
      ['vary', ['Accept', 'Cookie']],
      ['x-empty', ''],
      ['x-name', '\xd2\xbb'],
    ],
  ];
  const open = async (status: string): Promise<{ at: string; port: number }> => {
    const port = await openSocketServer((socket) => {
      socket.once('data', (request: Buffer) => {
        const isRobots = request.toString('latin1').startsWith('GET /robots.txt');
        const head = isRobots ? ['404 Not Found', 'Content-Length: 3', 'X-Robots: 1'] : [status, ...lines];
        socket.end(Buffer.from(`HTTP/1.1 ${head.join('\r\n')}\r\n\r\nabc`, 'latin1'));
      });
    });
    return { port, at: `http://site.test:${port}/` };
  };

  test('are kept, byte for byte and all but cookies', async () => {
    const { port, at } = await open('200 OK');
    const { headers } = documentOf(await openFetcher([port]).fetchDocument(at));
    expect(Object.entries(headers).sort()).toEqual(kept);
  });

  test('are kept of one that fails, too', async () => {
    const { port, at } = await open('404 Not Found');
    const outcome = await openFetcher([port]).fetchDocument(at);
    const answer = 'failure' in outcome ? outcome.failure.answer : undefined;
    expect(answer?.status).toBe(404);
    expect(Object.entries(answer?.headers ?? {}).sort()).toEqual(kept);
  });

  const mark = { 'x-mark': '1' };
  const sent =
    (status: number, headers: Record<string, string>, body = ''): RequestListener =>
    (_, response) =>
      void response.writeHead(status, { ...mark, ...headers }).end(body);
  const cut: RequestListener = (_, response) => {
    response.writeHead(200, { ...mark, 'content-length': 9 }).write('half', () => response.destroy());
  };

  test.each<[string, number, RequestListener]>([
    ['of a type that holds no report', 200, sent(200, { 'content-type': 'image/png' })],
    ['declared too large', 200, sent(200, { ...html, 'content-length': String(2 ** 27) })],
    ['damaged', 200, sent(200, { ...html, 'content-encoding': 'gzip' }, 'no gzip')],
    ['cut off', 200, cut],
    ['that leads back to itself', 302, sent(302, { location: '/' })],
    ['that leads nowhere', 302, sent(302, { location: 'http://' })],
    ['that does not say where it leads', 302, sent(302, {})],
  ])('are those of the answer: %s', async (_, status, page) => {
    expect(await fetchPage(page)).toMatchObject({ answer: { status, headers: mark } });
  });

  test('of robots.txt are not those of the address', async () => {
    const site = await openSite({ '/robots.txt': cut, '/': 'page' });
    const failure = failureOf(await openFetcher([site.port]).fetchDocument(site.at('/')));
    expect(failure).toMatchObject({ code: 'connection-failed' });
    expect(failure).not.toHaveProperty('answer');
  });
});

test('the fetcher says who it is and asks for nothing it could not read', async () => {
  let seen: Record<string, unknown> = {};
  const site = await openSite({
    '/': (request, response) => {
      seen = request.headers;
      response.writeHead(200, html).end();
    },
  });
  documentOf(await openFetcher([site.port]).fetchDocument(site.at('/')));
  expect(seen).toMatchObject({
    'user-agent': 'Gouji/0 (+https://gouji.test/)',
    'accept-encoding': 'gzip, br',
  });
  expect(seen).not.toHaveProperty('cookie');
});

test('whatever bytes a server sends end in an outcome', async () => {
  let bytes = Buffer.alloc(0);
  const port = await openSocketServer((socket) => {
    socket.once('data', (request: Buffer) => {
      const isRobots = request.toString('latin1').startsWith('GET /robots.txt');
      socket.end(isRobots ? 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n' : bytes);
    });
  });
  const fetcher = openFetcher([port]);
  const line = fc.constantFrom(
    ...['content-type: text/html', 'content-type: \xff', 'content-length: 4', 'content-length: -1'],
    ...['content-length: 99999999999', 'transfer-encoding: chunked', 'content-encoding: gzip', ': x', 'x'],
    ...['content-encoding: br', 'location: /', 'location: \xff:', 'retry-after: x', 'connection: upgrade'],
  );
  const head = fc.tuple(
    fc.constantFrom('HTTP/1.1 ', 'HTTP/1.0 ', 'HTTP/2 ', ''),
    fc.constantFrom('200 OK', '100 Continue', '101 Switching', '302 Found', '204 None', '999', '2000', 'x'),
    fc.array(line, { maxLength: 4 }),
  );
  const body = fc.oneof(
    fc.string(),
    fc.constantFrom('4\r\nbody\r\n0\r\n\r\n', 'ffffffffffffffffff\r\n', '-1\r\n'),
  );
  await fc.assert(
    fc.asyncProperty(head, body, async ([version, status, lines], rest) => {
      bytes = Buffer.from(`${[version + status, ...lines].join('\r\n')}\r\n\r\n${rest}`, 'latin1');
      const outcome = await fetcher.fetchDocument(`http://site.test:${port}/a`);
      expect('failure' in outcome ? fetchFailures[outcome.failure.code] : outcome.status).toBeDefined();
    }),
    { numRuns: 300 },
  );
});

test('no connection', async () => {
  const port = await openSocketServer((socket) => socket.destroy());
  expect(failureOf(await openFetcher([port]).fetchDocument(`http://site.test:${port}/`))).toMatchObject({
    code: 'connection-failed',
  });
  const free = { ...{ permittedRanges: ['127.0.0.0/8'] }, resolve: async () => ['127.0.0.9'] };
  expect(failureOf(await openFetcher([port], free).fetchDocument(`http://site.test:${port}/`))).toMatchObject(
    {
      ...{ code: 'connection-failed', cause: 'ECONNREFUSED' },
    },
  );
});

test('closing the fetcher ends what is under way, and what waits', async () => {
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const site = await openSite({ '/': () => arrive() });
  const fetcher = openFetcher([site.port]);
  const outcomes = Promise.allSettled([
    fetcher.fetchDocument(site.at('/')),
    fetcher.fetchDocument(site.at('/2')),
  ]);
  await arrived;
  fetcher.close();
  for (const outcome of await outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(FetcherClosedError) });
  await expect(fetcher.fetchDocument(site.at('/'))).rejects.toThrow(FetcherClosedError);
});
