/** The documents of a report: where each was found, how it differs from the main one, and what engines made of it. */
import { z } from 'zod';
import { type Markup, markup } from '#inspect/markup.js';
import type { BrowsedCopy, FoundPlace } from '#store/browse-report.js';
import type { ResultVersion } from '#store/browse-versions.js';
import { labelOf } from './figure-label.js';
import { addressOfPlace } from './report-places.js';
import type { ReportDrawing, ToldAnomaly } from './report-view.js';
import { drawAddress } from './web-address.js';

export const drawCopies = (drawing: ReportDrawing): Markup =>
  markup`<h2>${drawing.wording.copies}</h2><ol class="copies">${drawing.copies.map(
    (copy, index) =>
      markup`<li>${drawCopy(copy, drawing)}${drawDifferences(copy, drawing)}${drawVersions(drawing.versions[index] ?? [], drawing)}</li>\n`,
  )}</ol>`;

function drawCopy(copy: BrowsedCopy, { report, wording }: ReportDrawing): Markup {
  const { sha256, isMain, format, form, publishedOn, firstSeenAt } = copy;
  const facts = [format, form && wording.formName(form), publishedOn, sha256.slice(0, 12)];
  return markup`<p><b>${isMain ? wording.main : wording.copy}</b> ${facts.filter(Boolean).join(' · ')}
<a href="${addressOfPlace(report.id, undefined, isMain ? undefined : sha256)}" target="paper">${wording.showCopy}</a>
<a href="/log?document=${sha256}">${wording.log}</a></p>
<p class="document">${wording.firstSeen} ${toMinute(firstSeenAt)}</p>${drawPlaces(copy, wording)}`;
}

export function drawPlaces(
  { places, placeCount }: Pick<BrowsedCopy, 'places' | 'placeCount'>,
  wording: ReportDrawing['wording'],
): Markup {
  const others = placeCount - places.length;
  const lines = places.map((place) => markup`<li>${drawPlace(place, wording)}</li>`);
  return markup`<ul class="places">${lines}${others > 0 && markup`<li>${wording.others(others)}</li>`}</ul>`;
}

const drawPlace = (
  { location, address, seenAt, isCurrent }: FoundPlace,
  wording: ReportDrawing['wording'],
): Markup =>
  markup`<span class="location">${location}</span> ${drawAddress(address, wording.original)} <small>${toMinute(seenAt)}${!isCurrent && ` · ${wording.noLonger}`}</small>`;

export const toMinute = (at: string): string => at.slice(0, 16).replace('T', ' ');

const differing = z.object({
  copy: z.string(),
  differences: z.array(
    z.object({ field: z.string(), main: z.number().nullable(), copy: z.number().nullable() }),
  ),
});

type Differing = z.infer<typeof differing>;

/** What an anomaly over two copies says; nothing of any other. */
const differencesOf = ({ data }: ToldAnomaly): Differing | undefined =>
  differing.safeParse(JSON.parse(data)).data;

function drawDifferences({ sha256, isMain }: BrowsedCopy, drawing: ReportDrawing): Markup {
  const { anomalies, report, wording } = drawing;
  const rows = anomalies
    .map(differencesOf)
    .flatMap((found) => (found?.copy === sha256 ? found.differences : []));
  if (isMain || rows.length === 0) return markup``;
  const shown = (value: number | null): string | number => value ?? '▢';
  const lines = rows.map(
    ({ field, main, copy }) =>
      markup`<tr><th scope="row">${labelOf(field, report.form)}</th><td><a href="${addressOfPlace(report.id, field)}" target="paper">${shown(main)}</a></td><td><a href="${addressOfPlace(report.id, field, sha256)}" target="paper">${shown(copy)}</a></td></tr>\n`,
  );
  return markup`<table class="figures"><caption>${wording.differences}</caption><thead><tr><th scope="col">${wording.label}</th><th scope="col">${wording.inMain}</th><th scope="col">${wording.inCopy}</th></tr></thead><tbody>${lines}</tbody></table>`;
}

/** Of a document that was read once there is nothing to tell. */
function drawVersions(versions: readonly ResultVersion[], { wording }: ReportDrawing): Markup {
  if (versions.length < 2) return markup``;
  const lines = versions.map(
    (version, index) =>
      markup`<li>${toMinute(version.createdAt)} · ${version.engineVersion} <code>${version.reading.slice(0, 8)} ${version.judging.slice(0, 8)}</code>${version.isCurrent && ` · ${wording.current}`} · ${drawChange(version, index === versions.length - 1, wording)}</li>\n`,
  );
  return markup`<details><summary>${wording.versions} ${versions.length}</summary><ol class="versions">${lines}</ol></details>`;
}

function drawChange(
  { change }: ResultVersion,
  isFirst: boolean,
  wording: ReportDrawing['wording'],
): Markup | string {
  if (!change) return isFirst ? wording.first : wording.unchanged;
  const { failure, head, figures, anomalies } = change;
  const { appeared, gone, rejudged } = anomalies;
  const heads = [...(failure ? [{ key: 'failure', ...failure }] : []), ...head].map(
    ({ key, from, to }) => markup` · ${key}: ${from ?? '–'} → ${to ?? '–'}`,
  );
  const changed = figures
    .slice(0, mostChanges)
    .map(({ field, from, to }) => markup`<li>${field}: ${from?.raw ?? '–'} → ${to?.raw ?? '–'}</li>`);
  return markup`${wording.changes(figures.length, appeared.length, gone.length, rejudged.length)}${heads}<ul>${changed}</ul>`;
}

const mostChanges = 50;
