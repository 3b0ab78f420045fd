/** `gouji crawl warc`: what sites answered, as a WARC file. */
import { exportWarc } from '#export/export-warc.js';
import { engineVersion } from '#pipeline/version.js';
import { expectSite } from './crawl.js';
import { type StoreSettings, withStore } from './open-store.js';
import { UsageError } from './usage-error.js';

export interface WarcCommand {
  /** All of them, where none is named. */
  readonly site?: string | undefined;
  readonly run?: number;
  readonly out: string;
  readonly store: StoreSettings;
}

/** How many documents are not held any more. Throws a UsageError, a StoreError or an ExportError. */
export async function exportCrawled(
  { site: given, run, out, store: settings }: WarcCommand,
  print: (text: string) => void,
): Promise<number> {
  if (!/[^/\\]\.warc\.gz$/.test(out)) throw new UsageError(`--out is a file NAME.warc.gz: ${out}`);
  return withStore(settings, { readOnly: true }, async (store) => {
    const site = given === undefined ? undefined : (await expectSite(store, given)).id;
    const counts = await exportWarc(store, {
      ...{ site, run, out, software: `Gouji/${engineVersion}` },
      onLost: ({ sha256, address }) => print(`not held any more: ${sha256} of ${address}`),
      onWithdrawn: ({ sha256, address }) => print(`withdrawn, left out: ${sha256} of ${address}`),
    });
    if (!counts) throw new UsageError('nothing was asked: no such run, or none yet (gouji crawl run)');
    const { responses, revisits, unanswered, lost, withdrawn } = counts;
    const left = withdrawn > 0 ? `; ${withdrawn} withdrawn, without their bodies` : '';
    print(`${out}\t${responses} responses, ${revisits} unchanged since; ${unanswered} not answered${left}`);
    return lost;
  });
}
