/** What gave no report: the list, and another try. */
import { z } from 'zod';
import { canBeTried, type Failed, type Tried } from '#jobs/try-again.js';
import {
  countFailures,
  type FailedInput,
  type FailureCursor,
  type FailureFilter,
  failureStates,
  findFailureAt,
  listFailures,
} from '#store/failures.js';
import { failureColumns, failuresToPage } from './failure-page.js';
import { answerList, type Shown } from './listing.js';
import { type Asked, expectRole, readJson, type Site, type SiteApp } from './site.js';
import { handWordingOf } from './wording/by-hand.js';

export function addFailurePages(app: SiteApp, site: Site): void {
  app.get('/failures', (context) => showFailures(context, site));
  app.post('/failures/again', expectRole('reviewer'), (context) => tryFailureAgain(context, site));
}

function showFailures(context: Asked, { store, language, tryAgain }: Site): Promise<Response> {
  const filter = parseFailureFilter(new URL(context.req.url).searchParams);
  const allowed = { user: context.var.user, canTry: tryAgain !== undefined };
  let counted: ReturnType<typeof countFailures> | undefined;
  const countCodes = () => {
    counted ??= store.ask((db) => countFailures(db, filter));
    return counted;
  };
  const count = async (): Promise<number> =>
    (await countCodes())
      .filter(({ code }) => filter.code === undefined || code === filter.code)
      .reduce((sum, one) => sum + one.count, 0);
  return answerList<FailedInput>(
    context,
    {
      ...{ name: 'failures', columns: failureColumns(allowed, language), count },
      read: (most, after) =>
        store.ask((db) => listFailures(db, filter, { most, after: parseFailureCursor(after) })),
      cursorOf: ({ cursor }) => `${cursor.of}-${cursor.id}`,
      page: async (shown: Shown<FailedInput>) =>
        failuresToPage({ ...shown, filter, counts: await countCodes() }, language),
    },
    language,
  );
}

const again = z.object({ location: z.string().min(1) });

/** 2xx where it is no failure any more; else what it failed of, as a sentence. */
async function tryFailureAgain(context: Asked, { store, tryAgain, language }: Site): Promise<Response> {
  const read = await readJson(context, again);
  if ('refusal' in read) return read.refusal;
  const { location } = read.sent;
  const { refusals } = handWordingOf[language];
  const failed = await store.ask((db) => findFailureAt(db, location));
  if (!failed) return context.text(`${refusals['no-failure']}\n`, 404);
  if (!tryAgain || !canBeTried(failed)) return context.text(`${refusals['not-alone']}\n`, 409);
  const tried = await tryAgain(failed);
  if ('barrier' in tried) return context.text(`${refusals[tried.barrier]}\n`, 409);
  const { endings } = tried;
  const still = endings.filter(({ code }) => code !== undefined);
  if (endings.length === 0) return context.text(`${refusals['nothing-there']}\n`, 409);
  if (still.length > 0)
    return context.text(`${still.map((ending) => `${ending.location}: ${ending.code}`).join('\n')}\n`, 409);
  return context.json({ endings: endings.map(({ location: at, outcome }) => ({ location: at, outcome })) });
}

export type TryAgain = (failed: Failed) => Promise<Tried>;

/** What is no value of a filter filters nothing; what was settled is shown where that is asked for. */
export function parseFailureFilter(query: URLSearchParams): FailureFilter {
  const [code, importId, state] = ['code', 'import', 'state'].map((name) => query.get(name) ?? '');
  return {
    ...(code && { code: code.slice(0, 100) }),
    ...(/^\d{1,15}$/.test(importId ?? '') && { importId: Number(importId) }),
    ...(state !== 'all' && { state: isState(state) ? state : 'open' }),
  };
}

const isState = (text: string | undefined): text is (typeof failureStates)[number] =>
  (failureStates as readonly (string | undefined)[]).includes(text);

function parseFailureCursor(text: string | undefined): FailureCursor | undefined {
  const [, of, id] = /^(failure|record)-(\d{1,15})$/.exec(text ?? '') ?? [];
  return of === undefined ? undefined : { of: of as FailureCursor['of'], id: Number(id) };
}
