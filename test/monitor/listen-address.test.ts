import { expect, test } from 'vitest';
import { addressToUrl, parseListenAddress } from '#monitor/listen-address.js';

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

test('an address as it is written', () => {
  expect(addressToUrl({ host: '::1', port: 80 })).toBe('http://[::1]:80/');
  expect(addressToUrl({ host: '127.0.0.1', port: 80 })).toBe('http://127.0.0.1:80/');
});
