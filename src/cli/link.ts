/** `gouji link`: looks at the documents of each report together. */
import type { Settings } from '#config/settings.js';
import { linkEnded } from '#jobs/link-reports.js';
import { unlinkAll } from '#store/report-copies.js';
import { countOf } from './figures-in-words.js';
import { withStore } from './open-store.js';

export interface LinkCommand extends Settings {
  /** Also the reports that have not changed since. */
  readonly all: boolean;
}

/** Throws a StoreError; what was looked at by then is stored. */
export async function runLink(
  { all, ...settings }: LinkCommand,
  print: (text: string) => void,
): Promise<void> {
  const { language } = settings;
  await withStore(settings, {}, async (store) => {
    if (all) await unlinkAll(store);
    const { reports, anomalies } = await linkEnded({ store, language, now: () => new Date().toISOString() });
    print(
      `${countOf(reports, 'report')} looked at: ${countOf(anomalies, 'anomaly', 'anomalies')} between copies`,
    );
  });
}
