/** An object store of the tests' own, in this process; it can be told to fail. */

import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

export class BucketServer {
  /** So many of the next requests end with 500. */
  failures = 0;
  requests = 0;

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
  ) {}

  static async start(): Promise<BucketServer> {
    const folder = mkdtempSync(join(tmpdir(), 'gouji-bucket-'));
    const buckets = [{ name: 'gouji', configs: [] }];
    const store = new S3rver({
      directory: folder,
      silent: true,
      vhostBuckets: false,
      configureBuckets: buckets,
    });
    await store.configureBuckets();
    const answer = store.callback();
    const server = createServer((request, response) => {
      made.requests++;
      if (made.failures <= 0) return answer(request, response);
      made.failures--;
      request.resume();
      response.writeHead(500).end();
    });
    const made = new BucketServer(server, folder);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return made;
  }

  /** As `GOUJI_BLOBS` has it. */
  get url(): string {
    return 's3://gouji/reports';
  }

  get environment(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
      AWS_REGION: 'us-east-1',
    };
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
