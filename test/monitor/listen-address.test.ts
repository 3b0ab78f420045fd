import { describe, expect, test } from 'vitest';
import {
  addressToUrl,
  findHostName,
  isExpectedHost,
  isLoopback,
  parseListenAddress,
} from '#monitor/listen-address.js';

test.each([
  ['9464', '127.0.0.1', 9464],
  ['0', '127.0.0.1', 0],
  ['0.0.0.0:80', '0.0.0.0', 80],
  ['localhost:3000', 'localhost', 3000],
  ['[::1]:3000', '::1', 3000],
])('%s is an address to listen on', (text, host, port) => {
  expect(parseListenAddress(text)).toEqual({ host, port });
});

test.each(['', ':80', 'localhost', '65536', '80:', '::1:80', '[x]:80', '[]:80', '80 ', 'http://a:80', '-1'])(
  '%j is none',
  (text) => {
    expect(parseListenAddress(text)).toBeUndefined();
  },
);

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.5', false],
  ['localhost.example', false],
])('%s is this machine alone: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

describe('the name in a Host header', () => {
  test.each([
    ['Example.cn:80', 'example.cn'],
    ['[::1]:80', '::1'],
    ['127.0.0.1', '127.0.0.1'],
    ['', undefined],
    [undefined, undefined],
    ['a b', undefined],
    ['u@localhost', undefined],
    ['localhost:80:80', undefined],
    ['localhost/x', undefined],
  ])('%j', (header, name) => {
    expect(findHostName(header)).toBe(name);
  });

  const names = ['worker', '192.0.2.1'];
  test.each([
    ['worker:9464', '10.0.0.5', true],
    ['WORKER', '10.0.0.5', true],
    ['192.0.2.1', '10.0.0.5', true],
    ['10.0.0.5:9464', '10.0.0.5', true],
    ['10.0.0.5:9464', '::ffff:10.0.0.5', true],
    ['[::1]:9464', '::1', true],
    ['localhost:9464', '127.0.0.1', true],
    ['localhost:9464', '::ffff:127.0.0.1', true],
    ['localhost:9464', '10.0.0.5', false],
    ['10.0.0.6', '10.0.0.5', false],
    ['rebound.example', '127.0.0.1', false],
    ['worker.example', '127.0.0.1', false],
    [undefined, '127.0.0.1', false],
  ])('%j, come to %s, is expected: %s', (header, reached, expected) => {
    expect(isExpectedHost(header, { names, reached })).toBe(expected);
  });
});

test('an address as it is written', () => {
  expect(addressToUrl({ host: '::1', port: 80 })).toBe('http://[::1]:80/');
  expect(addressToUrl({ host: '127.0.0.1', port: 80 })).toBe('http://127.0.0.1:80/');
});
