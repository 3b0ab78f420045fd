/** The folder diagram of docs/architecture.md, as a test. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

/** The folders as docs/architecture.md lists them, from the top. */
const listed = [
  ...readFileSync(join(root, 'docs', 'architecture.md'), 'utf8').matchAll(/^\| `src\/(\w+)\/` \|/gm),
].map((match) => match[1] ?? '');

const core = ['model', 'text', 'records', 'forms', 'agencies', 'readers', 'recognize', 'extract', 'checks'];

/** For each folder: the folders it may import from. Nothing else. */
const may: Record<string, readonly string[]> = {
  model: [],
  text: [],
  records: ['model', 'text'],
  forms: ['model', 'text', 'records'],
  agencies: ['model', 'text', 'records', 'forms'],
  readers: ['model', 'text'],
  recognize: ['model', 'text', 'records', 'forms'],
  extract: ['model', 'text', 'records', 'forms', 'recognize'],
  checks: ['model', 'text', 'records', 'forms', 'recognize', 'extract'],
  pipeline: core,
  fetch: ['model', 'text'],
  inspect: [...core, 'pipeline'],
  inputs: ['model', 'text', 'records'],
  processes: [...core, 'pipeline'],
  generate: ['agencies'],
  store: ['model', 'text', 'records', 'forms', 'agencies', 'checks'],
  export: ['model', 'records', 'store'],
  crawl: ['model', 'text', 'forms'],
  queue: [],
  jobs: [
    ...[
      'model',
      'records',
      'forms',
      'readers',
      'checks',
      'pipeline',
      'fetch',
      'inputs',
      'processes',
      'store',
    ],
    ...['export', 'crawl', 'queue'],
  ],
  monitor: ['model', 'fetch', 'processes', 'store', 'queue', 'jobs'],
  server: [
    ...['model', 'text', 'records', 'forms', 'agencies', 'checks', 'inspect', 'processes', 'store'],
    ...['jobs', 'monitor'],
  ],
  config: ['model'],
  cli: [
    ...[
      ...core,
      'pipeline',
      'inspect',
      'fetch',
      'inputs',
      'processes',
      'store',
      'export',
      'queue',
      'jobs',
      'crawl',
    ],
    ...['monitor', 'server', 'config'],
  ],
};

/** Folders that never touch the disk, the network, the clock or the environment. */
const pure = [...core, 'pipeline'];
const impureModules = /^(node:)?(fs|http|https|net|tls|dns|os|child_process|process|worker_threads)(\/|$)/;
const impureNames =
  /\bprocess\.(env|argv|cwd|hrtime)|\bDate\.now\b|new Date\(\)|\bperformance\.now\b|\bfetch\(/;

const invited = [
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'biome.json'],
  ...[
    'docker-compose.yml',
    'Dockerfile',
    'vitest.config.ts',
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'src',
    'workers',
  ],
  ...['samples', 'output', 'test', 'bench', 'docs', 'node_modules', 'dist'],
];

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);
const textOf = (file: string): string => readFileSync(join(source, file), 'utf8');
const layerOf = (file: string): string => relative(source, join(source, file)).split(sep)[0] ?? '';
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
const withoutComments = (code: string): string => code.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

test('the page lists the same folders, and none may import from its own or from below', () => {
  expect(listed).toEqual(Object.keys(may));
  for (const [layer, allowed] of Object.entries(may))
    for (const target of allowed)
      expect(listed.slice(0, listed.indexOf(layer)), `src/${layer} ← src/${target}`).toContain(target);
});

describe.each(files)('%s', (file) => {
  const layer = layerOf(file);

  test('imports only what its folder may', () => {
    expect(Object.keys(may), `src/${layer}/ is not in the table of layers`).toContain(layer);
    for (const specifier of importsOf(file)) expectAllowed(file, layer, specifier);
  });

  test('is pure where its folder is', () => {
    if (pure.includes(layer)) expect(withoutComments(textOf(file))).not.toMatch(impureNames);
  });

  test('is at most 400 lines long', () => {
    expect(textOf(file).split('\n').length).toBeLessThanOrEqual(400);
  });

  test('has a name that remembers no history', () => {
    expect(file).not.toMatch(/[-_.](v\d|new|old|final|fix|temp|copy|legacy|robust|hybrid)\b/i);
    expect(file).not.toMatch(/(^|\/)(utils?|helpers?|common|manager|service)\b/i);
  });
});

function expectAllowed(file: string, layer: string, specifier: string): void {
  if (specifier.startsWith('#')) {
    const target = specifier.slice(1).split('/')[0] ?? '';
    expect(may[layer], `src/${layer} may not import src/${target} (${file})`).toContain(target);
  } else if (specifier.startsWith('.')) {
    const target = layerOf(join(file, '..', specifier));
    expect(target, `across folders write '#${target}/…' (${file}: ${specifier})`).toBe(layer);
  } else if (pure.includes(layer)) {
    expect(specifier, `src/${layer} is pure (${file})`).not.toMatch(impureModules);
  }
}

test('no two files import each other, however long the way round', () => {
  const edges = new Map(files.map((file) => [file, targetsOf(file)]));
  const state = new Map<string, 'open' | 'done'>();
  const visit = (file: string, path: readonly string[]): void => {
    expect(state.get(file), [...path, file].join(' → ')).not.toBe('open');
    if (state.has(file)) return;
    state.set(file, 'open');
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of files) visit(file, []);
});

/** The value imports: a cycle of types alone harms nobody. */
function targetsOf(file: string): string[] {
  const statements = textOf(file).matchAll(/import\s+(?!type\b)[^;]*?from\s*'([^']+)'/g);
  return [...statements].flatMap((match) => {
    const specifier = match[1] ?? '';
    if (specifier.startsWith('#')) return [`${specifier.slice(1).replace(/\.js$/, '')}.ts`];
    if (specifier.startsWith('.')) return [join(file, '..', specifier.replace(/\.js$/, '.ts'))];
    return [];
  });
}

test('the wording of the forms is written only in src/forms', () => {
  for (const file of files.filter((name) => layerOf(name) !== 'forms'))
    expect(withoutComments(textOf(file)), file).not.toMatch(
      /本年新收|上年结转|结转下年度|不予公开|予以公开|无法提供|第二十条|制发件数|结果维持|尚未审结/,
    );
});

test('nothing lies at the top that was not invited', () => {
  const top = readdirSync(root).filter((name) => !name.startsWith('.'));
  expect(top.filter((name) => !invited.includes(name))).toEqual([]);
});
