/** The choices of an HTML page. */
import { createRandom, type Random } from './random.js';
import { plainTableLayout, randomTableLayout, type TableLayout } from './table-layout.js';

export interface HtmlLayout {
  readonly seed: number;
  readonly table: TableLayout;
  /** Whose hand the markup is: bare tags, an editor's inline styles, Word's export, nothing but divs and spans. */
  readonly dialect: 'bare' | 'editor' | 'word' | 'divs';
  readonly sections: 'none' | 'tbody' | 'thead' | 'many-tbodies';
  readonly omitEndTags: boolean;
  readonly upperCaseTags: boolean;
  readonly headCells: 'td' | 'th';
  readonly lineBreak: '<br>' | '<br/>' | 'paragraphs' | 'newline';
  /** What a blank cell holds. */
  readonly blank: '' | '&nbsp;' | '<o:p></o:p>' | '<o:p>&nbsp;</o:p>' | '<p><br></p>' | '　';
  readonly padding: 'none' | 'nbsp' | 'newlines' | 'ideographic';
  /** Every character in a span of its own. */
  readonly splitting: 'none' | 'labels' | 'numbers' | 'both';
  /** Digits as character references, zero-width spaces in labels. */
  readonly entities: boolean;
  readonly zeroWidth: boolean;
  readonly comments: boolean;
  readonly chrome: 'none' | 'metadata' | 'site';
  /** The whole content inside a table cell. */
  readonly layoutTable: boolean;
  readonly container: string;
  readonly encoding: 'utf-8' | 'utf-8-undeclared' | 'utf-8-bom' | 'gb18030' | 'gb18030-undeclared';
}

export const plainHtmlLayout: HtmlLayout = {
  ...{ seed: 0, table: plainTableLayout, dialect: 'bare', sections: 'tbody', omitEndTags: false },
  ...{ upperCaseTags: false, headCells: 'td', lineBreak: '<br>', blank: '', padding: 'none' },
  ...{ splitting: 'none', entities: false, zeroWidth: false, comments: false, chrome: 'none' },
  ...{ layoutTable: false, container: '<div>', encoding: 'utf-8' },
};

const containers = [
  ...['<div class="TRS_Editor">', '<div id="zoom">', '<div id="zoomcon">', '<ucapcontent>'],
  ...['<div class="article_content">', '<div id="ivs_content">', '<div id="webeditorview">'],
  ...['<div class="Custom_UnionStyle">', '<div class="xxgk_content">', '<article>', '<section class="con">'],
];

export function randomLayout(seed: number): HtmlLayout {
  const random: Random = createRandom(seed ^ 0x117);
  return {
    seed,
    table: randomTableLayout(random),
    dialect: random.pick(['bare', 'editor', 'word', 'divs']),
    sections: random.pick(['none', 'tbody', 'tbody', 'thead', 'many-tbodies']),
    omitEndTags: random.chance(0.15),
    upperCaseTags: random.chance(0.1),
    headCells: random.pick(['td', 'td', 'th']),
    lineBreak: random.pick(['<br>', '<br/>', 'paragraphs', 'newline']),
    blank: random.pick(['', '&nbsp;', '<o:p></o:p>', '<o:p>&nbsp;</o:p>', '<p><br></p>', '　']),
    padding: random.pick(['none', 'none', 'nbsp', 'newlines', 'ideographic']),
    splitting: random.pick(['none', 'none', 'none', 'labels', 'numbers', 'both']),
    entities: random.chance(0.1),
    zeroWidth: random.chance(0.08),
    comments: random.chance(0.2),
    chrome: random.pick(['none', 'metadata', 'site', 'site']),
    layoutTable: random.chance(0.15),
    container: random.pick(containers),
    encoding: random.pick(['utf-8', 'utf-8-undeclared', 'utf-8-bom', 'gb18030', 'gb18030-undeclared']),
  };
}
