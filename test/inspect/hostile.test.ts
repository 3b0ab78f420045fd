/** Whatever a document says is shown as text, wherever it says it. */
import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { markup, names } from '#inspect/markup.js';
import { attack, carriers, plain } from './hostile-documents.js';
import { inspected, readSample } from './inspected.js';

describe.each(carriers)('in %s', (_, bytes) => {
  test('becomes no element, no attribute, no script', async () => {
    const { $, html } = await inspected(bytes, attack);
    expect($('script').length).toBe(1);
    expect($('style').length).toBe(1);
    expect($('img, iframe, main td b').length).toBe(0);
    expect(html).not.toContain("<script>document.title='taken'");
    expect($('h1').text()).toBe(attack);
    expect($('footer').length).toBe(1);
    expect(
      $('body > *')
        .toArray()
        .map(({ name }) => name),
    ).toEqual(['header', 'main', 'aside', 'footer', 'script']);
  });
});

test('is shown as it is written', async () => {
  const page = await inspected(carriers[0]![1]);
  expect(
    page
      .$('main td')
      .toArray()
      .map((cell) => page.$(cell).text()),
  ).toContain(attack);
  const lines = await inspected(carriers[2]![1]);
  expect(lines.inspection.record.document.format).toBe('text');
  expect(lines.$('main li').eq(2).text()).toBe(plain);
});

test('a template escapes all but templates', () => {
  const part = markup`<i title="${attack}">${`${attack}\u0000`}</i>`;
  const { markup: html } = markup`<p>${part}${[1, part]}${false}${null}${undefined}</p>`;
  const $ = load(html);
  expect($('i').length).toBe(2);
  expect($('i').first().attr('title')).toBe(attack);
  expect($('p').text()).toBe(`${attack}\ufffd1${attack}\ufffd`);
  expect(names('a', false, undefined, 'b', 'a')).toBe('a b');
});

test('samples are not changed by being inspected', async () => {
  const bytes = readSample('row-sum-2023.docx');
  const before = bytes.slice();
  await inspected(bytes);
  expect(bytes).toEqual(before);
});
