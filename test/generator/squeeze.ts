/** For comparing what layouts set apart; unlike the program's own folding, it folds nothing but white space. */
export const squeeze = (text: string): string => text.replace(/[\s\u200b]/g, '');
