/**
 * The vocabulary of figures: every field path of the statutory forms, as types. A path names the same
 * thing on every form that has it; what a form prints beside it stands in `forms/`.
 */
export const applicants = [
  'natural_person',
  'commercial_enterprise',
  'research_institution',
  'public_welfare_org',
  'legal_service_org',
  'other_org',
  'total',
] as const;

export const applicationRows = [
  'received.new',
  'received.carried_in',
  'results.granted',
  'results.partially_granted',
  'results.denied.state_secret',
  'results.denied.prohibited_by_law',
  'results.denied.three_securities_one_stability',
  'results.denied.third_party_rights',
  'results.denied.internal_affairs',
  'results.denied.process_information',
  'results.denied.enforcement_case_files',
  'results.denied.administrative_inquiry',
  'results.unavailable.not_held',
  'results.unavailable.needs_creation',
  'results.unavailable.unclear_after_correction',
  'results.not_processed.petition_complaint',
  'results.not_processed.repeated',
  'results.not_processed.published_material',
  'results.not_processed.excessive_frequency',
  'results.not_processed.confirm_or_reissue',
  'results.other.total',
  'results.other.correction_overdue',
  'results.other.fee_overdue',
  'results.other.misc',
  'results.total',
  'carried_out',
] as const;

export const remedies = ['review', 'litigation_direct', 'litigation_after_review'] as const;
export const outcomes = ['upheld', 'corrected', 'other', 'pending', 'total'] as const;

export const proactiveFields = [
  'proactive.regulations.made',
  'proactive.regulations.newly_disclosed',
  'proactive.regulations.total_disclosed',
  'proactive.regulations.repealed',
  'proactive.regulations.in_force',
  'proactive.normative_documents.made',
  'proactive.normative_documents.newly_disclosed',
  'proactive.normative_documents.total_disclosed',
  'proactive.normative_documents.repealed',
  'proactive.normative_documents.in_force',
  'proactive.licensing.items_prev_year',
  'proactive.licensing.items_delta',
  'proactive.licensing.decisions',
  'proactive.other_services.items_prev_year',
  'proactive.other_services.items_delta',
  'proactive.other_services.decisions',
  'proactive.penalty.items_prev_year',
  'proactive.penalty.items_delta',
  'proactive.penalty.decisions',
  'proactive.coercion.items_prev_year',
  'proactive.coercion.items_delta',
  'proactive.coercion.decisions',
  'proactive.fees.items_prev_year',
  'proactive.fees.items_delta',
  'proactive.fees.amount_wan_yuan',
  'proactive.procurement.project_count',
  'proactive.procurement.amount',
] as const;

export type Applicant = (typeof applicants)[number];
export type ApplicationRow = (typeof applicationRows)[number];
export type Remedy = (typeof remedies)[number];
export type Outcome = (typeof outcomes)[number];

export type ProactiveField = (typeof proactiveFields)[number];
export type ApplicationField = `applications.${ApplicationRow}.${Applicant}`;
export type RemedyField = `remedies.${Remedy}.${Outcome}`;

/** The path of one figure. */
export type Field = ProactiveField | ApplicationField | RemedyField;

/** The path of a cell of table three. */
export function applicationField(row: ApplicationRow, applicant: Applicant): ApplicationField {
  return `applications.${row}.${applicant}`;
}

/** Every field of every form known so far. */
export const allFields: readonly Field[] = [
  ...proactiveFields,
  ...applicationRows.flatMap((row) => applicants.map((applicant) => applicationField(row, applicant))),
  ...remedies.flatMap((remedy) => outcomes.map((outcome): Field => `remedies.${remedy}.${outcome}`)),
];

const known: ReadonlySet<string> = new Set(allFields);

export function isField(path: string): path is Field {
  return known.has(path);
}
