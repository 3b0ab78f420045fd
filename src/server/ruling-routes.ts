/** What people say by hand: of documents as wholes, of figures that no check has flagged. */
import type { Language } from '#model/anomaly.js';
import { type HandRefused, report, reportRequest, rule, rulingRequest } from './rule.js';
import { type Asked, expectRole, readJson, type Site, type SiteApp } from './site.js';
import { handWordingOf } from './wording/by-hand.js';

export function addRulings(app: SiteApp, { store, now, language }: Site): void {
  app.post('/rulings', expectRole('administrator'), async (context) => {
    const read = await readJson(context, rulingRequest);
    if ('refusal' in read) return read.refusal;
    return answer(context, language, await rule(store, read.sent, { user: context.var.user, at: now() }));
  });
  app.post('/reported', expectRole('reviewer'), async (context) => {
    const read = await readJson(context, reportRequest);
    if ('refusal' in read) return read.refusal;
    return answer(context, language, await report(store, read.sent, { user: context.var.user, at: now() }));
  });
}

const answer = (context: Asked, language: Language, refusal: HandRefused | undefined): Response =>
  refusal
    ? context.text(`${handWordingOf[language].refusals[refusal.reason]}\n`, refusal.status)
    : context.body(null, 204);
