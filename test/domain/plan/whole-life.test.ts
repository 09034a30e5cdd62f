import { expect, test } from '@jest/globals';
import { dateOf, instantAt } from '../../../domain/time.ts';
import { Life } from '../../helpers/account-life.ts';

/** The life of design.md § The account workflow, "Budget, step by step". */
test('a life from the first call over SMS and letter to a promise, a payment and the end of both windows', () => {
  const life = new Life(instantAt('2026-11-24', '08:40'));
  life.settle();
  expect(life.acts).toEqual(['enterStep', 'openCallTask', 'wait call_task']);
  expect(life.openTask).toMatchObject({ session: 'weekday', notBefore: instantAt('2026-11-24', '09:00') });

  life.call('no_answer');
  expect(life.openTask).toMatchObject({ step: 1, session: 'weekday', notBefore: instantAt('2026-11-27', '12:00') });
  life.call('no_answer');
  expect(life.facts.step).toBe(2);
  expect(life.openTask).toMatchObject({ step: 2, session: 'evening' });
  expect(life.made.at(-2)?.decision.reasons).toContainEqual({
    kind: 'why',
    code: 'misses_in_session',
    params: { session: 'weekday', count: 2 },
  });
  life.call('no_answer');
  expect(life.openTask?.session).toBe('holiday');
  life.call('machine_message');
  expect(life.waiting).toMatchObject({ act: { kind: 'wait', for: 'spacing' }, step: 2 });

  life.change({ paymentsAsOf: life.now });
  life.pass();
  while (life.facts.intents.length === 0) life.pass();
  expect(life.waiting).toMatchObject({ act: { kind: 'wait', for: 'after_sms' }, step: 3 });
  expect(life.acts.filter((act) => act === 'sendSms')).toHaveLength(1);

  life.change({ paymentsAsOf: life.waiting!.until });
  life.pass();
  expect(life.acts.slice(-3)).toEqual(['enterStep', 'requestLetter', 'wait letter_batch']);
  life.handOverLetter();
  expect(life.waiting).toMatchObject({ act: { kind: 'wait', for: 'after_letter' }, step: 4 });
  const handedOverOn = dateOf(life.now);

  life.pass();
  expect(life.openTask).toMatchObject({ kind: 'call', step: 5 });
  life.promise('2027-02-10', 30_000);
  expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'promise' });
  const talkedOn = dateOf(life.now);

  life.now = instantAt('2027-02-09', '07:00');
  life.pay(30_000);
  expect(life.facts.promises[0]?.state).toBe('kept');
  expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'windows' });

  while (!life.closed) {
    life.change({ paymentsAsOf: life.waiting!.until });
    life.pass();
  }
  expect(life.facts.windows.every(({ state }) => state === 'closed')).toBe(true);
  expect(life.made.at(-1)?.decision.act).toEqual({ kind: 'closeEpisode', reason: 'settled' });
  const last = life.facts.windows
    .map(({ toDate }) => toDate)
    .sort()
    .at(-1)!;
  expect(dateOf(life.now) > last).toBe(true);
  expect([handedOverOn, talkedOn].every((day) => day < last)).toBe(true);
  expect(life.made.length).toBeLessThan(45);
});
