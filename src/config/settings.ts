/** The one reader of the environment. Flags come first, then the environment, then the defaults. */

export interface Settings {
  /** Where records and summaries go. */
  readonly dataFolder: string;
  /** Of messages for people. */
  readonly language: 'zh' | 'en';
}

export type Environment = Readonly<Record<string, string | undefined>>;

export function readSettings(environment: Environment): Settings {
  return {
    dataFolder: environment['GOUJI_DATA'] || './output',
    language: environment['GOUJI_LANG'] === 'en' ? 'en' : 'zh',
  };
}
