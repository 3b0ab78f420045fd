/** Stands before a server, and passes on what it says for as long as it is let. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

export class SilentProxy {
  isSilent = false;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(port: number): Promise<SilentProxy> {
    const server = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      near.pipe(far);
      far.on('data', (data) => made.isSilent || near.write(data));
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        made.sockets.add(one);
        one.on('error', () => undefined).on('close', () => other.destroy());
      }
    });
    const made = new SilentProxy(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return made;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  stop(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}
