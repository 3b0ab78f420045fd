/** The words of the page, by language. */
import type { Language } from '#model/anomaly.js';
import { chinese } from './chinese.js';
import { english, type Wording } from './english.js';

export type { Wording } from './english.js';

export const wordingOf: Readonly<Record<Language, Wording>> = { zh: chinese, en: english };
