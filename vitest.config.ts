import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { bundled, bundleOf } from './src/generate/packages.js';

/** Each test file loads its packages anew: in one file each, as the built program has them. */
const packages = fileURLToPath(new URL('./dist/src/packages/', import.meta.url));
const alias = existsSync(packages)
  ? bundled.map((name) => ({ find: new RegExp(`^${name}$`), replacement: packages + bundleOf(name) }))
  : [];

export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  resolve: { alias },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/servers/install.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 3,
    server: { deps: { external: [/\/dist\/src\/packages\//] } },
  },
});
