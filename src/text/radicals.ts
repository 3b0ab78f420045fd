/**
 * Some PDF producers (browsers printing with certain fonts above all) map glyphs back to the wrong one of
 * two characters that look the same: a Kangxi radical ⼆⼗⾏⽌ or a radical of the supplement ⺠⻔⻓ where the
 * ideograph 二十行止 or 民门长 is printed. Each character is folded by itself: NFKC over the whole string
 * would also turn （）：， into ASCII.
 *
 * U+2F00–2FDF (Kangxi) and U+F900–FAFF (compatibility ideographs) fold by NFKC. The supplement U+2E80–2EF3
 * has no NFKC mapping but for two characters; the table follows Unicode's EquivalentUnifiedIdeograph.txt.
 */
const lookalikes = new Map(
  [
    ...[
      '⺁厂',
      '⺄乙',
      '⺅亻',
      '⺆冂',
      '⺈刀',
      '⺉刂',
      '⺊卜',
      '⺌小',
      '⺍小',
      '⺎兀',
      '⺐尢',
      '⺒巳',
      '⺓幺',
      '⺔彑',
    ],
    ...[
      '⺖忄',
      '⺘扌',
      '⺙攵',
      '⺛旡',
      '⺜日',
      '⺝月',
      '⺞歺',
      '⺟母',
      '⺠民',
      '⺡氵',
      '⺢氺',
      '⺣灬',
      '⺤爫',
      '⺥爫',
    ],
    ...[
      '⺦丬',
      '⺧牛',
      '⺨犭',
      '⺩王',
      '⺪疋',
      '⺫罒',
      '⺬示',
      '⺭礻',
      '⺮竹',
      '⺯糹',
      '⺰纟',
      '⺱罓',
      '⺲罒',
      '⺶羊',
    ],
    ...[
      '⺹耂',
      '⺺肀',
      '⺻聿',
      '⺼肉',
      '⺽臼',
      '⺾艹',
      '⺿艹',
      '⻀艹',
      '⻁虎',
      '⻂衤',
      '⻃覀',
      '⻄西',
      '⻅见',
      '⻆角',
    ],
    ...[
      '⻈讠',
      '⻉贝',
      '⻋车',
      '⻌辶',
      '⻍辶',
      '⻎辶',
      '⻏阝',
      '⻐钅',
      '⻑長',
      '⻒镸',
      '⻓长',
      '⻔门',
      '⻖阝',
      '⻗雨',
    ],
    ...[
      '⻘青',
      '⻙韦',
      '⻚页',
      '⻛风',
      '⻜飞',
      '⻝食',
      '⻟飠',
      '⻠饣',
      '⻢马',
      '⻣骨',
      '⻤鬼',
      '⻥鱼',
      '⻦鸟',
      '⻧卤',
    ],
    ...['⻨麦', '⻩黄', '⻪黾', '⻫斉', '⻬齐', '⻭歯', '⻮齿', '⻯竜', '⻰龙', '⻱龜', '⻲亀', '⻳龟'],
    // Punctuation as drawn in vertical writing is the punctuation it is.
    ...[
      '︵（',
      '︶）',
      '︹〔',
      '︺〕',
      '︻【',
      '︼】',
      '︽《',
      '︾》',
      '︿〈',
      '﹀〉',
      '﹁「',
      '﹂」',
      '︐，',
      '︑、',
    ],
    ...['︒。', '︓：', '︔；', '︕！', '︖？'],
  ].map((pair): [string, string] => [pair[0] ?? '', pair[1] ?? '']),
);

const looksAlike = /[\u2e80-\u2fdf\uf900-\ufaff]/;
const folds = /[\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe16\ufe35-\ufe42]/;

/** The same text with every radical, compatibility ideograph and vertical form replaced by what it depicts. */
export function foldRadicals(text: string): string {
  if (!folds.test(text)) return text;
  let folded = '';
  for (const character of text)
    folded +=
      lookalikes.get(character) ?? (looksAlike.test(character) ? character.normalize('NFKC') : character);
  return folded;
}
