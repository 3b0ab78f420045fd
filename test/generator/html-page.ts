/** What a government site puts around a report: metadata, navigation, footer, scripts. */
import { escapeMarkup } from './markup.js';
import type { Random } from './random.js';
import type { Report } from './report.js';

/** The box 索引号/发布机构/文号 above the title. */
export function metadataTable(report: Report, random: Random): string {
  const { year, month, day } = report.signature.date;
  const date = `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;
  const pairs = [
    [
      '索引号',
      `${random.integer(10, 99)}3417030032494${random.integer(10, 99)}/${year}-000${random.integer(10, 99)}`,
    ],
    ['发布机构', report.agency],
    ['文号', ''],
    ['信息分类', '政府信息公开年报'],
    ['发文日期', date],
    ['时效', '有效'],
  ] as const;
  const cells = pairs.map(([name, value]) => `<td class="t">${name}：</td><td>${escapeMarkup(value)}</td>`);
  const rows = [0, 2, 4].map((at) => `<tr>${cells[at]}${cells[at + 1]}</tr>`);
  return `<table class="xxgk_table" width="100%">${rows.join('')}</table>`;
}

export function siteTop(report: Report, random: Random): string {
  const links = [
    '首页',
    '政务公开',
    '政府信息公开指南',
    '政府信息公开制度',
    '法定主动公开内容',
    '政府信息公开年报',
  ];
  const nav = links.map((text) => `<li><a href="/zwgk/">${text}</a></li>`).join('');
  const years = [1, 2, 3]
    .map((ago) => `<a href="#">${report.year - ago}年政府信息公开工作年度报告</a>`)
    .join('');
  const { year, month, day } = report.signature.date;
  return `<div class="header"><ul>${nav}</ul></div>
<div class="position">当前位置： <a>首页</a> &gt; <a>政务公开</a> &gt; <a>政府信息公开年报</a></div>
<div class="sidebar">${years}</div>
<div class="info"><span>来源：${escapeMarkup(report.agency)}</span><span>时间：${year}-0${month}-${day} ${random.integer(8, 18)}:${random.integer(10, 59)}</span>
<span>浏览次数：<i id="hits">${random.integer(10, 9999)}</i></span><span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span></div>
<div class="share">分享到： <a>微信</a> <a>微博</a> <a>QQ空间</a> <a>全真版</a> <a>文字版</a> <a>文件下载</a> 相关链接： --&gt;</div>`;
}

export function siteBottom(random: Random): string {
  return `<div class="attachment">附件下载</div>
<div class="footer"><p>主办单位：人民政府办公室 &nbsp; 网站标识码：${random.integer(1e9, 9e9)}</p><p>备案号：ICP备${random.integer(10000000, 19999999)}号-1 &nbsp;联系电话：0999-${random.integer(2000000, 8999999)}</p></div>
<script>var total = ${random.integer(1, 99)}; document.write('<table><tr><td>' + total + '</td></tr></table>');</script>
<!-- <table><tr><td>自然人</td><td>${random.integer(1, 99)}</td></tr></table> -->`;
}

export const headScripts = `<style>table td{border:1px solid #000} .hide{display:none}</style>
<script>(function(){var n=12;if(n<20&&n>3){window.x="</td>";}})();</script>`;

/** Word's own head, with a conditional comment that some sites print as text. */
export const wordHead = `<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->
<style><!-- @font-face {font-family:宋体; panose-1:2 1 6 0 3 1 1 1 1 1;} p.MsoNormal {margin:0cm; mso-pagination:none;} --></style>`;
