/** The name of a body as printed on a page, in a title or in a manifest, brought to one spelling. */
import { titleTail } from '#forms/titles.js';
import { squeeze } from '#text/fold.js';

const quotes = /[《》“”"'「」『』【】]/g;
const lead = /^(?:关于)?(?:公布|发布|印发)?/;
const years = /(?:\d{4}|[〇零○一二三四五六七八九]{4})年(?:度)?/g;
/** （本级）, （汇总）, （原…）: remarks, no part of a name. */
const remarks = /[（(](?:本级|汇总|含.*?|原.*?|加挂.*?|以下简称.*?)[)）]/g;
/** 中国（上海）自由贸易试验区 is named after the place in brackets. */
const placeInBrackets = /^中国[（(]([^()（）]+)[)）]/;

export function normalizeAgencyName(printed: string): string {
  const text = squeeze(printed).replace(quotes, '').replace(lead, '').replace(remarks, '');
  const end = text.search(titleTail);
  const name = (end > 0 ? text.slice(0, end) : text).replace(years, '').replace(/^[—–\-·•.、,，:：]+/, '');
  return name.replace(placeInBrackets, '$1').replace(/[—–\-·•.、,，:：的]+$/, '');
}
