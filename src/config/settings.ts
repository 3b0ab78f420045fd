/** The one reader of the environment. Flags come first, then the environment, then the defaults. */
import type { Language } from '#model/anomaly.js';

export interface Settings {
  /** Where records and summaries go. */
  readonly dataFolder: string;
  /** `postgres://…`: the store is there, not in the data folder. */
  readonly databaseUrl?: string;
  /** `s3://bucket/folder` or a folder: the documents lie there, not in the data folder. */
  readonly blobs?: string;
  /** `redis://…`: work waits there for workers. */
  readonly redisUrl?: string;
  /** Asked for by the board of the queue. */
  readonly boardToken?: string;
  /** Of messages for people. */
  readonly language: Language;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readSettings(environment: Environment): Settings {
  return {
    dataFolder: environment['GOUJI_DATA'] || './output',
    language: environment['GOUJI_LANG'] === 'en' ? 'en' : 'zh',
    ...given('databaseUrl', environment['GOUJI_DATABASE_URL']),
    ...given('blobs', environment['GOUJI_BLOBS']),
    ...given('redisUrl', environment['GOUJI_REDIS_URL']),
    ...given('boardToken', environment['GOUJI_BOARD_TOKEN']),
  };
}

const given = <Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [name in Name]?: string } =>
  value ? ({ [name]: value } as { readonly [name in Name]: string }) : {};
