/** One agency: where it belongs, and its reports year by year. */
import { type Markup, markup } from '#inspect/markup.js';
import type { Language } from '#model/anomaly.js';
import type { ListedAgency } from '#store/browse-agencies.js';
import type { ListedReport } from '#store/browse-reports.js';
import type { NamedDivision } from './division-path.js';
import { toPage } from './layout.js';
import type { Shown } from './listing.js';
import { browseWordingOf } from './wording/browse.js';

export interface ShownAgency extends Shown<ListedReport> {
  readonly agency: ListedAgency;
  readonly divisions: readonly NamedDivision[];
}

export function agencyToPage(shown: ShownAgency, language: Language): string {
  const wording = browseWordingOf[language];
  const { agency, divisions } = shown;
  const level = agency.level !== null && (wording.levels[agency.level] ?? agency.level);
  const body = markup`<header><h1>${agency.agency}</h1><span>${drawDivisions(divisions)}</span><span>${level}</span>
<span><code>${agency.agencyKey}</code></span>${shown.formats}</header>
<main class="listed">${shown.table}${shown.more}</main>`;
  return toPage({ title: agency.agency, language, body, here: 'agencies' });
}

/** Each leads to what lies in it. */
export const drawDivisions = (divisions: readonly NamedDivision[]): Markup =>
  markup`${divisions.map(
    ({ code, name }, index) =>
      markup`${index > 0 && ' › '}<a href="/agencies?division=${shortCode(code)}">${name}</a>`,
  )}`;

/** As long as what all codes in it begin with: 32, 3201, 320106. */
const shortCode = (code: string): string => code.replace(/(00){1,2}$/, '');
