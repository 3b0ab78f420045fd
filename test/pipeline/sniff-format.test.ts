/** What a file is, by its bytes; its name is not believed. */
import { describe, expect, test } from 'vitest';
import { sniffFormat } from '#pipeline/sniff-format.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const zip = (...names: string[]): Uint8Array => bytes(`PK\u0003\u0004${names.join('....')}PK\u0005\u0006`);

describe('is read', () => {
  test.each<[name: string, file: Uint8Array, format: string]>([
    ['a PDF', bytes('%PDF-1.7\n'), 'pdf'],
    ['a PDF behind some rubbish', bytes(`${'\n'.repeat(300)}%PDF-1.4`), 'pdf'],
    ['a DOCX', zip('[Content_Types].xml', 'word/document.xml'), 'docx'],
    ['a page', utf8('<!DOCTYPE html><html><body>'), 'html'],
    ['a part of a page', utf8('<p>政府</p><p>信息</p>'), 'html'],
    ['a page with a mark', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('<html><head>')), 'html'],
    [
      'a page in UTF-16',
      Uint8Array.of(0xff, 0xfe, ...[...'<html><body>'].flatMap((char) => [char.charCodeAt(0), 0])),
      'html',
    ],
    ['a page of the state’s site tags', utf8('<ucapcontent><p>甲</p></ucapcontent>'), 'html'],
    ['text', utf8('青禾市2024年政府信息公开工作年度报告'), 'text'],
    ['text with a comparison', utf8('3 < 5, a <b c'), 'text'],
    ['a Markdown table', utf8('| a | b |\n|---|---|'), 'text'],
  ])('%s', (_, file, format) => expect(sniffFormat(file)).toEqual({ format }));
});

describe('is refused', () => {
  test.each<[name: string, file: Uint8Array, code: string]>([
    ['nothing', new Uint8Array(), 'empty'],
    [
      'binary Word',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, ...[...'WordDocument'].flatMap((c) => [c.charCodeAt(0), 0])),
      'unsupported-format',
    ],
    [
      'an encrypted DOCX',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, ...[...'EncryptedPackage'].flatMap((c) => [c.charCodeAt(0), 0])),
      'encrypted',
    ],
    ['an OFD', zip('OFD.xml'), 'unsupported-format'],
    ['a workbook', zip('[Content_Types].xml', 'xl/workbook.xml'), 'unsupported-format'],
    ['a presentation', zip('[Content_Types].xml', 'ppt/presentation.xml'), 'unsupported-format'],
    ['an archive', zip('a.txt'), 'unsupported-format'],
    ['an archive cut short', bytes('PK\u0003\u0004a.txt'), 'corrupt'],
    ['an RTF', bytes('{\\rtf1'), 'unsupported-format'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'unsupported-format'],
    ['a photo', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'unsupported-format'],
    ['a gzip', Uint8Array.of(0x1f, 0x8b, 8), 'unsupported-format'],
    [
      'Word 2003 XML',
      bytes('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>'),
      'unsupported-format',
    ],
    [
      'a web archive',
      bytes('MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html><body>'),
      'unsupported-format',
    ],
  ])('%s', (_, file, code) => {
    const sniffed = sniffFormat(file);
    expect('failure' in sniffed && sniffed.failure.code).toBe(code);
  });
});
