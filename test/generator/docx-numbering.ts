/** Lists of numbering.xml, and which list the label of a row would belong to. */

/** 一、 of the headings; 一、 and （一） of the third section's table; its grounds from `firstGround` on. */
export const lists = { headings: 1, tops: 2, outcomes: 3, firstGround: 10 } as const;
const grounds = 8;

export function numberingXml(groundPattern: string): string {
  const level = (format: string, text: string): string =>
    `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:suff w:val="nothing"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/></w:lvl>`;
  const kinds = [
    level('chineseCounting', '%1、'),
    level('chineseCountingThousand', '%1、'),
    level('chineseCounting', '（%1）'),
    level('decimal', groundPattern),
  ];
  const abstracts = kinds.map(
    (kind, id) =>
      `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/>${kind}</w:abstractNum>`,
  );
  const numbers = [1, 2, 3].map(
    (id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id - 1}"/></w:num>`,
  );
  const restarted = Array.from(
    { length: grounds },
    (_, index) =>
      `<w:num w:numId="${lists.firstGround + index}"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${[...abstracts, ...numbers, ...restarted].join('')}</w:numbering>`;
}

export interface NumberedLabel {
  readonly text: string;
  readonly list?: number;
}

/** Takes the printed number off a label and gives the list that would print it, counting on. */
export function createLabelNumbering(): (label: string) => NumberedLabel {
  let ground = lists.firstGround - 1;
  return (label) => {
    const top = /^[一二三四]、/.exec(label);
    if (top) return { text: label.slice(top[0].length), list: lists.tops };
    const outcome = /^（[一二三四五六七]）/.exec(label);
    if (outcome) return { text: label.slice(outcome[0].length), list: lists.outcomes };
    const number = /^([1-8])(\.|、)/.exec(label);
    if (!number) return { text: label };
    if (number[1] === '1') ground++;
    return { text: label.slice(number[0].length), list: ground };
  };
}
