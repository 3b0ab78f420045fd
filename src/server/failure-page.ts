/** What gave no report, with what can be done about it. */
import { type Markup, markup } from '#inspect/markup.js';
import { canBeTried } from '#jobs/try-again.js';
import type { Language } from '#model/anomaly.js';
import { type FailedInput, type FailureFilter, failureStates, unplacedCode } from '#store/failures.js';
import { toPage } from './layout.js';
import type { Column, Shown } from './listing.js';
import { drawSending, drawTime } from './sending.js';
import { mayAs, type User } from './site.js';
import { type HandWording, handWordingOf } from './wording/by-hand.js';

export interface Failures extends Shown<FailedInput> {
  readonly filter: FailureFilter;
  readonly counts: readonly { readonly code: string; readonly count: number }[];
}

export interface Allowed {
  readonly user: User;
  /** Whether this site can import. */
  readonly canTry: boolean;
}

export function failuresToPage(failures: Failures, language: Language): string {
  const wording = handWordingOf[language];
  const { count, formats, rows, table, more } = failures;
  const body = markup`<header><h1>${wording.failures} <output>${count}</output></h1>${formats}</header>
<main class="queue failures"><aside>${drawStates(failures, wording)}${drawCodes(failures, wording)}</aside>
<section>${rows.length === 0 ? markup`<p>${wording.none}</p>` : markup`${table}${more}`}</section></main>`;
  return toPage({ title: wording.failures, language, body, here: 'failures' });
}

const addressOf = ({ code, importId, state }: FailureFilter): string =>
  `/failures?${new URLSearchParams({
    ...(code !== undefined && { code }),
    ...(importId !== undefined && { import: String(importId) }),
    ...(state !== 'open' && { state: state ?? 'all' }),
  })}`;

function drawStates({ filter }: Failures, wording: HandWording): Markup {
  const links = [...failureStates, undefined].map((state) => {
    const href = addressOf({ ...filter, state });
    const name = state ? wording.states[state] : wording.all;
    return markup`<li><a href="${href}"${filter.state === state && markup` aria-current="true"`}>${name}</a></li>`;
  });
  return markup`<details open><summary>${wording.states['']}</summary><ul>${links}</ul></details>`;
}

function drawCodes({ filter, counts }: Failures, wording: HandWording): Markup {
  const links = counts.map(({ code, count }) => {
    const isChosen = filter.code === code;
    const href = addressOf({ ...filter, code: isChosen ? undefined : code });
    return markup`<li><a href="${href}"${isChosen && markup` aria-current="true"`}>${code} <data value="${count}">${count}</data></a></li>`;
  });
  return markup`<details open><summary>${wording.codes}</summary><ul>${links}</ul></details>`;
}

/** `allowed`: what is drawn beside it is only what the user may. */
export function failureColumns(allowed: Allowed, language: Language): Column<FailedInput>[] {
  const wording = handWordingOf[language];
  const { columns } = wording;
  return [
    {
      ...{ key: 'code', heading: columns.code, value: ({ code }) => code },
      draw: ({ code, detail }) =>
        markup`${code} <small>${code === unplacedCode ? wording.unplaced : detail}</small>`,
    },
    { key: 'detail', value: ({ detail }) => detail },
    { key: 'location', heading: columns.location, value: ({ location }) => location, draw: drawLocation },
    { key: 'sha256', value: ({ sha256 }) => sha256 },
    {
      ...{ key: 'agency', heading: columns.known, value: ({ agency }) => agency },
      draw: ({ agency, year }) => markup`${agency} ${year}`,
    },
    { key: 'year', value: ({ year }) => year },
    {
      ...{ key: 'state', heading: columns.state, value: ({ state }) => state },
      draw: (row) => drawState(row, allowed, wording),
    },
    { key: 'reason', value: ({ reason }) => reason },
    { key: 'import', value: ({ importId }) => importId },
    { key: 'at', heading: columns.at, value: ({ at }) => at, draw: ({ at }) => drawTime(at) },
  ];
}

const drawLocation = ({ location, sha256 }: FailedInput): Markup =>
  sha256 === null ? markup`${location}` : markup`<a href="/log?document=${sha256}">${location}</a>`;

function drawState(row: FailedInput, { user, canTry }: Allowed, wording: HandWording): Markup {
  const { location, sha256, state, reason, cursor } = row;
  const mayTry = canTry && cursor.of === 'failure' && canBeTried(row) && mayAs(user, 'reviewer');
  const document = mayAs(user, 'administrator') ? sha256 : null;
  return markup`${state !== 'open' && markup`<b>${wording.states[state]}</b> <small>${reason}</small>`}${
    mayTry && drawSending('/failures/again', { location }, markup`<button>${wording.tryAgain}</button>`)
  }${document !== null && drawRulings(row, document, wording)}`;
}

function drawRulings({ state, cursor, ...row }: FailedInput, document: string, wording: HandWording): Markup {
  if (state !== 'open')
    return drawSending(
      '/rulings',
      { document, what: state, undone: 'true' },
      markup`<button>${wording.takeBack}</button>`,
    );
  const isNone = markup`<input name="reason" aria-label="${wording.reason}" placeholder="${wording.reason}"><button>${wording.notAReport}</button>`;
  return markup`${cursor.of === 'record' && drawIdentity(row, document, wording)}${drawSending('/rulings', { document, what: 'not-a-report' }, isNone)}`;
}

/** What the record lacks. */
function drawIdentity(
  { agency, year }: Pick<FailedInput, 'agency' | 'year'>,
  document: string,
  wording: HandWording,
): Markup {
  const input = (name: 'agency' | 'divisionCode' | 'year', size: number): Markup =>
    markup`<input name="${name}" size="${size}" aria-label="${wording[name]}" placeholder="${wording[name]}">`;
  return markup`${
    agency === null &&
    drawSending(
      '/rulings',
      { document, what: 'agency' },
      markup`${input('agency', 16)}${input('divisionCode', 8)}<button>${wording.setAgency}</button>`,
    )
  }${
    year === null &&
    drawSending(
      '/rulings',
      { document, what: 'year' },
      markup`${input('year', 6)}<button>${wording.setYear}</button>`,
    )
  }`;
}
