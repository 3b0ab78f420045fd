/** What an anomaly says, in the language of the site: in the store stands that of its import. */
import { messageOf } from '#checks/messages/message.js';
import { forms } from '#forms/index.js';
import type { Anomaly, AnomalyKind, Language, Severity } from '#model/anomaly.js';

/** As the store has it: fields and data are JSON. */
export interface ToldAnomaly {
  readonly code: string;
  readonly rule: string;
  readonly severity: string;
  readonly kind: string;
  readonly fields: string;
  readonly data: string;
}

export function messageIn(language: Language, form: string | null, told: ToldAnomaly): string {
  const anomaly: Anomaly = {
    ...{ code: told.code, rule: told.rule, fingerprint: '', at: [] },
    ...{ severity: told.severity as Severity, kind: told.kind as AnomalyKind },
    fields: JSON.parse(told.fields) as string[],
    data: JSON.parse(told.data) as Anomaly['data'],
  };
  return messageOf(
    anomaly,
    forms.find(({ id }) => id === form),
    language,
  );
}
