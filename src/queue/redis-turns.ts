/** Turns among the jobs of many machines: the same reckoning as in memory, done where all can see it, by its clock. */
import { Redis } from 'ioredis';
import { type HostTurns, longestTurn, usualPause } from './host-turns.js';

const reckoning = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function text(number) return string.format('%.0f', number) end
`;

const take = `${reckoning}
local longest, usual = tonumber(ARGV[2]), tonumber(ARGV[3])
local host = redis.call('HMGET', KEYS[1], 'until', 'free', 'tail', 'pause', 'job')
local asked = tonumber(host[1] or 0) > now and host[5] ~= ARGV[1]
local free, tail, pause = tonumber(host[2] or 0), tonumber(host[3] or 0), tonumber(host[4] or usual)
local place = tonumber(redis.call('GET', KEYS[2]) or nil)
if not place then
  place = math.max(now + (asked and pause or 0), tail, free)
  redis.call('HSET', KEYS[1], 'tail', text(place + pause))
end
local wait = math.ceil(math.max(place - now, free - now, asked and pause / 4 or 0))
if wait > 0 then
  redis.call('SET', KEYS[2], text(place), 'PX', text(wait + longest))
else
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[1], 'job', ARGV[1], 'until', text(now + longest))
end
redis.call('PEXPIRE', KEYS[1], text(math.max(wait, 0) + 2 * longest))
return math.max(wait, 0)
`;

const giveBack = `${reckoning}
if redis.call('HGET', KEYS[1], 'job') ~= ARGV[1] then return end
redis.call('HDEL', KEYS[1], 'job', 'until')
redis.call('HSET', KEYS[1], 'free', text(now + tonumber(ARGV[2])), 'pause', ARGV[2])
`;

export class RedisTurns implements HostTurns {
  private readonly connection: Redis;

  constructor(
    url: string,
    private readonly prefix = 'gouji',
  ) {
    this.connection = new Redis(url, { maxRetriesPerRequest: null });
    this.connection.on('error', () => undefined);
  }

  async take(host: string, job: string): Promise<number> {
    const keys = [this.keyOf(host), `${this.keyOf(host)}:${job}`];
    return Number(await this.connection.eval(take, 2, ...keys, job, longestTurn, usualPause));
  }

  async giveBack(host: string, job: string, pause: number): Promise<void> {
    await this.connection.eval(giveBack, 1, this.keyOf(host), job, Math.ceil(pause));
  }

  close(): void {
    this.connection.disconnect();
  }

  private keyOf(host: string): string {
    return `${this.prefix}:turn:{${host}}`;
  }
}
