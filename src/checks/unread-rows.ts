/** READ-6: rows that are printed, but whose figures were not found. */
import { type Check, kindOfDoubt } from './check.js';
import { doubt } from './doubt.js';

export const unreadRows: Check = {
  rule: 'READ-6',
  codes: ['rows-unread'],
  summary: 'the label of a row is printed, but its figures were not found',
  *run(context) {
    const fields = (context.extraction.recognized.onForm?.unread ?? []).filter(
      (field) => context.extraction.byField.get(field)?.state === 'missing',
    );
    if (fields.length === 0) return;
    const kind = kindOfDoubt(context);
    yield { ...doubt('rows-unread', 'READ-6', fields, { count: fields.length }, context), kind };
  },
};
