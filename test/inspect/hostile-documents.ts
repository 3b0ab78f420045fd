/** Documents that try to become part of the page that shows them. */
import { notationToBytes } from '../cases/carriers.js';
import { docx, p, tbl, tc, tr } from '../readers/docx/fixture.js';
import { text, writePdf } from '../readers/pdf/write-pdf.js';

export const attack = `"'></td></svg></title></style><script>document.title='taken'</script><img src=x onerror="document.title='taken'">`;
/** Plain text is what has no tags of a page. */
export const plain = `"'></svg></li></ol><iframe src="javascript:1"></iframe><img src=x onerror="document.title='taken'">`;
const escaped = attack.replace(
  /[&<>]/g,
  (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '',
);
const encode = (page: string): Uint8Array => new TextEncoder().encode(page);
const rows = tbl([
  tr(['第二十条第（六）项']),
  tr(['信息内容', '本年处理决定数量']),
  tr([escaped, escaped]),
  tr(['行政处罚', tc(p(escaped))]),
]);

export const carriers: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  [
    'docx',
    docx({
      title: escaped,
      body: p(`霁汀县人民政府2024年政府信息公开工作年度报告${escaped}`) + p(`一、总体情况${escaped}`) + rows,
    }),
  ],
  [
    'html',
    encode(
      `<title>${escaped}</title><body><h1>霁汀县人民政府2024年政府信息公开工作年度报告</h1><p>${escaped}<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政处罚<td>${escaped}<tr><td>${escaped}<td>4</table>`,
    ),
  ],
  [
    'text',
    encode(
      `标题：${plain}\n霁汀县人民政府2024年政府信息公开工作年度报告\n${plain}\n信息内容\t本年处理决定数量\n行政处罚\t${plain}\n${plain}\t7\n`,
    ),
  ],
  ['pdf', writePdf([{ content: [text(20, 200, attack, 3)] }])],
  ['figures', notationToBytes(`row proactive.penalty ${'<b>1</b>'}`)],
];
