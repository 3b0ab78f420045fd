/** What the containers are told is what the program knows: Docker itself is not needed to say so. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings } from '#config/settings.js';
import { root, runGouji } from '../cli/run-gouji.js';

const service = z.looseObject({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).default({}),
  healthcheck: z
    .object({ test: z.tuple([z.literal('CMD')], z.string()) })
    .loose()
    .optional(),
});
const compose = z.looseObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const { services, volumes } = compose.parse(parse(text, { merge: true }));
const ours = Object.entries(services).filter(([, { image }]) => image === 'gouji');
const page = readFileSync(join(root, 'docs', 'deploy.md'), 'utf8');

/** The names that the settings are read from. */
function namesOfSettings(): ReadonlySet<string> {
  const names = new Set<string>();
  const noting: ProxyHandler<Record<string, undefined>> = {
    get(_, name) {
      names.add(String(name));
      return undefined;
    },
  };
  readSettings(new Proxy({}, noting));
  return names;
}

test('there are workers, the board and the command line', () => {
  expect(ours.map(([name]) => name)).toEqual(['worker', 'board', 'gouji']);
});

describe.each(ours)('%s', (_, { command = [], environment, build, read_only: isReadOnly }) => {
  test('is told a command that the program has, with options that it has', () => {
    const first = command.findIndex((word) => word.startsWith('--'));
    const verb = first < 0 ? command : command.slice(0, first);
    const help = runGouji([...verb, '--help']);
    expect(help.code).toBe(0);
    expect(help.out).toContain(`Usage: gouji ${verb.join(' ')} `);
    for (const option of command.filter((word) => word.startsWith('--')))
      expect(help.out).toMatch(new RegExp(`^ +${option} `, 'm'));
  });

  test('is told settings that the program reads', () => {
    expect([...namesOfSettings()]).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(Object.keys(environment).length).toBeGreaterThan(1);
  });

  test('is built here, and writes nowhere but into its volumes', () => {
    expect(build).toBe('.');
    expect(isReadOnly).toBe(true);
  });
});

test.each(Object.entries(services))(
  '%s waits for what can be waited for, in volumes that are there',
  (_, made) => {
    for (const name of Object.keys(made.depends_on)) expect(services[name]?.healthcheck, name).toBeDefined();
    for (const [, name = ''] of made.volumes.map((volume) => /^([a-z]+):/.exec(volume) ?? []))
      expect(name === '' || name in volumes, name).toBe(true);
  },
);

test('Redis throws nothing away', () => {
  expect(services['redis']?.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
});

test('the page names what has to be set, and every setting', () => {
  for (const [, name = ''] of text.matchAll(/\$\{(\w+)/g))
    if (name !== 'GOUJI_LANG') expect(page, name).toContain(name);
  for (const name of namesOfSettings())
    if (name !== 'GOUJI_LANG') expect(page, name).toContain(`\`${name}\``);
});

describe('the image', () => {
  const file = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const lines = file.split('\n').filter((line) => /^[A-Z]+ /.test(line));

  test('is made of Node 20, and runs as a user without rights', () => {
    for (const line of lines.filter((each) => each.startsWith('FROM')))
      expect(line).toMatch(/^FROM node:20-slim/);
    expect(lines.findLast((line) => line.startsWith('USER'))).toBe('USER node');
  });

  test('has all that is copied into it', () => {
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n');
    for (const [, names = ''] of file.matchAll(/^COPY ([^-].*) \S+$/gm))
      for (const name of names.split(' ')) {
        expect(existsSync(join(root, name)), name).toBe(true);
        expect(ignored, name).toContain(`!${name}`);
      }
    expect(ignored[0]).toBe('*');
  });

  test('starts the program', () => {
    const [, entry = ''] = /^ENTRYPOINT (.*)$/m.exec(file) ?? [];
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(JSON.parse(entry)).toEqual(['node', `/gouji/${bin.gouji}`]);
  });
});
