/** The side panel: what was made of the document, part by part, each thing linked to its place. */
import type { Place } from '#model/place.js';
import { listAnomalies } from './anomaly-list.js';
import { type Claims, labelOf } from './claims.js';
import { tableForm } from './form-tables.js';
import type { Inspection } from './inspection.js';
import { type Markup, markup, nothing } from './markup.js';
import type { PlaceBook } from './place-book.js';
import type { Wording } from './wording/wording.js';

export interface PanelParts {
  readonly inspection: Inspection;
  readonly book: PlaceBook;
  readonly claims: Claims;
  readonly wording: Wording;
}

export function drawPanel(parts: PanelParts): Markup {
  const { heads } = parts.wording;
  const { recognized, extraction, document } = parts.inspection;
  return markup`${drawFailure(parts)}
${fold(heads.report, drawHead(parts))}
${'anomalies' in parts.inspection.record && fold(heads.anomalies, listAnomalies(parts))}
${recognized && fold(heads.forms, drawRanks(parts))}
${extraction && tableForm(parts).map(({ name, table }) => fold(name, table))}
${extraction && fold(heads.coverage, drawCoverage(parts))}
${extraction && extraction.sections.length > 0 && fold(heads.sections, drawSections(parts))}
${extraction && extraction.statements.length > 0 && fold(heads.statements, drawStatements(parts))}
${document && fold(heads.readings, drawReadings(parts))}
${document && document.remarks.length > 0 && fold(heads.remarks, drawRemarks(parts))}
${fold(heads.timings, drawTimings(parts))}
${fold(heads.file, drawFile(parts))}`;
}

const fold = (name: string, content: Markup): Markup =>
  markup`<details open><summary>${name}</summary>${content}</details>\n`;

/** A list of names and values; what has no value is not listed. */
const pairs = (
  rows: readonly (readonly [name: string, value: string | number | null | undefined])[],
): Markup =>
  markup`<dl>${rows.map(([name, value]) => value !== null && value !== undefined && markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

/** A line that lights its places. */
const linked = ({ book }: PanelParts, places: readonly Place[], content: Markup | string): Markup =>
  markup`<li><button type="button" data-p="${book.links(places)}">${content}</button></li>\n`;

function drawFailure({ inspection, wording }: PanelParts): Markup {
  const { record } = inspection;
  if (!('failure' in record)) return nothing;
  const { code, detail } = record.failure;
  return markup`<section class="failed"><h2>${wording.heads.failure}</h2><p><b>${code}</b>${detail && ` · ${detail}`}</p></section>`;
}

function drawHead({ inspection, wording }: PanelParts): Markup {
  const { recognized, extraction } = inspection;
  if (!recognized) return markup`<p>${wording.none}</p>`;
  const { title, agency, year, period, signedBy, signedOn, publishedOn } = recognized.head;
  const names = wording.report;
  const { notFound } = wording;
  return pairs([
    [names.title, title ?? notFound],
    [names.agency, agency?.name ?? notFound],
    [names.year, year ?? notFound],
    [names.form, extraction?.form?.id ?? notFound],
    [names.period, period && `${period.from} – ${period.to}`],
    [names.signedBy, signedBy],
    [names.signedOn, signedOn],
    [names.publishedOn, publishedOn],
  ]);
}

function drawRanks({ inspection, wording }: PanelParts): Markup {
  const { ranks, onForm } = inspection.recognized ?? { ranks: [], onForm: undefined };
  const names = wording.ranks;
  const rows = ranks.map(
    ({ form, hits, among, prescribed }) =>
      markup`<tr><th>${form.id}</th><td>${hits}/${form.fingerprints.length}</td><td>${wording.among[among]}</td><td>${prescribed && '✓'}</td><td>${form === onForm?.form && '✓'}</td></tr>`,
  );
  return markup`<table class="plain"><tr><td></td><td>${names.labels}</td><td>${names.among}</td><td>${names.year}</td><td>${names.taken}</td></tr>${rows}</table>${!onForm && markup`<p>${wording.noForm}</p>`}`;
}

function drawCoverage(parts: PanelParts): Markup {
  const { inspection, wording, claims } = parts;
  const { coverage, lostDigits } = inspection.extraction ?? {
    coverage: { mapped: 0, printed: 0 },
    lostDigits: 0,
  };
  const unclaimed = [...claims].flatMap(([id, here]) =>
    here.flatMap(({ kind, raw }) => (kind === 'unclaimed' ? [{ id, raw }] : [])),
  );
  const lost = inspection.sketches.flatMap(({ number: page, lost: words }) =>
    words.map(({ text, box }) => ({ text, at: { kind: 'page', page, box } as const })),
  );
  return markup`<p>${wording.covered(coverage.mapped, coverage.printed)} ${lostDigits === 0 ? wording.noDigitsLost : wording.lostDigits(lostDigits)}</p>
${unclaimed.length > 0 && markup`<h3>${wording.unclaimed}: ${unclaimed.length}</h3><p class="chips">${unclaimed.map(({ id, raw }) => markup`<button type="button" class="chip unclaimed" data-p="${id}">${raw}</button> `)}</p>`}
${lost.length > 0 && markup`<h3>${wording.lostWords}: ${lost.length}</h3><ul>${lost.slice(0, mostListed).map(({ text, at }) => linked(parts, [at], text))}</ul>`}`;
}

/** Longer lists are cut: they say the same all over. */
const mostListed = 200;

function drawSections(parts: PanelParts): Markup {
  const { sections } = parts.inspection.extraction ?? { sections: [] };
  return markup`<ul>${sections.map(({ key, heading, text, at }) => linked(parts, [at], markup`<b class="key">${key}</b> ${heading} <i>${text.length}</i>`))}</ul>`;
}

function drawStatements(parts: PanelParts): Markup {
  const { statements } = parts.inspection.extraction ?? { statements: [] };
  return markup`<ul>${statements.map(({ slot, value, sentence, at }) => linked(parts, [at], markup`<code>${slot}</code> = <b>${value}</b><br>${sentence}`))}</ul>`;
}

function drawReadings(parts: PanelParts): Markup {
  const { inspection, wording } = parts;
  const { document, second, stoodIn, extraction } = inspection;
  const differing = [...(second?.opinion.differing ?? [])];
  const rows = differing.map(([field, { first, second: other }]) => {
    const at = extraction?.byField.get(field)?.at;
    return linked(
      parts,
      at ? [at] : [],
      markup`${extraction && labelOf(field, extraction)}<br><b>${first}</b> ≠ <b>${other}</b>`,
    );
  });
  return markup`${pairs([
    [wording.first, `${document?.reader ?? ''}${stoodIn ? ` (${wording.stoodIn})` : ''}`],
    [
      wording.second,
      second &&
        [wording.opinions[second.opinion.state], ...second.readers, second.failure?.code]
          .filter(Boolean)
          .join(' · '),
    ],
  ])}${second?.opinion.state === 'given' && markup`<h3>${rows.length > 0 ? wording.differing : wording.notDiffering}</h3><ul>${rows}</ul>`}`;
}

function drawRemarks(parts: PanelParts): Markup {
  const { remarks = [] } = parts.inspection.document ?? {};
  return markup`<ul>${remarks.map(({ code, detail, at }) => linked(parts, at.slice(0, mostListed), markup`<code>${code}</code> ${detail}${at.length > 0 && ` × ${at.length}`}`))}</ul>`;
}

function drawTimings({ inspection: { timings }, wording }: PanelParts): Markup {
  const all = timings.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const shown = (milliseconds: number): string => `${milliseconds.toFixed(1)} ms`;
  return pairs([
    ...timings.map(({ stage, milliseconds }) => [wording.stages[stage], shown(milliseconds)] as const),
    [wording.total, shown(all)],
  ]);
}

function drawFile({ inspection: { record }, wording }: PanelParts): Markup {
  const { document, engine } = record;
  const names = wording.file;
  return pairs([
    [names.name, document.name],
    [names.format, document.format ?? wording.notFound],
    [names.bytes, document.bytes],
    [names.sha256, document.sha256],
    [names.engine, `${engine.version} · ${engine.reading} · ${engine.judging}`],
  ]);
}
