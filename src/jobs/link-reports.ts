/**
 * What several documents say of each other: the copies of a report are compared. It follows from what is stored,
 * so it may be broken off and done again at any time.
 */
import type { CopiedFigure, ReportCopy } from '#checks/differing-copies.js';
import { copyChecks } from '#checks/index.js';
import { messageOf } from '#checks/messages/message.js';
import { forms } from '#forms/index.js';
import type { FigureState, Language } from '#model/anomaly.js';
import type { Format } from '#model/document.js';
import { type Field, isField } from '#records/fields.js';
import {
  type LinkAnomaly,
  linkSome,
  listUnlinkedImports,
  noteLinked,
  type StoredCopy,
} from '#store/report-copies.js';
import type { Store } from '#store/store.js';

export interface LinkOptions {
  readonly store: Store;
  /** Of the messages. */
  readonly language: Language;
  /** Ends it after what is stored by then. */
  readonly signal?: AbortSignal | undefined;
}

export interface LinkCounts {
  readonly reports: number;
  readonly anomalies: number;
}

/** Reports of one transaction. */
const slice = 500;

/** Looks at every report that was not looked at since it changed. Throws a StoreError. */
export async function linkReports({ store, language, signal }: LinkOptions): Promise<LinkCounts> {
  let [reports, anomalies] = [0, 0];
  while (!signal?.aborted) {
    const some = await linkSome(store, slice, (copies) => compareCopies(copies, language));
    if (some.reports === 0) break;
    reports += some.reports;
    anomalies += some.anomalies;
  }
  return { reports, anomalies };
}

/** As `linkReports`; imports that are through by then need nobody else to look at their reports. */
export async function linkEnded({
  now,
  ...options
}: LinkOptions & { readonly now: () => string }): Promise<LinkCounts> {
  const imports = await listUnlinkedImports(options.store);
  const counts = await linkReports(options);
  if (!options.signal?.aborted) await noteLinked(options.store, imports, now());
  return counts;
}

/** The main one with each of the others. */
function compareCopies([first, ...others]: readonly StoredCopy[], language: Language): LinkAnomaly[] {
  if (!first?.isMain) return [];
  const main = toCopy(first);
  const form = forms.find(({ id }) => id === first.form);
  return others
    .flatMap((stored) => {
      const other = toCopy(stored);
      return copyChecks.flatMap((check) => [...check.compare(main, other)]);
    })
    .map((anomaly) => ({
      ...{ resultId: first.resultId, anomaly },
      message: messageOf(anomaly, form, language),
    }));
}

const toCopy = ({ sha256, name, format, isReplaced, figures, doubtful }: StoredCopy): ReportCopy => ({
  ...{ sha256, name, isReplaced, format: format as Format | null },
  figures: new Map(figures.flatMap(toFigure)),
  doubtful: new Set(doubtful.filter(isField)),
});

/** Fields that the vocabulary no longer has are compared by nobody; where most figures stand nobody asks. */
function toFigure({ field, state, value, at }: StoredCopy['figures'][number]): [Field, CopiedFigure][] {
  if (!isField(field)) return [];
  const figure: CopiedFigure = {
    ...{ state: state as FigureState, value },
    get at() {
      return at === null ? null : JSON.parse(at);
    },
  };
  return [[field, figure]];
}
