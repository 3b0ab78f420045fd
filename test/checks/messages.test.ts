/** Every anomaly can be told in both languages, from its code and data alone. */
import { describe, expect, test } from 'vitest';
import { checks, knownChecks, runChecks } from '#checks/index.js';
import { english } from '#checks/messages/en.js';
import { messageOf } from '#checks/messages/message.js';
import { chinese } from '#checks/messages/zh.js';
import { contextOf } from './context.js';

const codes = knownChecks.flatMap((check) => check.codes);

test('a code is in kebab-case and belongs to one check', () => {
  for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each([
  ['English', english],
  ['中文', chinese],
])('%s has a message for every code, and for no other', (_, messages) => {
  expect(Object.keys(messages).sort()).toEqual([...codes].sort());
});

const reports = [
  'row received.new 3 0 0 0 0 0 4',
  'row received.new 6\nrow results.granted 5\nrow results.total 6',
  'row received.new 5',
  'row remedies.review 1 0 0 0 2',
  'row proactive.penalty -5',
  'form 2019\nyear 2022\nrow proactive.licensing 3 -5 2',
  'without table remedies\nrow proactive.penalty 1␣2\nrow proactive.coercion /\nrow proactive.licensing 详见附件',
  'fill applications _\nrow proactive.fees 3元',
  'undivided\nextra row after results.denied.administrative_inquiry 小计 0 0 0 0 0 0 0',
  'label results.partially_granted （二）部分公开\nlabel results.denied.process_information 6.属于四类过程性情息',
  'label results.denied.internal_affairs 5.见附件所列情形',
  'again results.denied.internal_affairs 5',
  'text overview 2024年共收到政府信息公开申请9件。',
];

describe.each(reports)('%s', (report) => {
  const { extraction, second } = contextOf(report);
  const anomalies = runChecks({ extraction, second });

  test.each(['zh', 'en'] as const)('is told whole in %s', (language) => {
    expect(anomalies.length).toBeGreaterThan(0);
    for (const anomaly of anomalies) {
      const message = messageOf(anomaly, extraction.form, language);
      expect(message, anomaly.code).not.toMatch(
        /undefined|null|NaN|\[object|\?|applications\.|proactive\.|remedies\./,
      );
      expect(message.length, anomaly.code).toBeGreaterThan(4);
    }
  });

  test('is told by the check that declares its code', () => {
    for (const check of checks)
      for (const { code } of check.run({ extraction, second })) expect(check.codes).toContain(code);
  });

  test('names places of the page for what it says', () => {
    for (const { at, fields, code } of anomalies)
      if (fields.length > 0 && code !== 'rows-altered') expect(at.length, code).toBeGreaterThan(0);
  });
});
