/** The board as a browser meets it, and as those meet it who should not. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openBoard } from '#monitor/board.js';
import { ListenError, type OpenServer } from '#monitor/open-server.js';
import { BullQueues } from '#queue/bull-queue.js';
import { startGouji } from '../cli/run-gouji.js';
import { closeBrowser, hasChromium, openPage } from '../generator/pdf.js';
import { areServersHere } from '../servers/programs.js';
import { RedisServer } from '../servers/redis.js';
import { skipUnless } from '../skip-unless.js';
import { ask } from './ask.js';

const token = 'a token that is long enough';
const job = `job-${'ab'.repeat(32)}`;

describe.runIf(areServersHere('redis'))('the board', () => {
  let redis: RedisServer;
  let queues: BullQueues;
  const boards: OpenServer[] = [];

  beforeAll(async () => {
    redis = await RedisServer.start();
    queues = new BullQueues({ url: redis.url });
    await failOne();
  });
  afterEach(() => {
    for (const board of boards.splice(0)) board.close();
  });
  afterAll(async () => {
    await queues.close();
    await redis.stop();
    await closeBrowser();
  });

  async function failOne(): Promise<void> {
    const handle = async (): Promise<void> => {
      throw new Error('no such page');
    };
    const worker = queues.work('crawl', handle, { jobs: 1 });
    await queues.add([{ queue: 'crawl', id: 'ab'.repeat(32), payload: { site: 7 } }]);
    while ((await queues.counts('crawl')).failed === 0) await wait(10);
    await worker.stop();
  }

  const open = async (more: { token?: string; names?: readonly string[] } = {}): Promise<string> => {
    const board = await openBoard({ queues, host: '127.0.0.1', port: 0, names: [], ...more });
    boards.push(board);
    return board.url;
  };

  test('shows the queues, without anything of another server', async () => {
    const page = await ask(await open());
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'self';.*frame-ancestors 'none'/);
    expect(page.headers['x-frame-options']).toBe('DENY');
    const script = /src="(static\/js\/main[^"]+)"/.exec(page.text)?.[1];
    expect((await ask(`${boards[0]?.url}${script}`)).headers['content-type']).toMatch(/javascript/);
    const { queues: shown } = JSON.parse((await ask(`${boards[0]?.url}api/queues`)).text);
    expect(shown.map(({ name }: { name: string }) => name)).toEqual(['ingest', 'link', 'crawl', 'export']);
    expect(shown[2].counts.failed).toBe(1);
  });

  test('answers only under its own name and those it was told', async () => {
    const url = await open({ names: ['board.example'] });
    const statusAs = async (host: string) => (await ask(url, { headers: { host } })).status;
    const { port } = new URL(url);
    expect(await statusAs(`localhost:${port}`)).toBe(200);
    expect(await statusAs('board.example')).toBe(200);
    for (const host of ['rebound.example', `rebound.example:${port}`, '10.0.0.1'])
      expect(await statusAs(host), host).not.toBe(200);
  });

  test('asks for the token, also for its scripts and its API', async () => {
    const url = await open({ token });
    for (const path of ['', 'api/queues', 'static/favicon.svg']) {
      const refused = await ask(`${url}${path}`);
      expect(refused.status, path).toBe(401);
      expect(refused.headers['www-authenticate']).toMatch(/^Basic realm=/);
    }
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    const statusOf = async (authorization: string) => (await ask(url, { headers: { authorization } })).status;
    const bearer = `Bearer ${Buffer.from(token).toString('base64')}`;
    for (const wrong of [basic('anna:'), basic(`anna:${token} `), basic(token.slice(1)), bearer, 'Basic', ''])
      expect(await statusOf(wrong), wrong).toBe(401);
    expect(await statusOf(basic(`anna:${token}`))).toBe(200);
    expect(await statusOf(basic(`:${token}`))).toBe(200);
    const plain = await open({ token: 'abcdefghijklmnop.~-_1' });
    expect((await ask(plain, { headers: { authorization: 'bearer abcdefghijklmnop.~-_1' } })).status).toBe(
      200,
    );
  });

  test('changes nothing for a page of another site', async () => {
    const url = await open();
    const { host, origin } = new URL(url);
    const clean = (headers: Record<string, string>) =>
      ask(`${url}api/queues/crawl/${job}/clean`, { method: 'PUT', headers });
    for (const headers of [
      {},
      { origin: 'http://elsewhere.example' },
      { origin: 'null' },
      { origin: `http://${host}.elsewhere.example` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin },
      { 'sec-fetch-site': 'none' },
    ] as Record<string, string>[])
      expect((await clean(headers)).status, JSON.stringify(headers)).toBe(403);
    expect((await queues.counts('crawl')).failed).toBe(1);
    for (const headers of [{ origin }, { 'sec-fetch-site': 'same-origin' }] as Record<string, string>[]) {
      expect((await clean(headers)).status, JSON.stringify(headers)).toBe(204);
      await failOne();
    }
  });

  test('throws a ListenError where it cannot listen', async () => {
    const port = Number(new URL(await open()).port);
    const second = openBoard({ queues, host: '127.0.0.1', port, names: [] });
    await expect(second).rejects.toThrow(ListenError);
  });

  skipUnless(hasChromium(), 'needs /usr/bin/chromium to look at the board');
  test.runIf(hasChromium())('gives a job another chance, in a browser', async () => {
    const url = await open({ token });
    const page = await openPage({ httpCredentials: { username: 'anna', password: token } });
    const elsewhere: string[] = [];
    page.on('requestfinished', (request) => {
      if (!request.url().startsWith(url)) elsewhere.push(request.url());
    });
    try {
      await page.goto(`${url}queue/crawl?status=failed`);
      await page.getByText('no such page').first().waitFor();
      await page.getByRole('button', { name: 'Retry all' }).click();
      await page.getByRole('button', { name: 'Confirm' }).click();
      while ((await queues.counts('crawl')).waiting === 0) await wait(50);
      expect(elsewhere).toEqual([]);
    } finally {
      await page.close();
    }
    expect(await queues.counts('crawl')).toMatchObject({ waiting: 1, failed: 0 });
  });
});

describe('gouji queue board', () => {
  test.each([
    [
      'an address that others reach',
      ['--listen', '0.0.0.0:0'],
      /0\.0\.0\.0 can be reached from other machines/,
    ],
    ['the same in the newer spelling', ['--listen', '[::]:0'], /:: can be reached/],
    ['a name', ['--listen', 'board.example:0'], /can be reached/],
    ['a token that is soon guessed', ['--token', 'secret'], /at least 16 characters/],
    ['no token at all', ['--token', ''], /at least 16 characters/],
    ['what is no address', ['--listen', 'somewhere'], /PORT, HOST:PORT/],
  ])('refuses %s', async (_, args, message) => {
    const environment = { GOUJI_REDIS_URL: 'redis://127.0.0.1:1' };
    const { code, err } = await startGouji(['queue', 'board', ...args], environment).ended;
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test.runIf(areServersHere('redis'))('listens until it is told to stop', async () => {
    const redis = await RedisServer.start();
    const environment = { GOUJI_REDIS_URL: redis.url, GOUJI_BOARD_TOKEN: token };
    const { child, said, ended } = startGouji(['queue', 'board', '--listen', '0.0.0.0:0'], environment);
    try {
      while (!said.out.includes('\n') && child.exitCode === null) await wait(20);
      const { port } = new URL(said.out.replace('board: ', '').trim());
      expect((await ask(`http://127.0.0.1:${port}/`)).status).toBe(401);
      const authorization = `Basic ${Buffer.from(`:${token}`).toString('base64')}`;
      expect((await ask(`http://127.0.0.1:${port}/`, { headers: { authorization } })).status).toBe(200);
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    } finally {
      child.kill('SIGKILL');
      await redis.stop();
    }
  });
});
