import { describe, expect, test } from '@jest/globals';
import type { AccountWire, EventWire } from '../../admin-ui/accounts/account.ts';
import { resultOf, whatOf } from '../../admin-ui/accounts/event-words.ts';
import { lifeItems, lifeStops, windowRows } from '../../admin-ui/accounts/life.ts';
import type { Words } from '../../admin-ui/i18n/useWords.ts';

const words: Words = {
  t: (key, params) => (params ? `${key} ${Object.values(params).join(' ')}` : key),
  code: (group, code) => (code ? `${group}.${code}` : '—'),
  language: 'ja',
};
const term = { from: '2026-09-12', to: '2027-01-25' };

function event(change: Partial<EventWire>): EventWire {
  return {
    id: 'l1',
    at: '2026-11-23T01:16:00.000Z',
    future: false,
    kind: 'decision',
    code: 'decision',
    actor_kind: 'rule',
    actor_name: null,
    reasons: [],
    detail: {},
    ledger_no: 1,
    rule_version: 12,
    step: 6,
    until: null,
    inputs: null,
    text: null,
    ...change,
  };
}

function account(change: Partial<AccountWire>): AccountWire {
  const none = { windows: [], promises: [], payments: [], events: [], holds: [], lines: [], phones: [], siblings: [] };
  return {
    ...none,
    id: 'a',
    debtor_id: 'd',
    name: '阿部 ●●',
    addressee_no: '●●●●●●7356',
    kind: 'person',
    ward: '西区',
    dv_protected: false,
    returned_mail_at: null,
    receivable_code: 'city_tax',
    receivable_name: '市税',
    department_name: '納税課',
    balance: 38_200,
    assessed: 48_200,
    payments_as_of: null,
    state: 'waiting',
    waiting_for: 'promise',
    until: null,
    episode: null,
    trial: null,
    effect: { call: 0, letter: 0, total: 0 },
    ...change,
  };
}

function window(id: string, channel: 'call' | 'letter', from_date: string, to_date: string) {
  return { id, channel, from_date, to_date, state: 'open', effect: 0, contact_outcome: 'promise' } as const;
}

describe('the life of an account', () => {
  test('a wait that was decided again stands once on its lane', () => {
    const wait = { act: 'wait', waitingFor: 'promise' };
    const events = [
      event({ id: 'l3', at: '2026-11-25T00:00:00.000Z', detail: wait }),
      event({ id: 'l2', at: '2026-11-24T00:00:00.000Z', detail: wait }),
      event({ id: 'l1', detail: { act: 'enterStep', step: 6 } }),
    ];
    const items = lifeItems(account({ events }), words, '2026-11-26');
    expect(items.map(({ id, shape }) => [id, shape])).toEqual([
      ['l1', 'tick'],
      ['l2', 'not'],
    ]);
  });

  test('windows that overlap get rows of their own, letters above calls, the newest first to be drawn', () => {
    const rows = windowRows(
      [
        window('early', 'call', '2026-06-01', '2026-07-31'),
        window('first', 'call', '2026-10-23', '2026-12-22'),
        window('second', 'call', '2026-11-23', '2027-01-22'),
        window('posted', 'letter', '2026-10-21', '2027-01-19'),
      ],
      term,
    );
    expect(rows.map(({ window: { id }, row }) => [id, row])).toEqual([
      ['posted', 0],
      ['second', 1],
      ['first', 2],
    ]);
  });

  test('an open promise stops calls, texts and letters until its day is over', () => {
    const promise = {
      id: 'p',
      made_at: '2026-11-23T01:16:00.000Z',
      promised_for: '2026-11-30',
      amount: 38_200,
      paid: 0,
      state: 'open',
    };
    const [stop] = lifeStops(account({ promises: [promise] }), 'x', term);
    expect(stop).toEqual({ lanes: ['call', 'sms', 'letter'], from: promise.made_at, to: '2026-12-01', label: 'x' });
  });
});

test('a decision to wait is named by what it waits for, and its result is until when', () => {
  const waiting = event({ detail: { act: 'wait', waitingFor: 'promise' }, until: '2026-12-02T23:30:00.000Z' });
  expect(whatOf(waiting, words)).toBe('waits.promise');
  expect(resultOf(waiting, words)).toBe('account.toDay 12-03(木)');
});
