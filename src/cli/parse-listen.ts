import { InvalidArgumentError } from 'commander';
import { type ListenAddress, parseListenAddress } from '#monitor/listen-address.js';

/** Of an option. */
export function parseListen(text: string): ListenAddress {
  const address = parseListenAddress(text);
  if (!address) throw new InvalidArgumentError('PORT, HOST:PORT or [ADDRESS]:PORT');
  return address;
}
