/**
 * The record as zod schemas, for the edges: what comes from disk or the network is checked with these,
 * and the published JSON Schema is made from them. A type test keeps them equal to `record.ts`.
 */
import { z } from 'zod';
import type { CellDoubt } from '#model/document.js';
import { failureCodes } from '#model/failure.js';
import { verdicts } from './decision.js';
import { allFields, type Field } from './fields.js';
import { schemaId } from './schema-id.js';

const field = z.enum(allFields as [Field, ...Field[]]);
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly();

interface PagePlaceShape {
  readonly kind: 'page';
  readonly page: number;
  readonly box: readonly [number, number, number, number];
  readonly parts?: readonly PagePlaceShape[] | undefined;
}

const pagePlace: z.ZodType<PagePlaceShape> = z.object({
  kind: z.literal('page'),
  page: z.int().min(1),
  box,
  get parts() {
    return z.array(pagePlace).readonly().optional();
  },
});

export const placeSchema = z.union([
  pagePlace,
  z.object({ kind: z.literal('docx'), part: z.string(), path: z.string() }),
  z.object({ kind: z.literal('html'), path: z.string() }),
  z.object({ kind: z.literal('sheet'), sheet: z.string(), cell: z.string() }),
  z.object({ kind: z.literal('doc'), table: z.int(), row: z.int(), column: z.int() }),
  z.object({ kind: z.literal('text'), line: z.int(), column: z.int() }),
]);

const figureState = z.enum(['number', 'blank', 'mark', 'unreadable', 'missing']);

export const figureSchema = z.object({
  field,
  state: figureState,
  value: z.number().nullable(),
  raw: z.string(),
  unit: z.string().nullable(),
  at: placeSchema.nullable(),
});

const number = z.number().nullable();

/** With milliseconds, so that times sort as texts. */
const time = z.iso.datetime().transform((at) => new Date(at).toISOString());

/** A line of exported decisions. */
export const decisionSchema = z.object({
  report: z.object({ agencyKey: z.string().min(1), year: z.int(), scope: z.string() }),
  document: z.string().regex(/^[0-9a-f]{64}$/),
  fingerprint: z.string().min(1).nullable(),
  code: z.string().nullable(),
  fields: z.array(field),
  verdict: z.enum([...verdicts, 'undone']),
  edits: z.array(z.object({ field, from: number, to: number })),
  reason: z.string().nullable(),
  by: z.string().min(1),
  at: time,
});

const said = z.object({
  document: z.string().regex(/^[0-9a-f]{64}$/),
  undone: z.boolean(),
  reason: z.string().nullable(),
  by: z.string().min(1).max(200),
  at: time,
});

const level = z.enum([
  ...(['central', 'province', 'prefecture', 'county', 'township', 'subdistrict'] as const),
  'functional_zone',
]);

export const ruledAgencySchema = z.object({
  name: z.string().trim().min(1).max(200),
  divisionCode: z
    .string()
    .regex(/^(\d{6}|\d{9}|\d{12})$/)
    .nullable(),
  level: level.nullable(),
});

export const ruledYearSchema = z.int().min(1949).max(2199);

/** A line of exported rulings. */
export const rulingSchema = z
  .discriminatedUnion('what', [
    said.extend({ what: z.literal('agency'), value: ruledAgencySchema.nullable() }),
    said.extend({ what: z.literal('year'), value: ruledYearSchema.nullable() }),
    said.extend({
      what: z.enum(['main', 'withdrawn', 'not-a-report']),
      value: z.literal(true).nullable(),
    }),
    said.extend({ what: z.literal('reported'), field, value: z.literal(true).nullable() }),
  ])
  .refine(({ undone, value }) => !undone || value === null, {
    path: ['value'],
    error: 'undone with a value',
  });

interface TableShape {
  readonly kind: 'table';
  readonly rows: number;
  readonly columns: number;
  readonly orderOnly?: true | undefined;
  readonly at: z.infer<typeof placeSchema>;
  readonly cells: readonly {
    readonly row: number;
    readonly column: number;
    readonly rowSpan: number;
    readonly columnSpan: number;
    readonly text: string;
    readonly at: z.infer<typeof placeSchema>;
    readonly doubts?: readonly CellDoubt[] | undefined;
    readonly tables?: readonly TableShape[] | undefined;
  }[];
}

export const tableSchema: z.ZodType<TableShape> = z.object({
  kind: z.literal('table'),
  rows: z.int(),
  columns: z.int(),
  orderOnly: z.literal(true).optional(),
  at: placeSchema,
  cells: z
    .array(
      z.object({
        row: z.int(),
        column: z.int(),
        rowSpan: z.int().min(1),
        columnSpan: z.int().min(1),
        text: z.string(),
        at: placeSchema,
        doubts: z
          .array(z.enum(['straddles', 'aligned', 'overprinted', 'clipped', 'pictured']))
          .readonly()
          .optional(),
        get tables() {
          return z.array(tableSchema).readonly().optional();
        },
      }),
    )
    .readonly(),
});

const edit = z.object({ field, from: z.number().nullable(), to: z.number() });

export const anomalySchema = z.object({
  code: z.string(),
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  kind: z.enum(['source', 'reading', 'undecided']),
  fields: z.array(field),
  data: z.record(z.string(), z.unknown()),
  at: z.array(placeSchema),
  repairs: z
    .array(
      edit.extend({ reason: z.string(), also: z.array(edit).optional(), satisfies: z.array(z.string()) }),
    )
    .optional(),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  message: z.string(),
});

const documentInfo = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string(),
  format: z.enum(['docx', 'pdf', 'html', 'text', 'doc', 'ofd', 'xlsx', 'scan']).nullable(),
  bytes: z.int().min(0),
});

const engineInfo = z.object({ version: z.string(), reading: z.string(), judging: z.string() });
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const scope = z.enum(['own', 'jurisdiction']).nullable();

const agency = z.object({
  name: z.string(),
  raw: z.string(),
  level: level.nullable(),
  divisionCode: z.string().nullable(),
  currentDivisionCode: z.string().optional(),
  townshipCode: z.string().optional(),
  candidates: z.array(z.string()).readonly().optional(),
  creditCode: z.string().nullable(),
  wrongCodes: z.array(z.string()).readonly().optional(),
  key: z.string(),
});

export const reportRecordSchema = z.object({
  schema: z.literal(schemaId),
  document: documentInfo,
  engine: engineInfo,
  report: z.object({
    title: z.string().nullable(),
    year: z.int().nullable(),
    scope,
    agency: agency.nullable(),
    form: z.enum(['2008', '2014', '2019', '2021']).nullable(),
    period: z.object({ from: isoDate, to: isoDate }).nullable(),
    signedBy: z.string().nullable(),
    signedOn: isoDate.nullable(),
    publishedOn: isoDate.nullable(),
  }),
  sections: z.array(
    z.object({
      key: z.enum(['overview', 'proactive', 'applications', 'remedies', 'problems', 'other']),
      ordinal: z.string().nullable(),
      heading: z.string(),
      text: z.string(),
      at: placeSchema,
    }),
  ),
  figures: z.array(figureSchema),
  tables: z.array(tableSchema),
  indicators: z.array(
    z.object({
      label: z.string(),
      parent: z.string().optional(),
      field: field.optional(),
      unit: z.string().nullable(),
      column: z.string(),
      state: figureState,
      value: z.number().nullable(),
      raw: z.string(),
      at: placeSchema,
    }),
  ),
  statements: z.array(
    z.object({
      slot: z.enum([
        'applications.received',
        'applications.handled',
        'applications.carried_in',
        'applications.carried_out',
      ]),
      value: z.number(),
      unit: z.string().nullable(),
      year: z.int().nullable(),
      scope,
      approximate: z.boolean(),
      raw: z.string(),
      sentence: z.string(),
      at: placeSchema,
    }),
  ),
  anomalies: z.array(anomalySchema),
  coverage: z.object({ printed: z.int(), mapped: z.int() }),
});

export const failureRecordSchema = z.object({
  schema: z.literal(schemaId),
  document: documentInfo,
  engine: engineInfo,
  failure: z.object({ code: z.enum(failureCodes), detail: z.string().optional() }),
});

export const outputRecordSchema = z.union([reportRecordSchema, failureRecordSchema]);

/** Draft 2020-12. */
export function recordJsonSchema(): unknown {
  return z.toJSONSchema(outputRecordSchema);
}
