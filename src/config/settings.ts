/** The one reader of the environment. Flags come first, then the environment, then the defaults. */
import type { Language } from '#model/anomaly.js';

export interface Settings {
  /** Where records and summaries go. */
  readonly dataFolder: string;
  /** Of messages for people. */
  readonly language: Language;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readSettings(environment: Environment): Settings {
  return {
    dataFolder: environment['GOUJI_DATA'] || './output',
    language: environment['GOUJI_LANG'] === 'en' ? 'en' : 'zh',
  };
}
