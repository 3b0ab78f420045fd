/** The schemas and the types of a record say the same; what does not, does not compile. */
import { expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { RepairReason } from '#model/anomaly.js';
import { type Applicant, applicationField, type Field } from '#records/fields.js';
import type { Figure, OutputRecord, ReportRecord, Section, Statement } from '#records/record.js';
import type { figureSchema, outputRecordSchema, reportRecordSchema } from '#records/schema.js';

/** zod writes an optional property as `T | undefined`; a record never holds an explicit undefined. */
type Plain<T> = T extends readonly (infer Item)[]
  ? number extends T['length']
    ? readonly Plain<Item>[]
    : { readonly [Place in keyof T]: Plain<T[Place]> }
  : T extends object
    ? { readonly [Key in keyof T]: Plain<Exclude<T[Key], undefined>> }
    : T;

/** The reason of a repair is any string to the schema, so that an older program reads a newer record. */
type Loose<T> = T extends readonly (infer Item)[]
  ? number extends T['length']
    ? readonly Loose<Item>[]
    : T
  : T extends RepairReason
    ? string
    : T extends object
      ? { readonly [Key in keyof T]: Loose<T[Key]> }
      : T;

type Parsed<Schema extends z.ZodType> = Plain<z.infer<Schema>>;

test('a record of the types is a record of the schema, and the other way round', () => {
  expectTypeOf<Parsed<typeof figureSchema>>().toEqualTypeOf<Plain<Figure>>();
  expectTypeOf<Parsed<typeof reportRecordSchema>['report']>().toEqualTypeOf<Plain<ReportRecord['report']>>();
  expectTypeOf<Parsed<typeof reportRecordSchema>['sections']>().toEqualTypeOf<readonly Plain<Section>[]>();
  expectTypeOf<Parsed<typeof reportRecordSchema>['statements']>().toEqualTypeOf<
    readonly Plain<Statement>[]
  >();
  expectTypeOf<keyof Parsed<typeof reportRecordSchema>>().toEqualTypeOf<keyof ReportRecord>();
  expectTypeOf<Plain<OutputRecord>>().toExtend<Parsed<typeof outputRecordSchema>>();
  expectTypeOf<Parsed<typeof reportRecordSchema>>().toExtend<Loose<Plain<ReportRecord>>>();
});

test('a field that is misspelt does not compile', () => {
  const applicant: Applicant = 'natural_person';
  applicationField('received.new', applicant);
  // @ts-expect-error misspelt row
  applicationField('recieved.new', applicant);
  // @ts-expect-error misspelt applicant
  applicationField('received.new', 'natural_persons');
  // @ts-expect-error a row without an applicant is no field
  const short: Field = 'applications.received.new';
  // @ts-expect-error misspelt outcome
  const outcome: Field = 'remedies.review.uphold';
  // @ts-expect-error no such item of section two
  const item: Field = 'proactive.licensing.decision';
  expectTypeOf<typeof short | typeof outcome | typeof item>().toEqualTypeOf<Field>();
});
