/** READ-7: figures that stand by themselves make every empty figure doubtful: they may be its. */
import { type Check, kindOfDoubt } from './check.js';
import { doubt } from './doubt.js';

export const orphanedFigures: Check = {
  rule: 'READ-7',
  codes: ['figures-orphaned'],
  summary: 'numbers stand among the tables with no label, and cells are empty',
  *run(context) {
    const { onForm } = context.extraction.recognized;
    const rows = (onForm?.tables.foreignRows ?? []).filter(({ label }) => label === '');
    const orphans = [
      ...rows.map(({ texts, at }) => ({ text: texts.join(' '), at })),
      ...(onForm?.orphans ?? []),
    ];
    if (orphans.length === 0) return;
    const fields = context.extraction.figures
      .filter(({ state }) => state === 'blank' || state === 'missing')
      .map(({ field }) => field);
    const data = { printed: orphans.map(({ text }) => text) };
    const kind = kindOfDoubt(context);
    const at = orphans.map((orphan) => orphan.at);
    yield { ...doubt('figures-orphaned', 'READ-7', fields, data, context), kind, at };
  },
};
