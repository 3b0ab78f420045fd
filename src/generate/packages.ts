/**
 * The installed packages that come in so many files that a start of `gouji` took long to load them: kysely in 262,
 * zod in 95. The build makes one file of each (`bundle-packages.ts`).
 */
export const bundled = [
  ...['kysely', 'zod', 'undici', 'bullmq', 'ioredis', 'prom-client', 'warcio', '@aws-sdk/client-s3'],
  ...['cheerio/slim', 'domhandler', 'htmlparser2', 'parse5', 'parse5-htmlparser2-tree-adapter'],
  ...['mammoth', 'tar-stream', 'yauzl'],
] as const;

export type Bundled = (typeof bundled)[number];

/** Under `packages/`: of `cheerio/slim`, `cheerio-slim.js`. */
export const bundleOf = (name: Bundled): string => `${name.replace('@', '').replaceAll('/', '-')}.js`;
