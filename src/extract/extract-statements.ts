/** What the prose states about applications: sentences, and the numbers in them. */
import {
  applicationStatements,
  approximateLead,
  carriedYear,
  hedges,
  lastYear,
  otherMatters,
  ownSubject,
  type StatementPattern,
  scopeWords,
  subjects,
  tellingWords,
  yearCarriedFrom,
} from '#forms/statements/applications.js';
import type { Document, Paragraph } from '#model/document.js';
import type { Statement } from '#records/record.js';
import { parseWholeNumber } from '#text/chinese-number.js';
import { findYears } from '#text/date.js';
import { squeeze } from '#text/fold.js';

/** Statements of the report's own year, a slot at most once a sentence. */
export function extractStatements(document: Document, year: number | null): Statement[] {
  const paragraphs = document.blocks.filter((block) => block.kind === 'paragraph');
  return paragraphs.flatMap((paragraph) =>
    splitSentences(squeeze(paragraph.text)).flatMap((sentence) => statementsIn(sentence, paragraph, year)),
  );
}

function splitSentences(text: string): string[] {
  return text.split(/(?<=[。！？；;])/).filter((sentence) => tellingWords.test(sentence));
}

function statementsIn(sentence: string, paragraph: Paragraph, year: number | null): Statement[] {
  return applicationStatements.flatMap((pattern) => {
    const found = findCount(sentence, pattern, year);
    if (!found) return [];
    const statement: Statement = {
      slot: pattern.slot,
      value: found.value,
      unit: '件',
      year,
      scope: scopeOf(sentence),
      approximate: found.approximate,
      raw: found.raw,
      sentence,
      at: paragraph.at,
    };
    return [statement];
  });
}

/** Whether the last year named before a place is not the report's. */
function speaksOfOtherYear(sentence: string, index: number, year: number | null): boolean {
  const named = findYears(sentence.slice(0, index).replace(carriedYear, ''));
  return year !== null && named.length > 0 && named.at(-1) !== year;
}

interface Count {
  readonly value: number;
  readonly raw: string;
  readonly approximate: boolean;
}

function findCount(sentence: string, pattern: StatementPattern, year: number | null): Count | undefined {
  const asNow = sentence.replace(yearCarriedFrom, (whole, named) =>
    Number(named) === (year ?? 0) - 1 ? lastYear : whole,
  );
  for (const expression of pattern.patterns) {
    const match = expression.exec(asNow);
    const printed = match?.groups?.['n'];
    if (!match || !printed || isOther(sentence, match) || speaksOfOtherYear(sentence, match.index, year))
      continue;
    const value = parseWholeNumber(printed.replace(/[,，]/g, ''));
    if (value === undefined) continue;
    const before = asNow.slice(0, match.index);
    const approximate =
      match.groups?.['more'] !== undefined || hedges.test(match[0]) || approximateLead.test(before);
    return { value, raw: match[0], approximate };
  }
  const none = pattern.none.map((expression) => expression.exec(sentence)).find((match) => match !== null);
  return none && !speaksOfOtherYear(sentence, none.index, year)
    ? { value: 0, raw: none[0], approximate: false }
    : undefined;
}

/** The clause around the number speaks of reviews, suits or of a difference to another year. */
function isOther(sentence: string, match: RegExpExecArray): boolean {
  const from =
    Math.max(...['，', '；', '。', '：', '（'].map((mark) => sentence.lastIndexOf(mark, match.index))) + 1;
  const clause = sentence.slice(from, match.index + match[0].length);
  return otherMatters.test(clause) || !isOwnSubject(sentence.slice(0, match.index + match[0].length));
}

/** Whether the last thing named that can be received and closed is the report's own matter; none is. */
function isOwnSubject(text: string): boolean {
  const last = [...text.matchAll(subjects)].at(-1);
  return last === undefined || ownSubject.test(last[0]);
}

function scopeOf(sentence: string): Statement['scope'] {
  if (scopeWords.jurisdiction.test(sentence)) return 'jurisdiction';
  return scopeWords.own.test(sentence) ? 'own' : null;
}
