/** Every way an address is written that leads inside. The URL parser sees them first, as in a fetch. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findForbiddenRange, parseRanges } from '#fetch/address-range.js';
import { parseTarget } from '#fetch/target.js';

const rangeOfHost = (host: string): string | undefined =>
  findForbiddenRange(parseTarget(`http://${host}/`, []).hostname, []);

describe('an address that is not public', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.0.0.1.', 'loopback'],
    ['127.1', 'loopback'],
    ['0177.0.0.1', 'loopback'],
    ['0x7f.0.0.1', 'loopback'],
    ['0x7f000001', 'loopback'],
    ['2130706433', 'loopback'],
    ['017700000001', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['１２７.0.0.1', 'loopback'],
    ['127。0。0。1', 'loopback'],
    ['%31%32%37.0.0.1', 'loopback'],
    ['0', 'unspecified'],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['10.0.0.1', 'private'],
    ['0xa.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['3232235777', 'private'],
    ['100.64.0.1', 'carrierGradeNat'],
    ['100.100.100.200', 'carrierGradeNat'],
    ['169.254.169.254', 'linkLocal'],
    ['0xA9FEA9FE', 'linkLocal'],
    ['168.63.129.16', 'metadata'],
    ['192.0.0.192', 'reserved'],
    ['192.0.2.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['198.51.100.1', 'reserved'],
    ['203.0.113.1', 'reserved'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.250', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['[::]', 'unspecified'],
    ['[::1]', 'loopback'],
    ['[0:0:0:0:0:0:0:1]', 'loopback'],
    ['[::ffff:127.0.0.1]', 'ipv4Mapped'],
    ['[::ffff:7f00:1]', 'ipv4Mapped'],
    ['[::ffff:8.8.8.8]', 'ipv4Mapped'],
    ['[::127.0.0.1]', 'notGlobal'],
    ['[::ffff:0:127.0.0.1]', 'rfc6145'],
    ['[64:ff9b::127.0.0.1]', 'rfc6052'],
    ['[64:ff9b:1::10.0.0.1]', 'rfc6052'],
    ['[2002:7f00:1::]', '6to4'],
    ['[2001:0:7f00:1::]', 'teredo'],
    ['[2001:db8::1]', 'reserved'],
    ['[3fff::1]', 'reserved'],
    ['[fe80::1]', 'linkLocal'],
    ['[fec0::1]', 'deprecatedSiteLocal'],
    ['[fc00::1]', 'uniqueLocal'],
    ['[fd00:ec2::254]', 'uniqueLocal'],
    ['[ff02::1]', 'multicast'],
    ['[100::1]', 'discard'],
    ['[5f00::1]', 'segmentRouting'],
    ['[4000::1]', 'notGlobal'],
  ])('%s: %s', (host, range) => {
    expect(rangeOfHost(host)).toBe(range);
  });

  test.each(['fe80::1%eth0', '127.0.0.1', '::ffff:10.0.0.1', 'nonsense', '', '127.1'])(
    'is refused as the answer of a name server: %j',
    (ip) => expect(findForbiddenRange(ip, [])).toBeDefined(),
  );

  test('is refused in any of the ways IPv6 carries an IPv4 address', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const inside = fc.tuple(fc.constantFrom(10, 127), octet, octet, octet);
    const prefix = fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::');
    fc.assert(
      fc.property(inside, prefix, (octets, before) => {
        expect(rangeOfHost(`[${before}${octets.join('.')}]`)).toBeDefined();
        const [a, b, c, d] = octets;
        expect(rangeOfHost(String(((a * 256 + b) * 256 + c) * 256 + d))).toBeDefined();
      }),
    );
  });
});

describe('a public address', () => {
  test.each(['8.8.8.8', '1.2.4.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '[2400:3200::1]', '[240e::1]'])(
    '%s is not refused',
    (host) => expect(rangeOfHost(host)).toBeUndefined(),
  );
});

describe('a permitted range', () => {
  test('opens what is in it and nothing else', () => {
    const permitted = parseRanges(['10.1.0.0/16', 'fd00:1::/32']);
    expect(findForbiddenRange('10.1.2.3', permitted)).toBeUndefined();
    expect(findForbiddenRange('fd00:1::5', permitted)).toBeUndefined();
    expect(findForbiddenRange('10.2.0.1', permitted)).toBe('private');
    expect(findForbiddenRange('::ffff:10.1.2.3', permitted)).toBe('ipv4Mapped');
  });

  test('that is none is thrown back', () => {
    expect(() => parseRanges(['10.0.0.0'])).toThrow();
  });
});
