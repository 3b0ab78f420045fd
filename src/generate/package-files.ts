/** A package of the registry into a folder, and its files as text; what does not match its digest is refused. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { Package } from './sources.js';

/** The named files of a package, fetched with `npm pack` unless the folder has it already. */
export async function readPackageFiles(
  source: Package,
  wanted: readonly string[],
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const archive = readFileSync(await fetchPackage(source, folder));
  const digest = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  if (digest !== source.integrity)
    throw new Error(`${source.name}@${source.version} is not the pinned package: ${digest}`);
  const files = new Map<string, string>();
  const entries = extract();
  entries.on('entry', (header, stream, next) => {
    const name = header.name.replace(/^package\//, '');
    const chunks: Buffer[] = [];
    stream.on('data', (chunk) => chunks.push(chunk as Buffer));
    stream.on('end', () => {
      if (wanted.includes(name)) files.set(name, Buffer.concat(chunks).toString('utf8'));
      next();
    });
  });
  await pipeline(Readable.from([archive]), createGunzip(), entries);
  for (const name of wanted)
    if (!files.has(name)) throw new Error(`${source.name}@${source.version} has no ${name}`);
  return files;
}

async function fetchPackage({ name, version }: Package, folder: string): Promise<string> {
  const path = join(folder, `${name}-${version}.tgz`);
  if (!existsSync(path))
    await promisify(execFile)('npm', ['pack', `${name}@${version}`, '--pack-destination', folder]);
  return path;
}
