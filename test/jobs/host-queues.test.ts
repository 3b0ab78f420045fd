import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HostQueues, type Turn } from '#jobs/host-queues.js';

const queuesOf = (hostsAtOnce: number, items: readonly string[]): HostQueues<string> => {
  const queues = new HostQueues<string>(hostsAtOnce);
  for (const item of items) queues.add(item.slice(0, 1), item);
  return queues;
};

const takeAll = (queues: HostQueues<string>): Turn<string>[] => {
  const turns: Turn<string>[] = [];
  for (let turn = queues.take(); turn; turn = queues.take()) turns.push(turn);
  return turns;
};

test('a list of one host after the other asks each host for its first', () => {
  const queues = queuesOf(9, ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']);
  expect(takeAll(queues).map(({ item }) => item)).toEqual(['a1', 'b1', 'c1']);
  expect(queues.waiting).toBe(3);
});

test('a host that was asked goes to the end of the line', () => {
  const queues = queuesOf(1, ['a1', 'a2', 'b1', 'b2', 'c1']);
  const order: string[] = [];
  for (let turn = queues.take(); turn; turn = queues.take()) {
    order.push(turn.item);
    queues.release(turn.host);
  }
  expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2']);
});

test('a host that is busy is not asked, whatever comes for it', () => {
  const queues = queuesOf(9, ['a1']);
  expect(queues.take()).toEqual({ host: 'a', item: 'a1' });
  queues.add('a', 'a2');
  expect(queues.take()).toBeUndefined();
  queues.release('a');
  queues.release('a');
  expect(takeAll(queues)).toEqual([{ host: 'a', item: 'a2' }]);
});

test('no more hosts are busy than may be, each with one item, and each host has its items in their order', () => {
  const hosts = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  // A host name adds an item to its queue, a number ends what is under way there.
  const steps = fc.array(fc.oneof(hosts, fc.nat({ max: 9 })), { maxLength: 80 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), steps, (hostsAtOnce, given) => {
      const queues = new HostQueues<string>(hostsAtOnce);
      const busy: Turn<string>[] = [];
      const added: string[] = [];
      const taken: string[] = [];
      const take = (): void => {
        for (const turn of takeAll(queues)) {
          expect(busy.map(({ host }) => host)).not.toContain(turn.host);
          busy.push(turn);
          taken.push(turn.item);
        }
        expect(busy.length).toBeLessThanOrEqual(hostsAtOnce);
        expect(queues.waiting).toBe(added.length - taken.length);
      };
      const end = (index: number): void => {
        const [ended] = busy.splice(index % busy.length, 1);
        if (ended) queues.release(ended.host);
        take();
      };
      for (const step of given)
        if (typeof step === 'number') end(step);
        else {
          added.push(`${step}${added.length}`);
          queues.add(step, added.at(-1) ?? '');
          take();
        }
      while (busy.length > 0) end(0);
      const byHost = (items: readonly string[]): string[] =>
        [...items].sort((one, other) =>
          one.slice(0, 1) < other.slice(0, 1) ? -1 : one[0] === other[0] ? 0 : 1,
        );
      expect(byHost(taken)).toEqual(byHost(added));
    }),
  );
});
