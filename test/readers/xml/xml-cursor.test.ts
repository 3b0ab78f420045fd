import { describe, expect, test } from 'vitest';
import { decodeXml } from '#readers/xml/decode-xml.js';
import { XmlCursor } from '#readers/xml/xml-cursor.js';

const namespaces = new Map([
  ['urn:one', 'one'],
  ['urn:two', 'two'],
]);
const open = (xml: string): XmlCursor => new XmlCursor(xml, namespaces, 'part');

/** The names in document order, each with its depth. */
function walk(xml: string): string[] {
  const cursor = open(xml);
  const names: string[] = [];
  while (cursor.next()) names.push(`${cursor.depth} ${cursor.name}`);
  return names;
}

describe('names', () => {
  test.each([
    [
      'have the reader’s prefix, whatever the writer’s',
      '<ns0:a xmlns:ns0="urn:one"><ns0:b/></ns0:a>',
      ['1 one:a', '2 one:b'],
    ],
    [
      'may be in a default namespace',
      '<a xmlns="urn:one"><b xmlns="urn:two"><c/></b><d/></a>',
      ['1 one:a', '2 two:b', '3 two:c', '2 one:d'],
    ],
    ['of other namespaces are told apart', '<x:a xmlns:x="urn:other"><b/></x:a>', ['1 ?:a', '2 ?:b']],
    [
      'may change their prefix midway',
      '<p:a xmlns:p="urn:one"><p:b xmlns:p="urn:two"/><p:c/></p:a>',
      ['1 one:a', '2 two:b', '2 one:c'],
    ],
    [
      'declared twice take the inner meaning, single quotes too',
      "<p:a xmlns:p='urn:one'><p:b xmlns:p = 'urn:two' ><p:c/></p:b></p:a>",
      ['1 one:a', '2 two:b', '3 two:c'],
    ],
  ])('%s', (_, xml, names) => {
    expect(walk(xml)).toEqual(names);
  });
});

test('children are gone through whether they were read, half read or not at all', () => {
  const cursor = open(
    '<a xmlns="urn:one"><b><x><b>no</b></x>text</b><c>1<!-- </c> --><![CDATA[<2>]]><i>no</i>3</c><d/><e><f/><g/></e><h ></h ></a>',
  );
  cursor.next();
  const depth = cursor.depth;
  const seen: string[] = [];
  while (cursor.child(depth)) {
    const { name } = cursor;
    if (name === 'one:e') {
      const inner = cursor.depth;
      cursor.child(inner);
      seen.push(`half ${cursor.name}`);
    } else seen.push(name === 'one:c' ? cursor.text() : name);
  }
  expect(seen).toEqual(['one:b', '1<2>3', 'one:d', 'half one:f', 'one:h']);
  expect(cursor.next()).toBe(false);
  expect(cursor.depth).toBe(0);
});

test('a namespace declared in an element passed over holds only there', () => {
  const cursor = open('<p:a xmlns:p="urn:one"><p:b><p:x xmlns:p="urn:two"/></p:b><p:c/></p:a>');
  cursor.next();
  const seen: string[] = [];
  while (cursor.child(1)) seen.push(cursor.name);
  expect(seen).toEqual(['one:b', 'one:c']);
});

test('attributes are found by namespace, may hold > and entities, and may lack the prefix', () => {
  const cursor = open(
    '<p:a xmlns:p="urn:one" xmlns:q="urn:two" q:v="other"\n p:v = \'1 > 0 &amp; "so"\' plain="x" w="7"/>',
  );
  cursor.next();
  expect(cursor.attribute('one:v')).toBe('1 > 0 & "so"');
  expect(cursor.attribute('two:v')).toBe('other');
  expect(cursor.attribute('plain')).toBe('x');
  expect(cursor.attribute('one:w')).toBe('7');
  expect(cursor.attribute('one:none')).toBeUndefined();
});

describe('refused is', () => {
  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY e "x">]><a/>'],
    ['a document type inside', '<a><!ENTITY e "x"></a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a bare ampersand', '<a>1 & 2</a>'],
    ['a reference to no character', '<a>&#1114112;</a>'],
    ['an element that does not end', '<a><b></b>'],
    ['a tag that does not end', '<a><b'],
    ['a quote that does not end', '<a b="></a>'],
    ['an end tag of another name', '<a></b>'],
    ['an end tag of a longer name', '<a></ab>'],
    ['an end tag too many', '<a></a></a>'],
    ['a second root', '<a/><b/>'],
    ['text after the root', '<a/>text'],
    ['text before the root', 'text<a/>'],
    ['no element at all', '<?xml version="1.0"?>'],
    ['nothing at all', ''],
    ['a tag without a name', '<a>< b/></a>'],
    ['a comment that does not end', '<a><!-- </a>'],
  ])('%s', (_, xml) => {
    const readAll = (): void => {
      const cursor = open(xml);
      while (cursor.next()) if (cursor.name === '?:a' && /^<a>[^<]*&/.test(xml)) cursor.text();
    };
    expect(readAll).toThrow(/^corrupt: part: |^corrupt: part/);
  });

  test('nesting without bounds, quickly', () => {
    expect(() => walk('<a>'.repeat(100_000))).toThrow('corrupt');
  });
});

describe('encodings', () => {
  const xml = '<a>一二</a>';
  const utf16 = (little: boolean, mark: boolean): Uint8Array => {
    const units = (mark ? `\uFEFF${xml}` : xml).split('').map((unit) => unit.charCodeAt(0));
    return Uint8Array.from(
      units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
    );
  };
  test.each([
    ['UTF-8', new TextEncoder().encode(xml), xml],
    ['UTF-8 with a mark', new TextEncoder().encode(`\uFEFF${xml}`), xml],
    ['UTF-16, little end first', utf16(true, true), xml],
    ['UTF-16, big end first', utf16(false, true), xml],
    ['UTF-16 without a mark', utf16(true, false), xml],
    ['UTF-16, big end first, without a mark', utf16(false, false), xml],
    [
      'GB 18030 as declared',
      Uint8Array.from([
        ...new TextEncoder().encode('<?xml version="1.0" encoding="GB2312"?><a>'),
        0xd2,
        0xbb,
      ]),
      '<?xml version="1.0" encoding="GB2312"?><a>一',
    ],
    ['bytes that are none of its own', Uint8Array.from([0x3c, 0x61, 0xff]), '<a\uFFFD'],
  ])('%s', (_, bytes, text) => {
    expect(decodeXml(bytes, 'part')).toBe(text);
  });

  test('an unknown encoding is corrupt', () => {
    const bytes = new TextEncoder().encode('<?xml version="1.0" encoding="klingon"?><a/>');
    expect(() => decodeXml(bytes, 'part')).toThrow('corrupt: part: encoding klingon');
  });
});
