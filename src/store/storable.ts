/** What SQLite would store as it is, and no program could read again: half of a pair of surrogates, NUL. */
export const toStorable = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');
