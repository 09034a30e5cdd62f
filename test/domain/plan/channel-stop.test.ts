import { describe, expect, test } from '@jest/globals';
import { gate } from '../../../domain/gate.ts';
import { gateFactsOf } from '../../../domain/gate-facts.ts';
import { instantAt } from '../../../domain/time.ts';
import { Life } from '../../helpers/account-life.ts';
import { aCallback } from '../../helpers/case-facts.ts';
import { aPhone, calendar, settings, unrung } from '../../helpers/plan-facts.ts';

const morning = instantAt('2026-11-25', '10:00');
const opened = instantAt('2026-11-25', '13:00');

describe('an emergency stop', () => {
  test('takes the open call back, hurries nothing else on, and the case goes on where it was when it ends', () => {
    const life = new Life(morning);
    life.settle();
    expect(life.openTask).not.toBeNull();
    life.change({ stoppedChannels: ['call'] });
    expect(life.settle()).toMatchObject({ act: { kind: 'wait', for: 'hold' } });
    expect(life.openTask).toBeNull();
    expect(life.waiting?.reasons).toContainEqual(
      expect.objectContaining({ kind: 'why_not', code: 'channel_stopped', params: { step: 1, channel: 'call' } }),
    );
    life.moveTo(instantAt('2027-01-15', '10:00'));
    expect(life.acts).not.toContain('sendSms');
    expect(life.acts).not.toContain('requestLetter');
    life.change({ stoppedChannels: [], paymentsAsOf: life.now });
    life.settle();
    expect(life.openTask).not.toBeNull();
  });

  test('of letters pulls the letter and waits at its line', () => {
    const life = new Life(morning, { facts: { phones: [] } });
    life.settle();
    expect(life.letterUnderWay).not.toBeNull();
    life.change({ stoppedChannels: ['letter'] });
    life.settle();
    expect(life.letterUnderWay).toBeNull();
    expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'hold' });
    expect(life.facts.handOver).toBeNull();
  });

  test('leaves a call-back that the debtor asked for, which the gate keeps waiting', () => {
    const dueAt = instantAt('2026-11-27', '10:00');
    const life = new Life(morning, {
      facts: {
        stoppedChannels: ['call'],
        tasks: [aCallback(dueAt)],
      },
    });
    expect(life.settle().act).toEqual({ kind: 'wait', for: 'callback' });
    expect(life.openTask?.kind).toBe('callback');
  });

  test.each([
    ['ring', 'call'],
    ['sms', 'sms'],
    ['print', 'letter'],
  ] as const)('refuses the %s at the last moment, and only of its channel', (kind, channel) => {
    const life = new Life(morning);
    const refusalWith = (stopped: 'call' | 'sms' | 'letter') => {
      life.change({ stoppedChannels: [stopped] });
      const attempt = {
        episodeOpen: true,
        phone: aPhone(),
        leaseOk: true,
        callbackAsked: false,
        purpose: null,
        ...unrung,
      };
      return gate(kind, gateFactsOf(life.facts, attempt, opened), settings, life.rules, calendar, opened);
    };
    expect(refusalWith(channel)).toBe('channel_stopped');
    expect(refusalWith(channel === 'call' ? 'letter' : 'call')).toBeNull();
  });
});
