/** HTML → what the page is and where it leads. No script is run; what scripts write down plainly is read. */
import type { CheerioAPI } from 'cheerio/slim';
import { otherKinds } from '#forms/titles.js';
import { squeeze } from '#text/fold.js';
import { canonicalAddress } from './canonical-address.js';
import { readDataLinks } from './data-links.js';
import { fileOfViewer, isFile, isOfSite, kindOfLink, nameOfReport } from './link-kind.js';
import type { Link, LinkKind, Page, PageKind } from './page.js';
import { readPagingScripts } from './paging-scripts.js';
import { toListPage } from './read-json-list.js';
import { dropElements, readTree } from './read-tree.js';
import { readRecordSet } from './record-set.js';
import { findScriptData } from './script-data.js';

/** A list of Hanweb's system; undefined where it is none. */
export function readRecordList(text: string, address: string): Page | undefined {
  const records = readRecordSet(text);
  return records && toListPage(readPage(records.html, address).links, address, records);
}

/** What is in them is not shown. */
const unseen: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template']);

/** `html`: decoded. `address`: of the page, after redirects. */
export function readPage(html: string, address: string): Page {
  const $ = readTree(html);
  const base = canonicalAddress($('base[href]').attr('href') ?? '', address) ?? address;
  const scripts = $('script:not([src])')
    .toArray()
    .map((script) => $(script).text());
  const title = squeeze($('title').first().text());
  const heading = squeeze($('h1, h2, .title, #title').first().text());
  dropElements($, unseen);
  const body = $('body');
  const text = squeeze(body.length > 0 ? body.text() : $.root().text());
  const links = findLinks($, base, scripts, address);
  const kind = findKind({ $, html, title, heading, text, links });
  return { kind, title: heading || title, links };
}

interface Sight {
  readonly $: CheerioAPI;
  readonly html: string;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
  readonly links: readonly Link[];
}

/** A page with less text has none to speak of. */
const fewCharacters = 200;
/** A report has more. */
const reportCharacters = 600;
const fewestListed = 2;

const challenges =
  /__jsl_clearance|acw_sc__v2|\$_ts\s*=|cdn-cgi\/challenge-platform|_waf_|yunsuo_session|创宇盾|安全狗|人机验证|滑动验证|(?:安全|访问)验证|请(?:开启|启用)\s*JavaScript|正在(?:检查|验证)您的浏览器/i;
const errors =
  /(?:页面|网页|文件|信息|栏目|您访问的\S{0,8})(?:不存在|已?被?删除|未找到|找不到)|(?:404|403|500)\s*(?:not\s*found|error|错误|forbidden)|系统(?:繁忙|维护|错误|异常)|服务器(?:内部)?错误|访问(?:出错|被拒绝|频繁)|没有(?:访问)?权限/i;

function findKind({ $, html, title, heading, text, links }: Sight): PageKind {
  const isShort = text.length < fewCharacters;
  const count = (kind: LinkKind): number => links.filter((link) => link.kind === kind).length;
  if (isShort && challenges.test(html)) return 'challenge';
  if (text.length < 2 * fewCharacters && errors.test(`${title} ${text}`)) return 'error';
  const heads = [heading, title].filter((head) => nameOfReport.test(head) && /\d{4}/.test(head));
  if (heads.length > 0 && text.length >= reportCharacters && !otherKinds.test(heading)) return 'report';
  if (count('report') >= fewestListed) return 'list';
  if (isShort && count('frame') > 0) return 'frame';
  if (count('attachment') > 0 && (isShort || heads.length > 0)) return 'attachments';
  if (isShort && $('#app, #root, [ng-app], [data-reactroot], app-root').length > 0) return 'shell';
  if (count('report') + count('list') + count('paging') > 0) return 'list';
  if (isShort && /<script/i.test(html)) return 'shell';
  return 'other';
}

function findLinks($: CheerioAPI, base: string, scripts: readonly string[], address: string): Link[] {
  const links = new Map<string, Link>();
  const add = (kind: LinkKind | undefined, written: string | undefined, text: string): void => {
    const found = written === undefined || !kind ? undefined : canonicalAddress(written, base);
    if (found && kind && found !== address && !links.has(found))
      links.set(found, { kind, address: found, text });
  };
  const addAnchors = (tree: CheerioAPI): void => {
    for (const element of tree('a[href], a[onclick], [data-href], area[href]').toArray()) {
      const node = tree(element);
      const text = squeeze(node.attr('title') ?? '') || squeeze(node.text());
      const shown = squeeze(node.text());
      const written = hrefOf(node.attr('href'), node.attr('onclick'), node.attr('data-href'));
      add(kindOfLink({ written: written ?? '', text, shown, base }), written, text || shown);
    }
  };
  addAnchors($);
  for (const element of $('iframe[src], frame[src], embed[src], object[data]').toArray()) {
    const source = $(element).attr('src') ?? $(element).attr('data') ?? '';
    const file = fileOfViewer(source);
    const isOwn = file !== undefined || isOfSite(source, base);
    if (isOwn) add(file || isFile(source) ? 'attachment' : 'frame', file ?? source, '');
  }
  for (const script of scripts) {
    const records = readRecordSet(script);
    if (records) addAnchors(readTree(records.html));
  }
  for (const data of findScriptData(scripts))
    for (const link of readDataLinks(data, base)) add(link.kind, link.address, link.text);
  for (const written of readPagingScripts(scripts, address)) add('paging', written, '');
  return [...links.values()];
}

/** Where a click leads that a script makes: the first address in it. */
function hrefOf(
  href: string | undefined,
  onclick: string | undefined,
  data: string | undefined,
): string | undefined {
  const isScript = href === undefined || /^\s*(?:javascript:|#|$)/i.test(href);
  if (!isScript) return href;
  return data ?? findWritten(`${href} ${onclick}`);
}

/** What stands between two quotation marks that follow each other. */
const quoted = /['"]([^'"]+)(?=['"])/g;
const looksLikeAddress = /^(?:(?:https?:|\.{0,2}\/)[^'"]|\S+\.[sx]?html?)/;

const findWritten = (script: string): string | undefined =>
  [...script.matchAll(quoted)].map(([, text = '']) => text).find((text) => looksLikeAddress.test(text));
