/**
 * R-N-RECV, -DONE, -CARRYIN, -CARRYOUT: what the prose says of applications received, handled, carried
 * in and carried out, against table three. A statement is wrong only where it fits no accepted way of
 * counting; approximate numbers are never wrong, and a statement about another scope is a notice.
 */
import type { Extraction } from '#extract/extraction.js';
import {
  applicationStatements,
  type Interpretation,
  type StatementPattern,
} from '#forms/statements/applications.js';
import type { Field } from '#records/fields.js';
import type { Statement } from '#records/record.js';
import { type Check, type CheckContext, type Finding, kindOver, placesOf } from './check.js';

interface Tried {
  readonly interpretation: string;
  readonly value: number;
}

export const statementsCheck: Check = {
  rule: 'R-N-RECV, R-N-DONE, R-N-CARRYIN, R-N-CARRYOUT',
  codes: ['statement-mismatch'],
  summary: 'a number in the prose contradicts the table',
  *run(context) {
    const { statements } = context.extraction;
    for (const pattern of applicationStatements) {
      const own = statements.filter(({ slot }) => slot === pattern.slot);
      const wrong = own.filter((statement) =>
        contradicts(statement, pattern.interpretations, context.extraction),
      );
      const all = wrong.length === own.length;
      for (const statement of wrong)
        yield toFinding(statement, pattern, all ? severityOf(statement) : 'notice', context);
    }
  },
};

/** The figures of the body itself (本级) are a part of its jurisdiction's: no contradiction. */
function severityOf({ scope }: Statement): 'error' | 'notice' {
  return scope === 'own' ? 'notice' : 'error';
}

function contradicts(
  statement: Statement,
  interpretations: readonly Interpretation[],
  extraction: Extraction,
): boolean {
  if (statement.approximate) return false;
  const tried = tryAll(interpretations, extraction);
  return tried.length === interpretations.length && tried.every(({ value }) => value !== statement.value);
}

/** The interpretations whose fields are all numbers. */
function tryAll(interpretations: readonly Interpretation[], { byField }: Extraction): Tried[] {
  return interpretations.flatMap(({ id, fields }) => {
    const values = fields.map((field) => byField.get(field)?.value);
    if (values.some((value) => typeof value !== 'number')) return [];
    return [{ interpretation: id, value: values.reduce((sum: number, value) => sum + (value ?? 0), 0) }];
  });
}

function toFinding(
  statement: Statement,
  { rule, interpretations }: StatementPattern,
  severity: 'error' | 'notice',
  context: CheckContext,
): Finding {
  const fields = [...new Set<Field>(interpretations.flatMap((interpretation) => interpretation.fields))];
  const tried = tryAll(interpretations, context.extraction);
  const kind = kindOver(fields, context);
  return {
    code: 'statement-mismatch',
    rule,
    severity: kind === 'reading' && severity === 'error' ? 'warning' : severity,
    kind,
    fields,
    terms: fields,
    sentence: statement.sentence,
    data: {
      slot: statement.slot,
      printed: statement.value,
      computed: tried[0]?.value ?? null,
      difference: statement.value - (tried[0]?.value ?? 0),
      tried,
      sentence: statement.sentence,
    },
    at: [statement.at, ...placesOf(fields, context.extraction)],
  };
}
