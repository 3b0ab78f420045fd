/**
 * A site of two hundred pages as a test serves it: a column of reports with paging by script and by links, reports
 * with files, in GBK, behind redirects; what robots.txt forbids; what is busy once; what never ends; and what leads
 * into somebody's own network.
 */
import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { type Format, makeCase } from '../generator/case.js';
import { encodeGb18030 } from '../generator/gb18030.js';
import { plainHtmlLayout } from '../generator/html.js';

export const column = '/xxgk/ndbg/index.html';

export interface Answered {
  readonly path: string;
  readonly status: number;
  readonly isConditional: boolean;
  readonly at: number;
}

export interface CrawledSite {
  readonly pages: Record<string, RequestListener>;
  /** By path, the hash of every document that a crawl is to find. */
  readonly documents: ReadonlyMap<string, string>;
  readonly answers: Answered[];
  /** How many pages and files there are, the endless ones aside. */
  readonly size: number;
}

interface Served {
  readonly bytes: Uint8Array;
  readonly type: string;
  /** By which the server tells whether it has changed. */
  readonly validator: 'etag' | 'last-modified' | 'none';
}

const html = 'text/html; charset=utf-8';
const validators = ['etag', 'last-modified', 'none'] as const;
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const modified = 'Wed, 31 Jan 2024 02:00:00 GMT';

/** Made once for all sites of a test file. */
const cases = new Map<string, Promise<Uint8Array>>();
function bytesOf(format: Format, seed: number): Promise<Uint8Array> {
  const key = `${format} ${seed}`;
  const options = format === 'html' ? { layout: plainHtmlLayout } : {};
  const made = cases.get(key) ?? makeCase(format, seed, options).then(({ bytes }) => bytes);
  cases.set(key, made);
  return made;
}

const listPage = (body: string): string =>
  `<!DOCTYPE html><html><head><title>政府信息公开年报-墨汀市</title></head><body>${body}</body></html>`;
const reportLink = (path: string, body: string): string =>
  `<li><a href="${path}">墨汀市${body}2023年政府信息公开工作年度报告</a></li>`;

/** `reports`: those without files, redirects and other ways of their own. */
export async function makeSite(reports: number): Promise<CrawledSite> {
  const served = new Map<string, Served>();
  const documents = new Map<string, string>();
  const answers: Answered[] = [];
  const pages: Record<string, RequestListener> = {};
  const put = (
    path: string,
    bytes: Uint8Array | string,
    type = html,
    validator: Served['validator'] = 'etag',
  ) => served.set(path, { bytes: Buffer.from(bytes), type, validator });
  const putDocument = (
    path: string,
    bytes: Uint8Array,
    type: string,
    validator: Served['validator'],
  ): void => {
    put(path, bytes, type, validator);
    documents.set(path, hashOf(bytes));
  };

  const links: string[] = [];
  for (let seed = 1; seed <= reports; seed++) {
    const path = `/art/2024/art_${seed}.html`;
    const bytes = await bytesOf('html', seed);
    putDocument(path, bytes, html, validators[seed % 3] ?? 'none');
    links.push(reportLink(path, `第${seed}街道`));
  }
  const gbk = new TextDecoder().decode(await bytesOf('html', 151));
  putDocument('/art/gbk.html', encodeGb18030(gbk), 'text/html; charset=gb2312', 'etag');
  links.push(reportLink('/art/gbk.html', '国标局'));
  for (const [format, type] of [
    ['pdf', 'application/pdf'],
    ['docx', 'application/octet-stream'],
  ] as const)
    for (let seed = 1; seed <= 4; seed++) {
      const [page, file] = [`/art/${format}_${seed}.html`, `P${seed}.${format}`];
      const bytes = await bytesOf(format, seed);
      putDocument(`/art/${file}`, bytes, type, validators[seed % 3] ?? 'none');
      put(page, `<h1>墨汀市第${seed}局2023年政府信息公开工作年度报告</h1><a href="${file}">附件下载</a>`);
      links.push(reportLink(page, `第${seed}局`));
    }
  const moved = await bytesOf('html', 200);
  put('/art/moved.html', moved);
  documents.set('/go/moved', hashOf(moved));
  const busy = await bytesOf('html', 201);
  putDocument('/art/busy.html', busy, html, 'etag');
  links.push(
    ...['/go/moved', '/go/inside', '/secret/a.html', '/art/gone.html', '/art/busy.html'].map((path) =>
      reportLink(path, path.slice(1)),
    ),
  );

  // Half of the reports under a script's paging, the rest under links to the next page.
  const perPage = 10;
  const lists = Array.from({ length: Math.ceil(links.length / perPage) }, (_, index) =>
    links.slice(index * perPage, (index + 1) * perPage).join(''),
  );
  const byScript = Math.ceil(lists.length / 2);
  lists.forEach((list, index) => {
    const script = index === 0 ? `<script>createPageHTML(${byScript}, 0, "index", "html");</script>` : '';
    const more =
      index === 0
        ? `<a href="bm/list_${byScript}.html">部门年报</a><a href="trap/">历年年报</a><a href="loop?p=1">往年</a>`
        : '';
    const next =
      index >= byScript && index < lists.length - 1 ? `<a href="list_${index + 1}.html">下一页</a>` : '';
    const text = listPage(`<ul>${list}</ul>${script}${more}${next}`);
    const path =
      index >= byScript
        ? `/xxgk/ndbg/bm/list_${index}.html`
        : index === 0
          ? column
          : `/xxgk/ndbg/index_${index}.html`;
    if (index === 2) put(path, encodeGb18030(text), 'text/html');
    else put(path, text, html, index % 2 ? 'etag' : 'last-modified');
  });

  const answer: (path: string, one: Served) => RequestListener =
    (path, { bytes, type, validator }) =>
    (request, response) => {
      const etag = `"${hashOf(bytes).slice(0, 16)}"`;
      const given =
        validator === 'etag' ? request.headers['if-none-match'] : request.headers['if-modified-since'];
      const isSame = given !== undefined && given === (validator === 'etag' ? etag : modified);
      const own = { etag: { etag }, 'last-modified': { 'last-modified': modified }, none: {} }[validator];
      note(path, isSame ? 304 : 200, given !== undefined);
      response
        .writeHead(isSame ? 304 : 200, { 'content-type': type, ...own })
        .end(isSame ? undefined : bytes);
    };
  const note = (path: string, status: number, isConditional = false): void =>
    void answers.push({ path, status, isConditional, at: performance.now() });
  const send =
    (path: string, status: number, headers: Record<string, string>, body = ''): RequestListener =>
    (_, response) => {
      note(path, status);
      response.writeHead(status, headers).end(body);
    };

  for (const [path, one] of served) pages[path] = answer(path, one);
  let wasBusy = false;
  const busyPage = pages['/art/busy.html'] as RequestListener;
  pages['/art/busy.html'] = (request, response) => {
    if (wasBusy) return busyPage(request, response);
    wasBusy = true;
    send('/art/busy.html', 429, { 'retry-after': '1' })(request, response);
  };
  pages['/robots.txt'] = send(
    '/robots.txt',
    200,
    { 'content-type': 'text/plain' },
    'User-agent: *\nDisallow: /secret/',
  );
  pages['/secret/a.html'] = send('/secret/a.html', 200, { 'content-type': html }, 'secret');
  pages['/art/gone.html'] = send('/art/gone.html', 404, {});
  pages['/go/moved'] = send('/go/moved', 302, { location: '/art/moved.html' });
  pages['/go/inside'] = send('/go/inside', 302, { location: 'http://10.0.0.8/art/report.html' });
  const endless: ProxyHandler<typeof pages> = {
    get: (known, path: string) => known[path] ?? endlessPage(path),
  };
  /** Lists in lists, and pages behind pages, each with a mark of its own. */
  const endlessPage = (path: string): RequestListener | undefined => {
    const [, next] = /^\/xxgk\/ndbg\/loop\?p=(\d+)$/.exec(path) ?? [];
    if (next) return answer(path, toServed(listPage(`<a href="loop?p=${Number(next) + 1}">下一页</a>`)));
    if (/^\/xxgk\/ndbg\/trap\//.test(path))
      return answer(path, toServed(listPage('<a href="in/">历年年报</a>')));
    return undefined;
  };
  const toServed = (text: string): Served => ({ bytes: Buffer.from(text), type: html, validator: 'etag' });
  return { pages: new Proxy(pages, endless), documents, answers, size: Object.keys(pages).length };
}
