import { defineConfig } from 'vitest/config';

/** What is pure shares its modules: loading them for each file takes longer than most of its tests. */
const pure = [
  ...[
    'agencies',
    'cases',
    'checks',
    'crawl',
    'extract',
    'pipeline',
    'readers',
    'recognize',
    'records',
    'text',
  ],
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    globalSetup: ['test/servers/install.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'rim', include: ['test/**/*.test.ts'], exclude: pure } },
    ],
  },
});
