import { describe, expect, test } from 'vitest';
import { findHostName, isExpectedHost, isLoopback } from '#monitor/asked-name.js';

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
