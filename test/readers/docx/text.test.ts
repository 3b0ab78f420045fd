import { describe, expect, test } from 'vitest';
import {
  documentXml,
  docx,
  grid,
  outline,
  p,
  read,
  readBytes,
  remarksOf,
  run,
  tbl,
  tc,
  tr,
} from './fixture.js';

const box = (content: string): string => `<w:txbxContent>${content}</w:txbxContent>`;
const drawn = (content: string): string =>
  `<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>${box(content)}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;
const legacy = (content: string): string =>
  `<w:pict><v:shape><v:textbox>${box(content)}</v:textbox></v:shape></w:pict>`;
const either = (choice: string, fallback: string): string =>
  `<mc:AlternateContent><mc:Choice Requires="wps">${choice}</mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent>`;
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const instruction = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
const field = (code: string, result: string): string =>
  mark('begin') + instruction(code) + mark('separate') + result + mark('end');
const endDeleted = '<w:rPr><w:del w:id="9"/></w:rPr>';

describe('of the characters of a paragraph', () => {
  test.each([
    ['runs are joined', run('3') + run('1 ') + run('件'), '31 件'],
    [
      'tabs, breaks and special hyphens are read',
      '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f</w:t><w:ptab/></w:r>',
      'a\tb\nc\nd-ef\t',
    ],
    [
      'blanks at the ends of a text count only when it says so',
      '<w:r><w:t> a </w:t><w:t xml:space="preserve"> b </w:t></w:r>',
      'a b ',
    ],
    ['line ends of the XML are blanks', '<w:r><w:t xml:space="preserve">a\r\nb</w:t></w:r>', 'a b'],
    [
      'entities and CDATA are resolved',
      '<w:r><w:t>&lt;&amp;&gt;&#19968;&#x4E8C;<![CDATA[<3&>]]></w:t></w:r>',
      '<&>一二<3&>',
    ],
    ['comments are no text', '<w:r><w:t>1<!-- 2 -->3</w:t></w:r>', '13'],
    ['full-width characters stay', run('（１２，３４５）　'), '（１２，３４５）　'],
    [
      'symbols are characters',
      '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F081"/><w:sym w:font="宋体" w:char="F031"/><w:sym w:font="宋体" w:char="25A1"/></w:r>',
      '☑①1□',
    ],
    [
      'wrappers are looked through',
      `<w:hyperlink>${run('a')}</w:hyperlink><w:smartTag>${run('b')}</w:smartTag><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${run('c')}</w:sdtContent></w:sdt><w:customXml>${run('d')}</w:customXml><w:unheardOf>${run('e')}</w:unheardOf>`,
      'abcde',
    ],
    [
      'bookmarks and proofing marks are nothing',
      `<w:bookmarkStart w:id="0" w:name="_GoBack"/>${run('1')}<w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellStart"/>`,
      '1',
    ],
    ['a field shows its result', `${run('a')}${field(' PAGE ', run('7'))}${run('b')}`, 'a7b'],
    ['a simple field shows its result', `<w:fldSimple w:instr=" PAGE ">${run('7')}</w:fldSimple>`, '7'],
    [
      'a field in a field’s instruction shows nothing',
      `${mark('begin')}${instruction('IF ')}${field('X', run('hidden'))}${mark('separate')}${run('shown')}${mark('end')}`,
      'shown',
    ],
    [
      'marks of notes and comments are nothing',
      `${run('a')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r><w:r><w:commentReference w:id="4"/></w:r>${run('b')}`,
      'ab',
    ],
    [
      'of a ruby the base is read',
      '<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zhōng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>中</w:t></w:r></w:rubyBase></w:ruby></w:r>',
      '中',
    ],
    [
      'formulas keep their text, fractions their stroke',
      '<m:oMath><m:f><m:fPr><m:ctrlPr/></m:fPr><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>',
      '1/2',
    ],
  ])('%s', async (_, content, expected) => {
    const { blocks, stream } = await read({ body: `<w:p>${content}</w:p>` });
    expect(outline(blocks)).toEqual([expected]);
    expect(stream).toBe(expected);
  });
});

test('a field may run over paragraphs; one that never shows a result does not swallow the rest', async () => {
  const body =
    `<w:p>${mark('begin')}${instruction('TOC')}${mark('separate')}${run('one')}</w:p><w:p>${run('two')}${mark('end')}</w:p>` +
    `<w:p>${mark('begin')}${instruction('XE')}</w:p>${p('three')}`;
  expect(outline((await read({ body })).blocks)).toEqual(['one', 'two', 'three']);
});

test('blanks may be kept for the whole document', async () => {
  const document = documentXml('<w:p><w:r><w:t> a </w:t><w:t xml:space="default"> b </w:t></w:r></w:p>');
  const kept = document.replace('<w:document', '<w:document xml:space="preserve"');
  expect(outline((await read({ document: kept })).blocks)).toEqual([' a b']);
});

test('blank paragraphs are no blocks', async () => {
  expect(outline((await read({ body: p('') + p('　 ') + p('a') })).blocks)).toEqual(['a']);
});

test('runs and formulas outside paragraphs are paragraphs', async () => {
  const body = `${run('a')}<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>`;
  expect(outline((await read({ body })).blocks)).toEqual(['a', 'x']);
});

describe('tracked changes are read in their final state:', () => {
  test.each<[string, string, unknown[], string[]]>([
    ['insertions stay', `<w:p><w:ins w:id="1">${run('31')}</w:ins></w:p>`, ['31'], ['body/p[1]']],
    [
      'deletions go',
      `<w:p>${run('1')}<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del></w:p>`,
      ['1'],
      ['body/p[1]'],
    ],
    [
      'moved text stands where it went',
      `<w:p><w:moveFrom w:id="1">${run('a')}</w:moveFrom>${run('b')}<w:moveTo w:id="2">${run('a')}</w:moveTo></w:p>`,
      ['ba'],
      ['body/p[1]'],
    ],
    [
      'text moved here is remarked on',
      `<w:p><w:moveTo w:id="2">${run('a')}</w:moveTo></w:p>`,
      ['a'],
      ['body/p[1]'],
    ],
    [
      'what was inserted and deleted again goes',
      `<w:p>${run('1')}<w:ins w:id="1"><w:del w:id="2">${run('2')}</w:del>${run('3')}</w:ins></w:p>`,
      ['13'],
      ['body/p[1]'],
    ],
    [
      'deleted rows go, inserted ones stay',
      tbl([tr(['a']), tr(['gone'], '<w:del w:id="1"/>'), tr(['b'], '<w:ins w:id="2"/>')]),
      [[['a'], ['b']]],
      ['body/tbl[1]/tr[2]', 'body/tbl[1]/tr[3]'],
    ],
    [
      'deleted cells go, inserted ones stay',
      tbl([tr(['a', tc('gone', '<w:cellDel w:id="1"/>'), tc('b', '<w:cellIns w:id="2"/>')])]),
      [[['a', 'b']]],
      ['body/tbl[1]/tr[1]/tc[2]', 'body/tbl[1]/tr[1]/tc[3]'],
    ],
    [
      'a table of which all rows are deleted goes',
      tbl([tr(['gone'], '<w:del w:id="1"/>')]),
      [],
      ['body/tbl[1]/tr[1]'],
    ],
    [
      'a paragraph whose end is deleted joins the next',
      p('1', endDeleted) + p('2', endDeleted) + p('3') + p('4'),
      ['123', '4'],
      ['body/p[1]', 'body/p[2]'],
    ],
    [
      'a paragraph whose end is deleted stands alone before a table',
      p('1', endDeleted) + tbl([tr(['2'])]),
      ['1', [['2']]],
      ['body/p[1]'],
    ],
    [
      'the same at the end of a cell',
      tbl([tr([tc(p('1', endDeleted)), '2'])]),
      [[['1', '2']]],
      ['body/tbl[1]/tr[1]/tc[1]'],
    ],
    [
      'cells merged by a change are merged',
      tbl([
        tr([tc('a', '<w:cellMerge w:id="1" w:vMerge="rest"/>'), '1']),
        tr([tc('', '<w:cellMerge w:id="2" w:vMerge="cont"/>'), '2']),
      ]),
      [
        [
          ['a', '1'],
          ['a', '2'],
        ],
      ],
      ['body/tbl[1]/tr[1]/tc[1]', 'body/tbl[1]/tr[2]/tc[1]'],
    ],
    [
      'changes in a cell are reported at the cell',
      tbl([tr([tc(`<w:p><w:ins w:id="1">${run('5')}</w:ins></w:p>`)])]),
      [[['5']]],
      ['body/tbl[1]/tr[1]/tc[1]'],
    ],
  ])('%s', async (_, body, expected, places) => {
    const document = await read({ body });
    expect(outline(document.blocks)).toEqual(expected);
    expect(remarksOf(document)).toEqual({ 'tracked-changes': places });
  });

  test('changes of properties alone are no changes', async () => {
    const body = `<w:p><w:r><w:rPr><w:rPrChange w:id="1"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>1</w:t></w:r></w:p>`;
    const document = await read({ body });
    expect(outline(document.blocks)).toEqual(['1']);
    expect(document.remarks).toEqual([]);
  });
});

describe('hidden text is left out:', () => {
  const styles =
    '<w:style w:type="character" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Ghost"/></w:style>' +
    '<w:style w:type="paragraph" w:styleId="GhostPar"><w:rPr><w:vanish/></w:rPr></w:style>';
  test.each<[string, string, string[]]>([
    ['by the run', p(run('a') + run('9', '<w:vanish/>')), ['a']],
    [
      'but not where the run says it is off',
      p(run('a', '<w:vanish w:val="0"/>') + run('b', '<w:vanish w:val="false"/>')),
      ['ab'],
    ],
    [
      'by the style of the run, through what it is based on',
      p(run('a') + run('9', '<w:rStyle w:val="Child"/>')),
      ['a'],
    ],
    ['by the style of the paragraph', p('9', '<w:pStyle w:val="GhostPar"/>') + p('a'), ['a']],
    [
      'switched on twice it is off',
      p(run('a', '<w:rStyle w:val="Ghost"/>'), '<w:pStyle w:val="GhostPar"/>'),
      ['a'],
    ],
    ['the run has the last word', p(run('a', '<w:rStyle w:val="Ghost"/><w:vanish w:val="0"/>')), ['a']],
  ])('%s', async (_, body, expected) => {
    const document = await read({ styles, body });
    expect(outline(document.blocks)).toEqual(expected);
    expect(document.stream).toBe(expected.join('\n'));
    expect(Object.keys(remarksOf(document))).toEqual(body.includes('>9<') ? ['hidden-text'] : []);
  });
});

describe('text is struck or set high by its style:', () => {
  const styles =
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>' +
    '<w:style w:type="character" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="OldPar"><w:rPr><w:dstrike/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="Note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="Mark"><w:rPr><w:position w:val="8"/><w:sz w:val="14"/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Note"/></w:style>';
  test.each<[string, string, string, string[]]>([
    ['a run of a struck style', p(run('11', '<w:rStyle w:val="Old"/>') + run('12')), '12', ['struck-text']],
    ['a paragraph of one', p('11', '<w:pStyle w:val="OldPar"/>') + p('12'), '12', ['struck-text']],
    [
      'a run that says it is not struck',
      p(run('11', '<w:rStyle w:val="Old"/><w:strike w:val="0"/>')),
      '11',
      [],
    ],
    [
      'a run struck once of two ways',
      p(run('11', '<w:strike/><w:dstrike w:val="0"/>') + run('12')),
      '12',
      ['struck-text'],
    ],
    ['a run set high', p(run('12') + run('1', '<w:rStyle w:val="Child"/>')), '12¹', []],
    [
      'a run set back on the line',
      p(run('12') + run('1', '<w:rStyle w:val="Note"/><w:vertAlign w:val="baseline"/>')),
      '121',
      [],
    ],
    [
      'a small run that is raised',
      p(run('7') + run('1', '<w:position w:val="10"/><w:sz w:val="16"/>')),
      '7¹',
      [],
    ],
    ['a small run raised by its style', p(run('7') + run('1', '<w:rStyle w:val="Mark"/>')), '7¹', []],
    ['a raised run as large as the rest', p(run('7') + run('1', '<w:position w:val="10"/>')), '71', []],
    [
      'a small run that is lowered',
      p(run('7') + run('1', '<w:position w:val="-4"/><w:sz w:val="16"/>')),
      '71',
      [],
    ],
    ['nothing but small raised runs', p(run('7', '<w:position w:val="4"/><w:sz w:val="16"/>')), '7', []],
  ])('%s', async (_, cell, expected, remarks) => {
    const { document, confirm } = await readBytes(docx({ styles, body: tbl([tr([tc(cell)])]) }));
    expect(outline(document.blocks)).toEqual([[[expected]]]);
    expect(document.remarks.map(({ code }) => code)).toEqual(remarks);
    const [table] = document.blocks;
    expect(table?.kind === 'table' && table.cells[0] && confirm(table.cells[0].at)).toBe(expected);
  });
});

describe('white text in a cell', () => {
  const white = '<w:color w:val="FFFFFF"/>';
  const shade = '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>';
  const plain = '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>';
  const beside = (properties = white): string => run('99', properties) + run('114');
  const table = (cell: string, properties = ''): string =>
    tbl([tr([cell])]).replace('<w:tblPr/>', `<w:tblPr>${properties}</w:tblPr>`);
  const styles =
    `<w:style w:type="character" w:styleId="White"><w:rPr>${white}</w:rPr></w:style>` +
    `<w:style w:type="paragraph" w:styleId="WhitePar"><w:rPr>${white}</w:rPr></w:style>` +
    `<w:style w:type="paragraph" w:styleId="Dark"><w:pPr>${shade}</w:pPr></w:style>` +
    `<w:style w:type="table" w:styleId="Banded"><w:tblStylePr w:type="firstRow"><w:tcPr>${shade}</w:tcPr></w:tblStylePr></w:style>` +
    '<w:style w:type="table" w:styleId="BandedToo"><w:basedOn w:val="Banded"/></w:style>' +
    `<w:style w:type="table" w:styleId="Grid"><w:tcPr>${plain}</w:tcPr></w:style>`;
  const textOf = async (body: string): Promise<[string | null | undefined, string[]]> => {
    const document = await read({ styles, body });
    return [grid(document.blocks[0])[0]?.[0], document.remarks.map(({ code }) => code)];
  };

  test.each([
    ['by its run', table(tc(p(beside())))],
    ['near white', table(tc(p(beside('<w:color w:val="fefdfc" w:themeColor="background1"/>'))))],
    ['by the style of its run', table(tc(p(beside('<w:rStyle w:val="White"/>'))))],
    ['by the style of its paragraph', table(tc(p('99', '<w:pStyle w:val="WhitePar"/>') + p('114')))],
    ['in a cell that says it has no shade', table(tc(p(beside()), plain))],
    ['in a table of a style without shades', table(tc(p(beside())), '<w:tblStyle w:val="Grid"/>')],
    ['in a cell beside a shaded one', tbl([tr([tc(p(beside())), tc('1', shade)])])],
  ])('is left out: %s', async (_, body) => expect(await textOf(body)).toEqual(['114', ['hidden-text']]));

  test.each([
    ['on a shaded cell', table(tc(p(beside()), shade))],
    ['on a patterned cell', table(tc(p(beside()), '<w:shd w:val="pct50" w:fill="auto"/>'))],
    ['on a shaded paragraph', table(tc(p(beside(), shade)))],
    ['on a paragraph of a shaded style', table(tc(p(beside(), '<w:pStyle w:val="Dark"/>')))],
    ['on its own shade', table(tc(p(beside(white + shade))))],
    ['on a marker’s colour', table(tc(p(beside(`${white}<w:highlight w:val="blue"/>`))))],
    ['in a table of a shading style', table(tc(p(beside())), '<w:tblStyle w:val="Banded"/>')],
    ['in a table of a style based on one', table(tc(p(beside())), '<w:tblStyle w:val="BandedToo"/>')],
    ['in a shaded table', table(tc(p(beside())), shade)],
    [
      'in a row with a shade of its own',
      tbl([`<w:tr><w:tblPrEx>${shade}</w:tblPrEx>${tc(p(beside()))}</w:tr>`]),
    ],
    ['coloured again by its run', table(tc(p(beside('<w:rStyle w:val="White"/><w:color w:val="FF0000"/>'))))],
  ])('is read %s', async (_, body) => expect(await textOf(body)).toEqual(['99114', []]));

  test('is read in a table inside a shaded cell, and outside cells', async () => {
    const inner = await read({ body: table(tc(table(tc(p(beside()))) + p(''), shade)) });
    expect(JSON.stringify(inner.blocks)).toContain('99114');
    expect(outline((await read({ body: p(beside()) })).blocks)).toEqual(['99114']);
  });

  test('is read in a text box, which may be filled', async () => {
    const { blocks } = await read({ body: table(tc(`<w:p><w:r>${drawn(p(beside()))}</w:r></w:p>`)) });
    expect(grid(blocks[0])).toEqual([['99114']]);
  });

  test('is read on a coloured page', async () => {
    const document = documentXml(table(tc(p(beside())))).replace(
      '<w:body>',
      '<w:background w:color="1F3864"/><w:body>',
    );
    expect(grid((await read({ document })).blocks[0])).toEqual([['99114']]);
  });
});

describe('a drop-down list of a form shows the entry chosen', () => {
  const list = (chosen: string, rest: string): string =>
    `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="a"/><w:ddList>${chosen}<w:listEntry w:val="甲"/><w:listEntry w:val="5"/></w:ddList></w:ffData></w:fldChar></w:r>${instruction(' FORMDROPDOWN ')}${rest}${mark('end')}`;
  test.each([
    ['by its number', list('<w:result w:val="1"/>', ''), '5件'],
    ['by default', list('<w:default w:val="1"/>', ''), '5件'],
    ['at first', list('', ''), '甲件'],
    [
      'once, though its result is written too',
      list('<w:result w:val="1"/>', mark('separate') + run('5')),
      '5件',
    ],
    ['none of it that is not there', list('<w:result w:val="7"/>', ''), '件'],
  ])('%s', async (_, content, expected) => {
    const { document, confirm } = await readBytes(docx({ body: tbl([tr([tc(p(content + run('件')))])]) }));
    const [table] = document.blocks;
    expect(grid(table)).toEqual([[expected]]);
    expect(table?.kind === 'table' && table.cells[0] && confirm(table.cells[0].at)).toBe(expected);
  });
});

describe('text boxes come once, after the paragraph they hang on:', () => {
  test.each<[string, string, unknown[]]>([
    [
      'drawn with a fallback',
      `<w:p>${run('host')}<w:r>${either(drawn(p('boxed')), legacy(p('boxed')))}</w:r>${run(' goes on')}</w:p>`,
      ['host goes on', 'boxed'],
    ],
    ['legacy only', `<w:p><w:r>${legacy(p('boxed'))}</w:r></w:p>`, ['boxed']],
    [
      'where only the fallback has the text',
      `<w:p><w:r>${either('<w:drawing/>', legacy(p('boxed')))}</w:r></w:p>`,
      ['boxed'],
    ],
    [
      'with a table',
      `<w:p><w:r>${drawn(tbl([tr(['a', '1'])]) + p('under'))}</w:r></w:p>`,
      [[['a', '1']], 'under'],
    ],
    ['around paragraphs', either(p('boxed'), p('boxed')), ['boxed']],
  ])('%s', async (_, body, expected) => {
    const document = await read({ body });
    expect(outline(document.blocks)).toEqual(expected);
    expect(document.stream.match(/boxed/g)?.length ?? 1).toBe(1);
    if (body.startsWith('<w:p>')) expect(remarksOf(document)).toEqual({ 'text-box': ['body/p[1]'] });
  });

  test('in a cell their text is the cell’s and their tables are nested ones', async () => {
    const { blocks } = await read({
      body: tbl([tr([tc(`<w:p><w:r>${drawn(p('boxed') + tbl([tr(['x'])]))}</w:r></w:p>`), '1'])]),
    });
    expect(grid(blocks[0])).toEqual([['boxed', '1']]);
    expect(blocks[0]?.kind === 'table' && blocks[0].cells[0]?.tables?.map(grid)).toEqual([[['x']]]);
  });
});

test('an embedded spreadsheet is remarked on by its program', async () => {
  const { remarks } = await read({
    body: `<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>`,
  });
  expect(remarks).toMatchObject([{ code: 'foreign-content', detail: 'Excel.Sheet.12' }]);
});

test('a cell in a text box is found again, also after a box without text', async () => {
  const body = `<w:p><w:r>${drawn('')}</w:r><w:r>${drawn(tbl([tr(['1'])]))}</w:r></w:p>`;
  const { document, confirm } = await readBytes(docx({ body }));
  const [table] = document.blocks;
  const cell = table?.kind === 'table' ? table.cells[0] : undefined;
  expect(cell?.at).toMatchObject({ path: 'body/p[1]/txbx[2]/tbl[1]/tr[1]/tc[1]' });
  expect(cell && confirm(cell.at)).toBe('1');
});

test('foreign content and unreadable characters are remarked on', async () => {
  const document = await read({
    body: `<w:altChunk/>${p('a\uFFFDb')}<w:p><w:r><w:sym w:font="Wingdings" w:char="F022"/></w:r></w:p>`,
  });
  expect(remarksOf(document)).toEqual({
    'foreign-content': ['body'],
    'unreadable-characters': ['body/p[1]', 'body/p[2]'],
  });
});

describe('the second look at a cell', () => {
  test.each([
    ['plain', tc('31'), '31'],
    ['in several runs and paragraphs', tc(p(run('3') + run('1')) + p('') + p('x')), '31\nx'],
    [
      'with changes and hidden text',
      tc(`<w:p><w:del w:id="1">${run('9')}</w:del>${run('3')}${run('8', '<w:vanish/>')}</w:p>`),
      '3',
    ],
    [
      'with a field and a note',
      tc(`<w:p>${field('X', run('7'))}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`),
      '7',
    ],
    ['wrapped', `<w:sdt><w:sdtPr/><w:sdtContent>${tc('5')}</w:sdtContent></w:sdt>`, '5'],
    [
      'with a formula after hidden text',
      tc(`<w:p>${run('8', '<w:vanish/>')}<m:oMath><m:r><m:t>7</m:t></m:r></m:oMath></w:p>`),
      '7',
    ],
    ['with a table inside', tc(p('1') + tbl([tr(['x'])]) + p('2')), '1\n2'],
    [
      'with a text box',
      tc(`<w:p><w:r>${either(drawn(p('boxed')), legacy(p('boxed')))}</w:r></w:p>`),
      'boxed',
    ],
  ])('says what stands in it: %s', async (_, cell, expected) => {
    const body = `${tbl([tr(['other'])])}<w:p><w:sdt>${run('x')}</w:sdt></w:p><w:sdt>${tbl([tr(['label', cell])])}</w:sdt>`;
    const reading = await readBytes(docx({ body }));
    const table = reading.document.blocks.at(-1);
    const read = table?.kind === 'table' ? table.cells[1] : undefined;
    expect(read?.text).toBe(expected);
    expect(read && reading.confirm(read.at)).toBe(expected);
  });

  test('keeps the blanks that are kept for the whole document', async () => {
    const cell = '<w:tc><w:p><w:r><w:t>1 </w:t></w:r><w:r><w:t>2</w:t></w:r></w:p></w:tc>';
    const document = documentXml(tbl([tr([cell])])).replace(
      '<w:document',
      '<w:document xml:space="preserve"',
    );
    const { confirm } = await readBytes(docx({ document }));
    const at = { kind: 'docx', part: 'word/document.xml', path: 'body/tbl[1]/tr[1]/tc[1]' } as const;
    expect(confirm(at)).toBe('1 2');
  });

  test('says nothing of places that are not there', async () => {
    const reading = await readBytes(docx({ body: tbl([tr(['1'])]) }));
    const at = { kind: 'docx', part: 'word/document.xml' } as const;
    expect(reading.confirm({ ...at, path: 'body/tbl[1]/tr[2]/tc[1]' })).toBeUndefined();
    expect(reading.confirm({ kind: 'html', path: 'body/tbl[1]/tr[1]/tc[1]' })).toBeUndefined();
    expect(reading.confirm({ ...at, path: 'body/tbl[1]/tr[1]/tc[1]' })).toBe('1');
    reading.close();
  });
});
