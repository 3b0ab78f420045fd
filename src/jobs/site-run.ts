/**
 * One run of a site. Its course follows from what was answered (`crawl/frontier.ts`), and every answer is stored,
 * with the document that it gave: a run that is handed out again goes through the stored answers to where it was.
 *
 * What is held is not fetched again: where the server gave something to tell it by, it is asked whether it has
 * changed; where not, it is left alone for a month. Lists are always asked.
 */
import { Frontier, type Wanted } from '#crawl/frontier.js';
import type { Page } from '#crawl/page.js';
import { type FetchFailure, isTemporary } from '#fetch/failure.js';
import type { Answered, Fetched, Seen } from '#fetch/fetcher.js';
import { firstValue } from '#fetch/received-headers.js';
import { nameOfAddress } from '#inputs/address.js';
import { isFetchedArchive } from '#inputs/fetched-archive.js';
import { type Attempt, Postponed, TryLater } from '#queue/queue.js';
import {
  type CrawlResponse,
  findLatestResponse,
  isUntold,
  listResponses,
  type NewResponse,
  saveResponse,
} from '#store/crawl-responses.js';
import { type CrawlSite, endRun } from '#store/crawl-sites.js';
import type { Source } from '#store/save-source.js';
import type { Store } from '#store/store.js';
import { type Asking, askInTurn, longestWait, soon, standing } from './ask-in-turn.js';
import { hasValidators, isTrusted, leadsOn, newsOf } from './held-answer.js';
import type { Ending, Held, Intake } from './intake.js';
import {
  type AnswerKind,
  archiveSight,
  documentKinds,
  isChallengeStatus,
  isForImport,
  isHijacked,
  readAnswer,
  wasReport,
} from './read-answer.js';
import { type RunRemark, toRemark } from './run-remark.js';
import { charsetName, fetchedOnce, hostOf, openAddress, waitOf } from './to-ingest-input.js';
import { UnderWay } from './under-way.js';

export interface SiteRunOptions extends Asking {
  readonly store: Store;
  readonly intake: Intake;
  /** Told of every answer when it is stored. */
  readonly onResponse: (site: CrawlSite, response: NewResponse) => void;
  readonly onRunEnd: (site: CrawlSite, remark: RunRemark) => void;
}

/** What fails for now is asked so many times in a run. */
const mostTries = 3;
const mostImporting = 8;

type End = Parameters<typeof toRemark>[0];

/** How an answer counts: where it was found, and where it leads. */
interface Step {
  readonly finalAddress: string;
  readonly kind: AnswerKind;
  readonly links: Page['links'];
  readonly code?: string | null;
  /** The run ends with it. */
  readonly over?: 'challenge' | 'busy';
}

/** Somebody does not want the site any more: nothing else is asked, and there is nothing to be said of the run. */
export class SiteRemoved extends Error {
  override readonly name = 'SiteRemoved';
}

export class SiteRun {
  private readonly frontier: Frontier;
  /** By address, what this run was answered and need not ask again. */
  private readonly answered = new Map<string, CrawlResponse>();
  private readonly tries = new Map<string, number>();
  /** Hosts besides the site's own that asked whether a person is reading. */
  private readonly closed = new Set<string>();
  private hasUnanswered = false;
  /** Documents that are imported while the next ones are asked for. */
  private readonly importing = new UnderWay(mostImporting);

  constructor(
    private readonly options: SiteRunOptions,
    private readonly site: CrawlSite,
    private readonly run: number,
    private readonly attempt: Attempt,
  ) {
    const { address, scope, most_pages: mostPages } = site;
    this.frontier = new Frontier({ address, scope: scope === 'site' ? 'site' : 'path', mostPages });
  }

  /**
   * Throws `TryLater` where something is to be asked again, `Postponed` when it was told to stop, and `SiteRemoved`.
   */
  async go(): Promise<void> {
    for (const response of await listResponses(this.options.store, this.run)) this.count(response);
    const end = await this.follow().finally(() => this.importing.settle());
    await this.importing.end();
    if (end.end === 'through' && this.hasUnanswered)
      throw new TryLater('some pages could not be had for now');
    await this.end(end);
  }

  /** Asks whatever there is to ask. */
  private async follow(): Promise<End> {
    let start: Step | undefined;
    for (let wanted = this.frontier.next(); wanted; wanted = this.frontier.next()) {
      if (this.importing.hasFailed) break;
      const step = await this.take(wanted);
      start ??= step;
      this.frontier.note(wanted, step.finalAddress, step);
      // Behind its first page nothing of the site can be had, whatever host it is on.
      const over = step === start && step.kind === 'challenge' ? 'challenge' : step.over;
      if (over) return { end: over, address: step.finalAddress };
    }
    const code = start?.kind === 'error' ? start.kind : start?.code;
    const isLater = start?.kind === 'not-now' && this.hasUnanswered;
    return code && !isLater ? { end: 'unreachable', address: this.site.address, code } : { end: 'through' };
  }

  /** Of a run that cannot go on. */
  async end(end: End): Promise<void> {
    const { store, now, onRunEnd } = this.options;
    const remark = toRemark(end, this.frontier.limits, await listResponses(store, this.run));
    await endRun(
      store,
      { site: this.site.id, run: this.run },
      {
        ...{ at: now(), isSuccess: end.end === 'through', counts: remark.kinds },
        remark: JSON.stringify(remark),
      },
    );
    onRunEnd(this.site, remark);
  }

  private count(response: CrawlResponse): void {
    const { address, kind } = response;
    const tries = (this.tries.get(address) ?? 0) + 1;
    this.tries.set(address, tries);
    if (kind !== 'not-now' || tries >= mostTries) this.answered.set(address, response);
  }

  private async take(wanted: Wanted): Promise<Step> {
    const past = this.answered.get(wanted.address);
    if (past) return this.recall(past);
    if (this.closed.has(hostOf(wanted.address))) return { ...nothing, finalAddress: wanted.address };
    if (this.options.signal?.aborted) throw new Postponed(soon);
    const known = await this.findKnown(wanted.address);
    if (!known || !isTrusted(known, wanted, this.options.now())) return this.ask(wanted, known);
    await this.keepCurrent(known);
    return this.recall(known);
  }

  /** What came of another site's exception is not known here: it is refused, if it is asked for. */
  private async findKnown(address: string, kinds?: ReadonlySet<string>): Promise<CrawlResponse | undefined> {
    const known = await findLatestResponse(this.options.store, address, kinds);
    const isOfOther = known?.tls_fault && known.site_id !== this.site.id;
    return isOfOther ? undefined : known;
  }

  /** What was answered before, as if it came now. `held`: its bytes, where they are at hand. */
  private async recall(response: CrawlResponse, held?: Uint8Array): Promise<Step> {
    const { final_address: finalAddress, code, sha256 } = response;
    const kind = response.kind as AnswerKind;
    const isPage = sha256 !== null && leadsOn(kind);
    const bytes = isPage ? (held ?? (await this.options.store.documents.find(sha256))) : undefined;
    const links = bytes ? readAnswer({ bytes, charset: response.charset, finalAddress }).links : [];
    return this.judge({ finalAddress, kind, links, code });
  }

  private judge(step: Step): Step {
    if (step.kind !== 'challenge') return step;
    const host = hostOf(step.finalAddress);
    if (host === hostOf(this.site.address)) return { ...step, over: 'challenge' };
    this.closed.add(host);
    return step;
  }

  private async ask(wanted: Wanted, known: CrawlResponse | undefined): Promise<Step> {
    const held = known && (await this.findHeld(known));
    const seen = held && toSeen(known);
    const { address, pause_ms: pause, tls_exception: exception } = this.site;
    const { outcome, askedAt } = await askInTurn(this.options, {
      ...{ address: wanted.address, seen, job: this.attempt.id, pause },
      unverifiedHost: exception === null ? undefined : hostOf(address),
    });
    if ('failure' in outcome) return this.noteFailure(wanted, outcome.failure, askedAt);
    if (!('unchanged' in outcome)) return this.noteFetched(wanted, outcome, askedAt);
    return this.noteUnchanged(outcome.unchanged, askedAt, known as CrawlResponse, held);
  }

  /** Of what it need not send again. Nothing where that is not held any more: then it must come again. */
  private async findHeld(known: CrawlResponse): Promise<Uint8Array | undefined> {
    const { sha256, kind } = known;
    if (sha256 === null || !hasValidators(known) || kind === 'challenge' || kind === 'error')
      return undefined;
    return this.options.store.documents.find(sha256);
  }

  private async noteFailure(wanted: Wanted, failure: FetchFailure, askedAt: string): Promise<Step> {
    const { address } = wanted;
    const { status = null, headers = {} } = failure.answer ?? {};
    const finalAddress = failure.redirects.at(-1) ?? address;
    const kind = isChallengeStatus(status) ? 'challenge' : isTemporary(failure) ? 'not-now' : 'failure';
    const response = await this.save({
      ...{ address, final_address: finalAddress, asked_at: askedAt, status, code: failure.code },
      ...{ headers: JSON.stringify(headers), sha256: null, charset: null, kind, news: null },
      ...{ etag: null, last_modified: null },
      ...faultOf(failure),
    });
    const step = this.judge({ finalAddress, kind, links: [], code: failure.code });
    return kind === 'not-now' ? this.askAgain(wanted, step, response, waitOf(failure)) : step;
  }

  /** At once, where the site says how long to wait; else when all the others have been asked. */
  private async askAgain(
    wanted: Wanted,
    step: Step,
    { code }: NewResponse,
    wished: number | undefined,
  ): Promise<Step> {
    const { isLast } = this.attempt;
    const isOver = this.answered.has(wanted.address);
    if (wished === undefined) {
      this.hasUnanswered ||= !isOver && !isLast;
      return step;
    }
    if (wished <= standing) return isOver ? step : this.take(wanted);
    if (isLast || isOver || wished > longestWait) return { ...step, over: 'busy' };
    throw new TryLater(`${wanted.address}: ${code}`, wished);
  }

  private async noteUnchanged(
    answer: Answered,
    askedAt: string,
    known: CrawlResponse,
    held: Uint8Array | undefined,
  ): Promise<Step> {
    const { address, sha256, charset, kind } = known;
    await this.keepCurrent(known);
    await this.save({
      ...{
        address,
        final_address: answer.finalAddress,
        asked_at: askedAt,
        status: answer.status,
        code: null,
      },
      ...{ headers: JSON.stringify(answer.headers), sha256, charset, kind, news: null },
      etag: firstValue(answer.headers, 'etag') ?? known.etag,
      last_modified: firstValue(answer.headers, 'last-modified') ?? known.last_modified,
      ...faultOf(answer),
    });
    return this.recall({ ...known, final_address: answer.finalAddress }, held);
  }

  private async noteFetched(
    { address, kind: wanted }: Wanted,
    answer: Fetched,
    askedAt: string,
  ): Promise<Step> {
    const { finalAddress, bytes, sha256, headers } = answer;
    const charset = answer.charset === undefined ? null : charsetName(answer.charset);
    await this.options.store.documents.put(sha256, bytes);
    const isArchive = await isFetchedArchive(nameOfAddress(new URL(address)), bytes);
    const source = sourceOf(address, isArchive ? null : charset);
    const sight = isArchive ? archiveSight : readAnswer({ bytes, charset, finalAddress });
    // Whatever stood there since: pages that were lost for a while, or taken over, come back.
    const report = await this.findKnown(address, documentKinds);
    const isTakenOver = report?.sha256 !== sha256 && isHijacked(report?.kind, sight.kind);
    const kind = isTakenOver ? 'hijacked' : sight.kind;
    const store = (news: string | null): Promise<NewResponse> =>
      this.save({
        ...{ address, final_address: finalAddress, asked_at: askedAt, status: answer.status, code: null },
        ...{ headers: JSON.stringify(headers), sha256, charset, kind, news },
        etag: firstValue(headers, 'etag') ?? null,
        last_modified: firstValue(headers, 'last-modified') ?? null,
        ...faultOf(answer),
      });
    if (!isForImport(kind, wanted)) await store(null);
    else
      await this.importing.begin(async () => {
        const untold = await this.isUntold(address, sha256);
        const ending = await this.import({ source, sha256, bytes: bytes.length, isArchive }, (entry, news) =>
          this.saveEntry(entry, { asked_at: askedAt, news, ...faultOf(answer) }),
        );
        await store(newsOf(ending, report?.sha256 ?? undefined, untold));
      });
    return this.judge({ finalAddress, kind, links: leadsOn(kind) ? sight.links : [] });
  }

  private isUntold(address: string, sha256: string): Promise<boolean> {
    const since = this.site.started_at ?? '';
    return isUntold(this.options.store, { run: this.run, address, sha256, since });
  }

  private async import(
    held: Held,
    onNews: (entry: Ending, news: string) => Promise<unknown>,
  ): Promise<Ending> {
    const { intake, signal } = this.options;
    const ending = await intake.takeFound(held, {
      ...{ importId: this.run, signal },
      async onEntry(entry, before) {
        const news = newsOf(entry, before);
        if (news !== null) await onNews(entry, news);
      },
    });
    if (!ending) throw new Postponed(soon);
    return ending;
  }

  /** Of what lies in an archive, the news alone: the answer is that of the archive. */
  private saveEntry(
    { location, sha256 }: Ending,
    of: Pick<NewResponse, 'asked_at' | 'news' | 'tls_fault' | 'tls_fingerprint'>,
  ): Promise<NewResponse> {
    return this.save({
      ...{ ...of, address: location, final_address: location, sha256: sha256 ?? null, kind: 'entry' },
      ...{ status: null, code: null, headers: '{}', charset: null, etag: null, last_modified: null },
    });
  }

  /** What is held is read again by an engine that is another one than then. */
  private async keepCurrent({ address, charset, kind }: CrawlResponse): Promise<void> {
    if (!wasReport(kind) && kind !== 'other') return;
    const { intake, fetcher, signal } = this.options;
    const step = await intake.findStep({
      ...{ ...sourceOf(address, kind === 'archive' ? null : charset), host: hostOf(address) },
      open: () => openAddress(address, fetcher),
    });
    if (step.kind === 'held' || step.kind === 'note') await intake.take(step, { importId: this.run, signal });
  }

  private async save(answer: Omit<NewResponse, 'site_id' | 'run'>): Promise<NewResponse> {
    const response = { ...answer, site_id: this.site.id, run: this.run };
    if (!(await saveResponse(this.options.store, response))) throw new SiteRemoved();
    this.count({ ...response, id: 0 } as CrawlResponse);
    this.options.onResponse(this.site, response);
    return response;
  }
}

/** Of a certificate that was accepted by the site's exception. */
const faultOf = ({ certificateFault }: Pick<Answered, 'certificateFault'>) => ({
  tls_fault: certificateFault?.code ?? null,
  tls_fingerprint: certificateFault?.fingerprint ?? null,
});

const nothing = { kind: 'failure', links: [] } as const;

const toSeen = ({ etag, last_modified, final_address: finalAddress }: CrawlResponse): Seen => ({
  ...{ finalAddress, etag: etag ?? undefined, lastModified: last_modified ?? undefined },
});

const sourceOf = (address: string, charset: string | null): Source => ({
  ...{
    location: address,
    kind: 'address',
    name: nameOfAddress(new URL(address)),
    stamp: fetchedOnce,
    charset,
    address,
  },
});
