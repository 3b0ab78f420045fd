/** The words of every list. */
import type { Language } from '#model/anomaly.js';

const chinese = { more: '后面的', formats: '同样内容' };

const english: typeof chinese = { more: 'more', formats: 'the same as' };

export const listWordingOf: Readonly<Record<Language, typeof chinese>> = { zh: chinese, en: english };
