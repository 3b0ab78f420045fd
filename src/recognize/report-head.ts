/** Title, agency, year, period, signature and dates of a report. */
import type { FormSection } from '#forms/form.js';
import { periodLead, publishedLead } from '#forms/titles.js';
import type { Document, Paragraph } from '#model/document.js';
import { findDate } from '#text/date.js';
import { foldText, squeeze } from '#text/fold.js';
import { type Agency, findAgency, isOrgan } from './agency.js';
import { findDeclaredTitle, findTitle, parseTitle } from './report-title.js';
import { matchHeading } from './sections.js';

export interface Period {
  /** ISO dates. */
  readonly from: string;
  readonly to: string;
}

export interface ReportHead {
  readonly title: string | null;
  readonly year: number | null;
  readonly agency: Agency | null;
  readonly period: Period | null;
  readonly signedBy: string | null;
  readonly signedOn: string | null;
  readonly publishedOn: string | null;
  /** Paragraphs of title and signature, which belong to no section. */
  readonly outside: ReadonlySet<Paragraph>;
}

export function findReportHead(document: Document, sections: readonly FormSection[]): ReportHead {
  const paragraphs = document.blocks.filter((block) => block.kind === 'paragraph');
  const first = paragraphs.findIndex((paragraph) => matchHeading(paragraph.text, sections));
  const front = first < 0 ? paragraphs.slice(0, 40) : paragraphs.slice(0, first);
  const declared = findDeclaredTitle(document);
  const titles = [findTitle(front, declared), declared].filter((title) => title !== undefined);
  const signature = findSignature(first < 0 ? [] : paragraphs.slice(first));
  const period = findPeriod(paragraphs);
  const signedOn = signature?.date ?? null;
  const names = titles.map(({ text }) => parseTitle(text));
  const agency = names.map((name) => name.agency).find((name) => name !== undefined);
  return {
    title: titles[0]?.text ?? null,
    year: names.find(({ year }) => year !== undefined)?.year ?? yearOf(period?.to, 0) ?? yearOf(signedOn, -1),
    agency: findAgency(agency, signature?.organ, document.meta.source),
    period,
    signedBy: signature?.organ ?? null,
    signedOn,
    publishedOn: findPublished(document, front),
    outside: new Set([...(titles[0]?.paragraphs ?? []), ...(signature?.paragraphs ?? [])]),
  };
}

function yearOf(date: string | null | undefined, shift: number): number | null {
  return date ? Number(date.slice(0, 4)) + shift : null;
}

const span =
  /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:起|零时)?(?:至|到|—|–|-|~|～)+(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/;

/** Two dates that bound a time, after words that say so before a period without them. */
function findPeriod(paragraphs: readonly Paragraph[]): Period | null {
  let unnamed: Period | null = null;
  for (const paragraph of paragraphs.slice(0, 60)) {
    const text = squeeze(paragraph.text);
    const match = span.exec(text);
    const period = match ? toPeriod(match) : null;
    if (!period) continue;
    if (periodLead.test(text)) return period;
    if (period.from.endsWith('-01-01') && period.to.endsWith('-12-31')) unnamed ??= period;
  }
  return unnamed;
}

function toPeriod(match: RegExpExecArray): Period | null {
  const [, fromYear, fromMonth, fromDay, toYear, toMonth, toDay] = match;
  const first = fromYear ?? toYear;
  const last = toYear ?? fromYear;
  const from = findDate(`${first}年${fromMonth}月${fromDay}日`);
  const to = findDate(`${last}年${toMonth}月${toDay}日`);
  return from && to ? { from, to } : null;
}

interface Signature {
  readonly organ?: string;
  readonly date?: string;
  readonly paragraphs: readonly Paragraph[];
}

/** The body's name and the date that close the report, on two lines or one, at the right. */
function findSignature(body: readonly Paragraph[]): Signature | undefined {
  const last = body.slice(-14);
  for (let index = last.length - 1; index >= 0; index--) {
    const paragraph = last[index];
    const text = squeeze(paragraph?.text ?? '');
    const date = findDate(text);
    if (!paragraph || !date || text.length > 50 || /[，。；：:]/.test(text)) continue;
    const rest = text.replace(/[\d〇○零一二三四五六七八九十]{2,4}年.*$/, '');
    const before = last[index - 1];
    if (isOrgan(rest)) return { organ: rest, date, paragraphs: [paragraph] };
    if (rest === '' && before && isOrgan(before.text))
      return { organ: squeeze(before.text), date, paragraphs: [before, paragraph] };
    if (rest === '') return { date, paragraphs: [paragraph] };
  }
  const lonely = last.findLast((paragraph) => isOrgan(paragraph.text));
  return lonely && last.indexOf(lonely) >= last.length - 2
    ? { organ: squeeze(lonely.text), paragraphs: [lonely] }
    : undefined;
}

function findPublished(document: Document, front: readonly Paragraph[]): string | null {
  const declared = document.meta.published ? findDate(document.meta.published) : undefined;
  if (declared) return declared;
  for (const paragraph of front) {
    const text = foldText(paragraph.text);
    const lead = text.split(/\s+/).findIndex((part) => publishedLead.test(part));
    if (lead >= 0 && text.length < 200) {
      const date = findDate(text);
      if (date) return date;
    }
  }
  return null;
}
