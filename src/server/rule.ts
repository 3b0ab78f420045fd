/** What somebody says by hand of a document, or of a figure → a ruling in the store. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { type Field, isField } from '#records/fields.js';
import { findRuling, type RuledAgency, type Ruling } from '#records/ruling.js';
import { ruledAgencySchema, ruledYearSchema } from '#records/schema.js';
import { findMainFigure } from '#store/main-figure.js';
import { addRulings, findRulingId, isDocument, isOutruledAsMain, listRulingsOn } from '#store/rulings.js';
import type { Store } from '#store/store.js';
import type { Tables } from '#store/tables.js';
import type { HandRefusal } from './wording/by-hand.js';

/** Why it was not done, with its status of HTTP. */
export interface HandRefused {
  readonly status: 400 | 404 | 409;
  readonly reason: HandRefusal;
}

import type { User } from './site.js';

/** As a form sends it: what was not filled in is an empty text. */
const text = z
  .string()
  .trim()
  .max(1000)
  .transform((given) => given || undefined)
  .optional();
const isTrue = z
  .union([z.literal(['true', '']), z.boolean()])
  .transform((given) => given === true || given === 'true')
  .optional();
const remarks = { reason: text, undone: isTrue };

/** Of the log: that one alone is taken back, though the click comes twice. */
const which = { ruling: z.coerce.number().int().positive().optional() };

export const rulingRequest = z.object({
  document: z.string().regex(/^[0-9a-f]{64}$/),
  what: z.enum(['agency', 'year', 'main', 'withdrawn', 'not-a-report']),
  ...{ agency: text, divisionCode: text, level: text, ...remarks, ...which },
  year: z.union([z.int().transform(String), text]).optional(),
});

/** Taken back it is by the document, whichever copy is the main one by then. */
export const reportRequest = z.union([
  z.object({
    document: z.string().regex(/^[0-9a-f]{64}$/),
    ...{ field: z.string(), reason: text, undone: z.union([z.literal('true'), z.literal(true)]), ...which },
  }),
  z.object({ report: z.coerce.number().int().positive(), field: z.string(), ...remarks }),
]);

type RulingRequest = z.infer<typeof rulingRequest>;

/** By whom, and when. */
interface Now {
  readonly user: User;
  readonly at: string;
}

export async function rule(store: Store, given: RulingRequest, now: Now): Promise<HandRefused | undefined> {
  const { document, what, undone = false, reason } = given;
  if (!(await store.ask((db) => isDocument(db, document)))) return refuse(404, 'no-document');
  if (undone) return takeBack(store, given, now);
  if (what === 'withdrawn' && !reason) return refuse(400, 'no-reason');
  const made = toValue(given);
  if ('status' in made) return made;
  return save(store, { ...made, document, undone, reason: reason ?? null }, now);
}

/** A figure of a report's main copy is to be looked at, or no more. */
export async function report(
  store: Store,
  given: z.infer<typeof reportRequest>,
  now: Now,
): Promise<HandRefused | undefined> {
  const { field, undone = false, reason } = given;
  if (!isField(field)) return refuse(404, 'no-figure');
  const document = 'document' in given ? given.document : await findDocument(store, given.report, field);
  if (document === undefined) return refuse(404, 'no-figure');
  const subject = { document, what: 'reported', field } as const;
  const ruling = 'ruling' in given ? given.ruling : undefined;
  if (undone) return takeBack(store, { ...subject, reason, ruling }, now);
  if (!reason) return refuse(400, 'no-remark');
  return save(store, { ...subject, value: true, undone: false, reason }, now);
}

const findDocument = async (store: Store, id: number, field: Field): Promise<string | undefined> =>
  (await store.ask((db) => findMainFigure(db, id, field)))?.sha256;

/** Of each kind of ruling some parts. */
type Part<One extends Ruling, Key extends keyof One> = One extends unknown ? Pick<One, Key> : never;
type Value = Part<Exclude<Ruling, { readonly what: 'reported' }>, 'what' | 'value'>;
type Said = Pick<Ruling, 'document' | 'undone' | 'reason'> &
  (Value | { readonly what: 'reported'; readonly field: Field; readonly value: true });

/** Once more what one has said already, as by a second click, is nothing new while it still holds. */
async function save(store: Store, said: Said, { user, at }: Now): Promise<undefined> {
  const ruling = { ...said, by: user.name, at } as Ruling;
  const isSame = ({ by, value, reason }: Ruling): boolean =>
    by === ruling.by && reason === ruling.reason && JSON.stringify(value) === JSON.stringify(ruling.value);
  await store.change(async (tx) => {
    const { holder } = await findHolding(tx, ruling);
    if (holder && isSame(holder) && !(await isOutruled(tx, holder))) return;
    await addRulings(tx, [ruling], store.language);
  });
}

/** `main` is decided among the copies of a report, all else on the document alone. */
const isOutruled = async (db: Kysely<Tables>, { what, document }: Ruling): Promise<boolean> =>
  what === 'main' && (await isOutruledAsMain(db, document));

/**
 * One's own is undone; what somebody else said is overruled, but for what he only asks. Looked at and stored in one
 * transaction: of two at once the second one meets what the first one left.
 */
function takeBack(
  store: Store,
  said: Subject & Pick<RulingRequest, 'reason' | 'ruling'>,
  { user, at }: Now,
): Promise<HandRefused | undefined> {
  return store.change(async (tx) => {
    const { holder } = await findHolding(tx, said);
    if (!holder || holder.value === null) return refuse(409, 'nothing-holds');
    if (said.ruling !== undefined && said.ruling !== (await findRulingId(tx, said)))
      return refuse(409, 'no-more');
    const undone = holder.by === user.name;
    if (!undone && holder.what === 'reported') return refuse(409, 'not-own');
    const reason = said.reason ?? null;
    const ruling = { ...holder, value: null, undone, reason, by: user.name, at };
    await addRulings(tx, [ruling], store.language);
    return undefined;
  });
}

interface Subject {
  readonly document: string;
  readonly what: Ruling['what'];
  readonly field?: Field;
}

async function findHolding(db: Kysely<Tables>, { document, what, field }: Subject) {
  const rulings = await listRulingsOn(db, document);
  const fieldOf = (one: Ruling): Field | undefined => ('field' in one ? one.field : undefined);
  return findRuling(rulings.filter((one) => one.what === what && fieldOf(one) === field));
}

function toValue({ what, agency, divisionCode, level, year }: RulingRequest): Value | HandRefused {
  switch (what) {
    case 'agency': {
      const given = { name: agency, divisionCode: divisionCode ?? null, level: level ?? null };
      const parsed = ruledAgencySchema.safeParse(given);
      return parsed.success ? { what, value: parsed.data satisfies RuledAgency } : refuse(400, 'no-agency');
    }
    case 'year': {
      const parsed = ruledYearSchema.safeParse(year === undefined ? undefined : Number(year));
      return parsed.success ? { what, value: parsed.data } : refuse(400, 'no-year');
    }
    default:
      return { what, value: true };
  }
}

const refuse = (status: HandRefused['status'], reason: HandRefusal): HandRefused => ({ status, reason });
