/** The records of a WARC file, one after the other: what the file is, then every answer in the order it came. */
import type { CrawlResponse } from '#store/crawl-responses.js';
import type { Snapshot } from '#store/database.js';
import type { Documents } from '#store/documents.js';
import { type Answer, findRedirect, isAnswer, isRevisit, toResponse, toRevisit } from './answer-records.js';
import { type Answers, findRevisited, readResponses, readWithdrawnBodies } from './stored-responses.js';
import { fieldsToBlock, toRecordId, type WarcRecord } from './warc-record.js';

export interface WarcSource {
  readonly snapshot: Snapshot;
  readonly documents: Documents;
  readonly answers: Answers;
  /** What writes the file, as `Gouji/1.0`. */
  readonly software: string;
}

/** Told of what becomes of each answer. */
export interface WarcWatch {
  onResponse(): void;
  onRevisit(): void;
  /** Asked, and not answered: there is no record of it. */
  onUnanswered(): void;
  /** Answered with a body that is not held any more. */
  onLost(answer: Answer): void;
  /** Answered with a body that was withdrawn, or an archive in which one lies. */
  onWithdrawn(answer: Answer): void;
}

/** None at all where nothing was asked. */
export async function* readRecords(source: WarcSource, watch: WarcWatch): AsyncGenerator<WarcRecord> {
  let isOpen = false;
  const withdrawn = await readWithdrawnBodies(source.snapshot);
  for await (const response of readResponses(source.snapshot, source.answers)) {
    if (!isOpen) yield toWarcinfo(source.software, response.asked_at);
    isOpen = true;
    if (!isAnswer(response)) watch.onUnanswered();
    else {
      const told = await answerToRecord(response, { ...source, withdrawn }, watch);
      yield told;
      const redirect = findRedirect(response, told);
      if (redirect) yield redirect;
    }
  }
}

async function answerToRecord(
  answer: Answer,
  { snapshot, documents, withdrawn }: WarcSource & { readonly withdrawn: ReadonlySet<string> },
  watch: WarcWatch,
): Promise<WarcRecord> {
  if (isRevisit(answer)) {
    watch.onRevisit();
    return toRevisit(answer, await findRevisited(snapshot, answer));
  }
  watch.onResponse();
  if (answer.sha256 !== null && withdrawn.has(answer.sha256)) {
    watch.onWithdrawn(answer);
    return toResponse(answer, undefined);
  }
  const body = await findBody(answer, documents);
  if (answer.sha256 !== null && !body) watch.onLost(answer);
  return toResponse(answer, body);
}

const findBody = async ({ sha256 }: CrawlResponse, documents: Documents): Promise<Uint8Array | undefined> =>
  sha256 === null ? undefined : documents.find(sha256);

/** What is not as it came over the wire is said here, where the standard has a place for it. */
const description =
  'Bodies are as inflated: content-length, content-encoding and transfer-encoding as they came stand under x-orig-. ' +
  'set-cookie is left out. Reason phrases are those of the standard.';

function toWarcinfo(software: string, date: string): WarcRecord {
  const info = {
    software,
    format: 'WARC File Format 1.1',
    conformsTo: 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    description,
  };
  return {
    fields: {
      'WARC-Type': 'warcinfo',
      'WARC-Record-ID': toRecordId('warcinfo', date, info),
      'WARC-Date': date,
      'Content-Type': 'application/warc-fields',
    },
    block: fieldsToBlock(info),
  };
}
