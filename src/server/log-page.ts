/** All that people have said, the latest first: of anomalies, of documents, of figures. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { DecisionEdit } from '#records/decision.js';
import type { RuledAgency } from '#records/ruling.js';
import { countLog, type LogCursor, type LogEntry, type LogFilter, listLog } from '#store/review-log.js';
import { toPage } from './layout.js';
import { answerList, type Column, type Shown } from './listing.js';
import { drawSending, drawTime } from './sending.js';
import { type Asked, mayAs, type Site, type SiteApp, type User } from './site.js';
import { type HandWording, handWordingOf } from './wording/by-hand.js';

export function addLogPage(app: SiteApp, site: Site): void {
  app.get('/log', (context) => showLog(context, site));
}

function showLog(context: Asked, { store, language }: Site): Promise<Response> {
  const filter = parseLogFilter(new URL(context.req.url).searchParams);
  return answerList<LogEntry>(
    context,
    {
      ...{ name: 'log', columns: logColumns(context.var.user, handWordingOf[language]) },
      read: (most, after) => store.ask((db) => listLog(db, filter, { most, after: parseLogCursor(after) })),
      cursorOf: ({ at, of, id }) => `${at} ${of} ${id}`,
      count: () => store.ask((db) => countLog(db, filter)),
      page: (shown) => logToPage(shown, filter, language),
    },
    language,
  );
}

/** What is no value of a filter filters nothing. */
export function parseLogFilter(query: URLSearchParams): LogFilter {
  const [document, report, by] = ['document', 'report', 'by'].map((name) => query.get(name) ?? '');
  return {
    ...(/^[0-9a-f]{64}$/.test(document ?? '') && { document }),
    ...(/^\d{1,15}$/.test(report ?? '') && { report: Number(report) }),
    ...(by && { by }),
  };
}

function parseLogCursor(text: string | undefined): LogCursor | undefined {
  const [, at, of, id] = /^(\S{1,40}) (decision|ruling) (\d{1,15})$/.exec(text ?? '') ?? [];
  return at === undefined ? undefined : { at, of: of as LogCursor['of'], id: Number(id) };
}

function logToPage(
  { count, rows, table, more, formats }: Shown<LogEntry>,
  { document, report, by }: LogFilter,
  language: Language,
): string {
  const wording = handWordingOf[language];
  const only = [document && wording.document(document.slice(0, 12)), report && `#${report}`, by];
  const chosen = only.filter((one) => one !== undefined && one !== '');
  const body = markup`<header><h1>${wording.log} <output>${count}</output></h1>${
    chosen.length > 0 && markup`<p>${chosen.join(' · ')} <a href="/log">${wording.all}</a></p>`
  }${formats}</header>
<main class="log">${rows.length === 0 ? markup`<p>${wording.none}</p>` : markup`${table}${more}`}</main>`;
  return toPage({ title: wording.log, language, body, here: 'log' });
}

function logColumns(user: User, wording: HandWording): Column<LogEntry>[] {
  const { columns } = wording;
  return [
    { key: 'at', heading: columns.at, value: ({ at }) => at, draw: ({ at }) => drawTime(at) },
    { key: 'by', heading: columns.by, value: ({ by }) => by, draw: drawPerson },
    { key: 'of', value: ({ of }) => of },
    {
      ...{ key: 'what', heading: columns.what, value: ({ what }) => what },
      draw: (entry) => markup`${whatIn(entry, wording)} ${drawTakingBack(entry, user, wording)}`,
    },
    { key: 'undone', value: ({ isUndone }) => isUndone },
    { key: 'holds', value: ({ holds }) => holds },
    {
      ...{ key: 'value', heading: columns.value, value: ({ value }) => value },
      draw: (entry) => markup`${[entry.code ?? entry.field, valueIn(entry)].filter(Boolean).join(' ')}`,
    },
    { key: 'code', value: ({ code }) => code },
    { key: 'field', value: ({ field }) => field },
    { key: 'reason', heading: columns.reason, value: ({ reason }) => reason },
    { key: 'document', value: ({ sha256 }) => sha256 },
    {
      ...{ key: 'agency', heading: columns.report, value: ({ agency }) => agency },
      draw: (entry) => drawReport(entry, wording),
    },
    { key: 'year', value: ({ year }) => year },
    { key: 'report', value: ({ reportId }) => reportId },
  ];
}

/** A flag only who set it takes back. */
function drawTakingBack(
  { id, holds, what, field, sha256, by }: LogEntry,
  user: User,
  wording: HandWording,
): Markup | false {
  const button = markup`<button>${wording.takeBack}</button>`;
  const common = { document: sha256, undone: 'true', ruling: String(id) };
  if (!holds) return false;
  if (field !== null)
    return (
      by === user.name && mayAs(user, 'reviewer') && drawSending('/reported', { ...common, field }, button)
    );
  return mayAs(user, 'administrator') && drawSending('/rulings', { ...common, what }, button);
}

const drawPerson = ({ by }: LogEntry): Markup =>
  markup`<a href="/log?${String(new URLSearchParams({ by }))}">${by}</a>`;

function drawReport({ reportId, agency, year, sha256 }: LogEntry, wording: HandWording): Markup {
  if (reportId !== null) return markup`<a href="/reports/${reportId}">${agency} ${year}</a>`;
  return markup`<a href="/log?document=${sha256}">${wording.document(sha256.slice(0, 12))}</a>`;
}

function whatIn({ of, what, isUndone, value }: LogEntry, wording: HandWording): string {
  const said = wording.what[what] ?? what;
  if (of === 'decision') return said;
  if (isUndone) return wording.undone(said);
  return value === 'null' ? wording.overruled(said) : said;
}

/** As a person reads it. */
function valueIn({ of, what, value }: LogEntry): string {
  const said: unknown = JSON.parse(value);
  if (of === 'decision')
    return (said as DecisionEdit[])
      .map(({ field, from, to }) => `${field} ${from ?? '—'} → ${to ?? '—'}`)
      .join('; ');
  if (said === null || said === true) return '';
  if (what !== 'agency') return String(said);
  const { name, divisionCode, level } = said as RuledAgency;
  return [name, divisionCode, level].filter(Boolean).join(' ');
}
