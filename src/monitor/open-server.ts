/** A server of ours that listens, and why one cannot. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import { addressToUrl, type ListenAddress } from './listen-address.js';

export interface OpenServer {
  readonly url: string;
  /** Cuts what is still open. */
  close(): void;
}

export class ListenError extends Error {
  override readonly name = 'ListenError';
  constructor(address: ListenAddress, options: { readonly cause: unknown }) {
    const { code } = options.cause as NodeJS.ErrnoException;
    super(`cannot listen on ${addressToUrl(address)} (${code ?? String(options.cause)})`, options);
  }
}

/** Port 0 is any that is free. Throws a ListenError. */
export async function listenOn(server: Server, address: ListenAddress): Promise<OpenServer> {
  try {
    server.listen(address.port, address.host);
    await once(server, 'listening');
  } catch (cause) {
    throw new ListenError(address, { cause });
  }
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : address.port;
  return {
    url: addressToUrl({ ...address, port }),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
