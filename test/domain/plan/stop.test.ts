import { describe, expect, test } from '@jest/globals';
import type { Channel } from '../../../domain/codes.ts';
import { instantAt } from '../../../domain/time.ts';
import { Life } from '../../helpers/account-life.ts';
import { aCallback } from '../../helpers/case-facts.ts';

const morning = instantAt('2026-11-25', '08:30');
const late = instantAt('2027-01-20', '10:00');
const stopped = (channel: Channel) => ({ kind: 'why_not', code: 'channel_stopped', params: { step: 1, channel } });

/** At that time, with payment data of the day. */
function after(life: Life, at: Date): void {
  life.change({ paymentsAsOf: at });
  life.moveTo(at);
}

function stop(life: Life, ...stoppedChannels: Channel[]): void {
  life.change({ stoppedChannels });
  life.settle();
}

describe('an emergency stop', () => {
  test('takes the open call back, and the case waits at its line however long it lasts', () => {
    const life = new Life(morning);
    life.settle();
    expect(life.openTask).not.toBeNull();
    stop(life, 'call');
    expect(life.openTask).toBeNull();
    expect(life.waiting).toMatchObject({ act: { kind: 'wait', for: 'hold' }, reasons: [stopped('call')] });
    after(life, late);
    expect(life.acts.slice(-3)).toEqual(['withdrawTask', 'wait hold', 'wait hold']);
    expect(life.facts.step).toBe(1);
  });

  test('once ended the line is taken up where it was, one act and then its spacing', () => {
    const life = new Life(morning);
    stop(life, 'call');
    after(life, late);
    stop(life);
    expect(life.acts.slice(-2)).toEqual(['openCallTask', 'wait call_task']);
    expect(life.openTask).toMatchObject({ step: 1 });
  });

  test('of texts is waited for at the line of texts, not passed over', () => {
    const life = new Life(morning, { facts: { stoppedChannels: ['sms'] } });
    life.settle();
    while (life.openTask) {
      after(life, life.openTask.notBefore);
      life.call('no_answer');
      if (life.waiting?.until && !life.openTask) after(life, life.waiting.until);
    }
    expect(life.acts.at(-1)).toBe('wait hold');
    const { facts, rules } = life;
    expect(rules.steps.find(({ no }) => no === facts.step)?.channel).toBe('sms');
    after(life, late);
    expect(life.acts.at(-1)).toBe('wait hold');
    expect(life.acts).not.toContain('requestLetter');
  });

  test('of letters takes back the one that has not left, and nothing is asked for again', () => {
    const life = new Life(morning, { facts: { phones: [] } });
    life.settle();
    expect(life.letterUnderWay).not.toBeNull();
    stop(life, 'letter');
    expect(life.acts.slice(-2)).toEqual(['pullLetter', 'wait hold']);
    after(life, late);
    expect(life.acts.filter((act) => act === 'requestLetter')).toHaveLength(1);
  });

  test('of every channel ends no window, promise or episode: a payment still closes the case', () => {
    const life = new Life(morning);
    life.settle();
    stop(life, 'call', 'sms', 'letter');
    expect(life.acts.at(-1)).toBe('wait hold');
    life.change({ lines: life.facts.lines.map((line) => ({ ...line, balance: 0 })) });
    life.settle();
    expect(life.closed).toBe(true);
  });

  test('leaves a call-back that the debtor asked for to wait, though the gate refuses it meanwhile', () => {
    const dueAt = instantAt('2026-11-25', '14:00');
    const life = new Life(morning, { facts: { tasks: [aCallback(dueAt)], stoppedChannels: ['call'] } });
    life.settle();
    expect(life.acts).toEqual(['wait callback']);
  });
});
