/** What one run of a crawl asks, on sites that are written down as what leads where. */
import { describe, expect, test } from 'vitest';
import { Frontier, type Territory } from '#crawl/frontier.js';
import type { Link, LinkKind, PageKind } from '#crawl/page.js';

const home = 'https://www.moting.gov.cn';
const start = `${home}/xxgk/ndbg/index.html`;
const at = (path: string): string => new URL(path, start).href;
const to = (kind: LinkKind, path: string, text = '2023年年报'): Link => ({ kind, address: at(path), text });

interface Answer {
  readonly kind: PageKind | 'document';
  readonly links?: readonly Link[];
  readonly finalAddress?: string;
}

/** Addresses in the order in which they are asked. */
function crawl(
  site: (address: string) => Answer,
  changes: Partial<Territory> = {},
): { asked: string[]; limits: string[] } {
  const frontier = new Frontier({ address: start, scope: 'path', mostPages: 1000, ...changes });
  const asked: string[] = [];
  for (let wanted = frontier.next(); wanted; wanted = frontier.next()) {
    asked.push(wanted.address);
    const { kind, links = [], finalAddress = wanted.address } = site(wanted.address);
    frontier.note(wanted, finalAddress, { kind, links });
  }
  return { asked, limits: [...frontier.limits] };
}

const siteOfPages =
  (pages: Readonly<Record<string, Answer>>) =>
  (address: string): Answer =>
    pages[address] ?? { kind: 'report' };

describe('a run asks', () => {
  test('documents before lists, and nothing twice', () => {
    const pages = {
      [start]: {
        kind: 'list',
        links: [to('paging', 'index_1.html'), to('report', 'a.html'), to('report', 'b.html')],
      },
      [at('index_1.html')]: {
        kind: 'list',
        links: [to('report', 'b.html'), to('report', 'c.html'), to('paging', 'index.html')],
      },
      [at('a.html')]: { kind: 'attachments', links: [to('attachment', 'a.pdf', '附件')] },
    } as const;
    expect(crawl(siteOfPages(pages))).toEqual({
      asked: [start, ...['a.html', 'b.html', 'a.pdf', 'index_1.html', 'c.html'].map(at)],
      limits: [],
    });
  });

  test('not again what a redirect has led to', () => {
    const pages = {
      [start]: { kind: 'list', links: [to('report', 'old.html'), to('list', 'more/')] },
      [at('old.html')]: { kind: 'report', finalAddress: at('new.html') },
      [at('more/')]: { kind: 'list', links: [to('report', 'new.html')] },
    } as const;
    expect(crawl(siteOfPages(pages)).asked).toEqual([start, at('old.html'), at('more/')]);
  });

  test.each<['path' | 'site', string[]]>([
    ['path', ['2023/']],
    ['site', ['2023/', '/zfgb/', 'https://moting.gov.cn/x/']],
  ])('lists within its %s only, and reports elsewhere, but none listed there', (scope, lists) => {
    const foreign = 'https://www.other.gov.cn/a.html';
    const pages = {
      [start]: {
        kind: 'list',
        links: [
          ...['2023/', '/zfgb/', 'https://moting.gov.cn/x/'].map((path) => to('list', path)),
          to('report', foreign),
        ],
      },
      [foreign]: {
        kind: 'list',
        links: [to('report', 'https://www.other.gov.cn/b.html'), to('list', '/other/')],
      },
    } as const;
    expect(crawl(siteOfPages(pages), { scope }).asked).toEqual([start, foreign, ...lists.map(at)]);
  });

  test('files of a report whatever they are called, files of a list only where they are called reports', () => {
    const files = [to('attachment', 'f1.pdf', '附件1'), to('attachment', 'f2.pdf', '2023年年度报告')];
    const pages = {
      [start]: { kind: 'list', links: [...files, to('report', 'a.html')] },
      [at('a.html')]: {
        kind: 'attachments',
        links: [to('attachment', 'https://files.gov.cn/a.docx', '下载')],
      },
    } as const;
    expect(crawl(siteOfPages(pages)).asked).toEqual([
      start,
      ...['f2.pdf', 'a.html', 'https://files.gov.cn/a.docx'].map(at),
    ]);
  });

  test('the reports in a frame of the site, wherever that lies', () => {
    const pages = {
      [start]: { kind: 'frame', links: [to('frame', '/common/list.jsp')] },
      [at('/common/list.jsp')]: {
        kind: 'list',
        links: [to('report', '/art/1.html'), to('paging', '/common/list.jsp?p=2')],
      },
    } as const;
    const asked = crawl(siteOfPages(pages)).asked;
    expect(asked).toEqual([start, ...['/common/list.jsp', '/art/1.html', '/common/list.jsp?p=2'].map(at)]);
  });
});

describe('a trap of endless', () => {
  const numberIn = (address: string): number => Number(/(\d+)$/.exec(address)?.[1] ?? 0);

  test('pages that bring nothing new ends soon', () => {
    const { asked, limits } = crawl((address) => ({
      kind: 'list',
      links: address.endsWith('.html')
        ? [to('paging', '?p=1')]
        : [to('paging', `?p=${numberIn(address) + 1}`)],
    }));
    expect(asked).toHaveLength(1 + 3);
    expect(limits).toEqual(['nothing-new']);
  });

  test('lists in lists ends at a depth', () => {
    const { asked, limits } = crawl((address) => ({
      kind: 'list',
      links: [to('list', `${new URL('.', address).pathname}d/`)],
    }));
    expect(asked).toHaveLength(1 + 6);
    expect(limits).toEqual(['depth']);
  });

  test('reports ends at so many pages, after all that was found before', () => {
    const { asked, limits } = crawl(
      (address) =>
        address.includes('?p=') || address === start
          ? {
              kind: 'list',
              links: [
                to('paging', `?p=${numberIn(address) + 1}`),
                to('report', `/fake/${numberIn(address)}`),
                ...(address === start ? [to('report', 'real.html')] : []),
              ],
            }
          : { kind: 'report' },
      { mostPages: 30 },
    );
    expect(asked).toHaveLength(30);
    expect(asked.slice(0, 3)).toEqual([start, at('/fake/0'), at('real.html')]);
    expect(limits).toEqual(['most-pages']);
  });

  test('which is none where a limit is just enough', () => {
    const pages = { [start]: { kind: 'list', links: [to('report', 'a.html')] } } as const;
    expect(crawl(siteOfPages(pages), { mostPages: 2 }).limits).toEqual([]);
  });
});
