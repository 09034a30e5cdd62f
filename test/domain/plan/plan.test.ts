import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import { dateOf, instantAt } from '../../../domain/time.ts';
import { Life } from '../../helpers/account-life.ts';
import { ringing } from '../../../domain/simulation/apply.ts';
import { aCallback } from '../../helpers/case-facts.ts';
import { aLine, aPhone, calendar, settings } from '../../helpers/plan-facts.ts';

const morning = instantAt('2026-11-25', '08:30');

function reasonsOf(life: Life) {
  return life.waiting?.reasons.map(({ code }) => code);
}

describe('calls', () => {
  test('nobody without a number is rung: the letter comes at once', () => {
    const life = new Life(morning, { facts: { phones: [] } });
    life.settle();
    expect(life.acts).toEqual(['enterStep', 'requestLetter', 'wait letter_batch']);
    expect(life.made[0]?.decision).toMatchObject({ act: { kind: 'enterStep', step: 4 }, step: 4 });
    expect(life.made[1]?.decision.reasons).toContainEqual({ kind: 'why', code: 'no_phone_known' });
  });

  test('a letter of the predecessor has its four weeks before the next one is asked for', () => {
    const life = new Life(morning, { facts: { phones: [], letterBefore: '2026-11-10' } });
    life.settle();
    expect(life.waiting).toMatchObject({
      act: { kind: 'wait', for: 'after_letter' },
      reasons: [{ code: 'letter_under_way', params: { designatedDue: '2026-11-24' } }],
      until: instantAt('2026-12-08', '08:30'),
    });
    life.change({ paymentsAsOf: instantAt('2026-12-08', '06:00') });
    life.pass();
    expect(life.acts.slice(-2)).toEqual(['requestLetter', 'wait letter_batch']);
  });

  test('a home that was rung today is rung on the next operating day', () => {
    const life = new Life(instantAt('2026-11-25', '11:00'));
    life.facts = ringing(life.facts, instantAt('2026-11-25', '09:30'));
    life.settle();
    expect(life.openTask?.notBefore).toEqual(calendar.nextOpening(instantAt('2026-11-26', '00:00'), 'weekday')?.from);
    expect(life.made[1]?.decision.reasons.map(({ code }) => code)).toContain('daily_cap_reached');
  });

  test("an open call is put off when a sibling's case takes the home's call of the day", () => {
    const life = new Life(morning);
    life.settle();
    life.now = instantAt('2026-11-25', '09:30');
    life.facts = ringing(life.facts, life.now);
    life.settle();
    expect(life.acts.slice(-3)).toEqual(['withdrawTask', 'openCallTask', 'wait call_task']);
    expect(life.openTask!.notBefore > instantAt('2026-11-26', '00:00')).toBe(true);
  });

  test('a session that this home answers is preferred, with its evidence', () => {
    const none = { tries: 0, answers: 0 };
    const record = { weekday: { tries: 5, answers: 0 }, evening: none, holiday: { tries: 3, answers: 2 } };
    const rules = defaultRules('city_tax');
    const anySession = { ...rules, steps: rules.steps.map((step) => ({ ...step, session: 'any' as const })) };
    const life = new Life(morning, { rules: anySession, facts: { phones: [aPhone({ record })] } });
    life.settle();
    expect(life.openTask?.session).toBe('holiday');
    expect(life.made[1]?.decision.reasons).toContainEqual({
      kind: 'why_now',
      code: 'best_session',
      params: { session: 'holiday', answers: 2, tries: 3 },
    });
  });

  test('after a talk without a promise the table goes on after its spacing', () => {
    const life = new Life(morning);
    life.settle();
    life.call('talked_no_promise');
    expect(life.openTask!.notBefore >= instantAt(calendar.addOperatingDays('2026-11-25', 3), '08:30')).toBe(true);
  });

  test('a dead number is no attempt: the other number is tried next, and without one the letter comes', () => {
    const life = new Life(morning, { facts: { phones: [aPhone({ id: 'a' }), aPhone({ id: 'b' })] } });
    life.settle();
    life.change({ phones: [aPhone({ id: 'a', status: 'dead' }), aPhone({ id: 'b' })] });
    life.now = life.openTask!.notBefore;
    life.facts = ringing(life.facts, life.now);
    life.change({ tasks: [{ ...life.openTask!, state: 'done' }] });
    life.speak({ outcome: 'dead_number', phoneId: 'a', session: 'weekday' });
    expect(life.openTask).toMatchObject({ step: 1, notBefore: instantAt('2026-11-26', '09:00') });
    life.change({ phones: life.facts.phones.map((phone) => ({ ...phone, status: 'dead' })) });
    life.settle();
    expect(life.acts.slice(-4)).toEqual(['withdrawTask', 'enterStep', 'requestLetter', 'wait letter_batch']);
  });

  test('a call-back that the debtor asked for is waited for, also out of season', () => {
    const dueAt = instantAt('2026-12-01', '15:00');
    const life = new Life(morning, {
      rules: { ...defaultRules('city_tax'), seasonMonths: [9] },
      facts: { tasks: [aCallback(dueAt)] },
    });
    expect(life.settle().act).toEqual({ kind: 'wait', for: 'callback' });
  });

  test('what is urgent about a call is shown part by part', () => {
    const lines = [aLine({ balance: 120_000, dueDate: '2025-10-31', prescriptionDate: '2027-02-01' })];
    const life = new Life(morning, { facts: { lines } });
    life.settle();
    expect(life.made[1]?.decision.act).toMatchObject({
      priority: 42,
      priorityParts: [
        { code: 'prescription_near', params: { date: '2027-02-01', points: 20 } },
        { code: 'amount_at_risk', params: { amount: 120_000, points: 12 } },
        { code: 'oldest_due', params: { dueDate: '2025-10-31', points: 10 } },
      ],
    });
  });

  test('a promise not kept is called about before others', () => {
    const life = new Life(morning);
    life.settle();
    life.promise('2026-11-30', 10_000);
    life.change({ paymentsAsOf: life.waiting!.until });
    life.pass();
    expect(life.acts.slice(-3)).toEqual(['judgePromise', 'openCallTask', 'wait call_task']);
    const opened = life.made.at(-2)!.decision;
    expect(opened.reasons[0]).toMatchObject({ code: 'promise_broken', params: { promisedFor: '2026-11-30', paid: 0 } });
    expect(opened.act).toMatchObject({ priority: 50 });
  });
});

describe('payments', () => {
  test('payment in full takes the task out and leaves the windows', () => {
    const life = new Life(morning);
    life.settle();
    life.call('machine_message');
    life.pay(30_000);
    expect(life.acts.slice(-2)).toEqual(['withdrawTask', 'wait windows']);
    expect(reasonsOf(life)).toEqual(['paid_in_full', 'all_settled']);
  });

  test('payment in full pulls the letter before it leaves, and a cancelled payment asks for another', () => {
    const life = new Life(morning, { facts: { phones: [] } });
    life.settle();
    life.pay(30_000);
    expect(life.acts.slice(-2)).toEqual(['pullLetter', 'closeEpisode']);
    life.change({ lines: [aLine()] });
    life.settle();
    expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'spacing' });
    life.pass();
    expect(life.acts.slice(-2)).toEqual(['requestLetter', 'wait letter_batch']);
    expect(life.facts.intents.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test('a leased task is not withdrawn: the plan looks again', () => {
    const life = new Life(morning);
    life.settle();
    life.change({ tasks: [{ ...life.openTask!, leased: true }] });
    life.pay(30_000);
    expect(life.waiting).toMatchObject({
      act: { kind: 'wait', for: 'call_task' },
      until: instantAt('2026-11-25', '08:45'),
    });
    expect(reasonsOf(life)).toContain('task_leased');
  });

  test('who says that it is paid is left alone until the data could show it', () => {
    const life = new Life(morning);
    life.settle();
    life.call('claims_paid');
    expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'payment_data' });
    life.change({ paymentsAsOf: instantAt('2026-11-29', '00:00') });
    life.moveTo(instantAt('2026-11-30', '08:30'));
    expect(life.openTask).not.toBeNull();
  });

  test('a line taken off the book ends the episode as taken off', () => {
    const life = new Life(morning);
    life.settle();
    life.change({ lines: [aLine({ balance: 0, removed: true })] });
    life.settle();
    expect(life.made.at(-1)?.decision.act).toEqual({ kind: 'closeEpisode', reason: 'taken_off_book' });
  });
});

describe('promises', () => {
  function promised(amount = 10_000) {
    const life = new Life(morning);
    life.settle();
    life.promise('2026-11-30', amount);
    return life;
  }

  test('a promise stops calls and letters until it is judged on the third operating day', () => {
    const life = promised();
    expect(life.openTask).toBeNull();
    expect(life.waiting).toMatchObject({
      act: { kind: 'wait', for: 'promise' },
      until: instantAt('2026-12-03', '08:30'),
    });
  });

  test('it is kept at the very moment the amount is paid, and the rest is not asked for at once', () => {
    const life = promised();
    life.now = instantAt('2026-11-27', '07:00');
    life.pay(10_000);
    expect(life.acts.at(-3)).toBe('judgePromise');
    expect(life.facts.promises[0]?.state).toBe('kept');
    expect(life.openTask!.notBefore >= instantAt(calendar.addOperatingDays('2026-11-27', 3), '08:30')).toBe(true);
  });

  test('it is not judged on data that ends before its last day, but provisionally after fourteen days', () => {
    const life = promised();
    life.change({ paymentsAsOf: instantAt('2026-11-30', '18:00') });
    life.pass();
    expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'payment_data' });
    while (life.facts.promises[0]?.state === 'open') life.pass();
    expect(life.now).toEqual(instantAt('2026-12-14', '08:30'));
    expect(life.made.map(({ decision }) => decision.act)).toContainEqual({
      kind: 'judgePromise',
      promiseId: life.facts.promises[0]!.id,
      verdict: 'broken',
      paid: 0,
      provisional: true,
    });
  });

  test('part of it is partly, and two promises not kept are handed over', () => {
    const life = promised();
    life.now = instantAt('2026-11-27', '07:00');
    life.pay(4_000);
    life.change({ paymentsAsOf: instantAt('2026-12-03', '00:00') });
    life.pass();
    expect(life.facts.promises[0]?.state).toBe('partly');
    life.promise('2026-12-10', 5_000);
    life.change({ paymentsAsOf: life.waiting!.until });
    life.pass();
    expect(life.made.map(({ decision }) => decision.act)).toContainEqual({
      kind: 'handOff',
      reason: 'promises_broken',
    });
    expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'hand_over' });
  });

  test('the rule may want a reminder on the operating day before, sent once', () => {
    const rules = defaultRules('city_tax');
    const life = new Life(morning, { rules: { ...rules, promise: { ...rules.promise, remindBySms: true } } });
    life.settle();
    life.promise('2026-12-04', 10_000);
    life.change({ paymentsAsOf: instantAt('2026-12-03', '00:00') });
    while (life.facts.intents.length === 0) life.pass();
    expect(life.made.at(-2)?.decision.act).toMatchObject({ kind: 'sendSms', step: 0, purpose: 'promise_reminder' });
    expect(life.now).toEqual(calendar.nextOpening(instantAt('2026-12-03', '00:00'), 'any')?.from);
    expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'promise' });
  });
});

describe('holds', () => {
  test('a hold takes the task back, and after it the home rests two operating days before one single call', () => {
    const life = new Life(morning);
    life.settle();
    life.hold({ until: '2026-12-20' });
    expect(life.acts.slice(-2)).toEqual(['withdrawTask', 'wait hold']);
    expect(life.waiting?.until).toEqual(instantAt('2026-12-21', '00:00'));
    life.now = life.waiting!.until!;
    life.releaseHolds();
    expect(life.waiting).toMatchObject({
      act: { kind: 'wait', for: 'spacing' },
      until: instantAt(calendar.addOperatingDays('2026-12-21', 2), '08:30'),
    });
    const before = life.acts.length;
    life.pass();
    expect(life.acts.slice(before)).toEqual(['openCallTask', 'wait call_task']);
  });

  test('waits that ran out during a long hold do not fire together afterwards', () => {
    const life = new Life(morning, { facts: { phones: [] } });
    life.settle();
    life.handOverLetter();
    life.change({ phones: [aPhone()] });
    life.hold();
    life.now = instantAt('2027-03-01', '10:00');
    life.releaseHolds();
    while (!life.openTask) life.pass();
    expect(dateOf(life.now)).toBe(calendar.addOperatingDays('2027-03-01', 2));
    expect(life.acts.slice(-3)).toEqual(['enterStep', 'openCallTask', 'wait call_task']);
  });

  test('a hold on calls without an end goes on by letter, one with an end is waited for', () => {
    const blocks = { call: true, sms: false, letter: false };
    const endless = new Life(morning);
    endless.settle();
    endless.hold({ blocks });
    expect(endless.acts.slice(-4)).toEqual(['withdrawTask', 'enterStep', 'requestLetter', 'wait letter_batch']);

    const short = new Life(morning);
    short.settle();
    short.hold({ blocks, until: '2026-12-01' });
    expect(short.waiting).toMatchObject({
      act: { kind: 'wait', for: 'hold' },
      until: instantAt('2026-12-02', '00:00'),
    });
  });

  test('held and time-barred lines are not dunned for, the others are', () => {
    const held = aLine({ id: 'held', held: true, balance: 50_000 });
    const barred = aLine({ id: 'barred', prescriptionDate: '2026-11-25', balance: 70_000 });
    const life = new Life(morning, { facts: { lines: [held, barred, aLine()] } });
    life.settle();
    expect(life.waiting?.inputs).toMatchObject({ amount: 30_000, lines: 1 });
    life.change({ lines: [held, barred] });
    life.settle();
    expect(life.acts.slice(-2)).toEqual(['withdrawTask', 'wait hold']);
    expect(reasonsOf(life)).toEqual(['hold_active', 'prescribed']);
  });

  test('a line becomes time-barred at midnight: the wait ends then', () => {
    const life = new Life(morning, { facts: { lines: [aLine({ prescriptionDate: '2026-12-10' })] } });
    life.settle();
    expect(life.waiting?.until).toEqual(instantAt('2026-12-10', '00:00'));
    life.pass();
    expect(life.acts.slice(-2)).toEqual(['withdrawTask', 'wait hold']);
  });
});

describe('hand-overs', () => {
  test('the department has the case until it returns it; then the table begins anew after a rest', () => {
    const life = new Life(morning, { facts: { phones: [] } });
    life.settle();
    life.change({ handOver: { id: 'sent', state: 'received' } });
    life.settle();
    expect(life.acts.slice(-2)).toEqual(['pullLetter', 'wait hand_over']);
    life.change({ phones: [aPhone()] });
    life.now = instantAt('2026-12-07', '15:00');
    life.returnCase();
    expect(reasonsOf(life)).toEqual(['returned_by_department']);
    life.pass();
    expect(life.acts.slice(-3)).toEqual(['enterStep', 'openCallTask', 'wait call_task']);
    expect(life.facts.step).toBe(1);
  });

  test('a case returned while the decision waited for the lock is returned now', () => {
    const later = new Date(morning.getTime() + 50);
    const entered = { step: 6, stepEnteredAt: instantAt('2026-11-02', '10:00') };
    const life = new Life(morning, { facts: { ...entered, returnedAt: later } });
    life.settle();
    expect(life.acts).toEqual(['wait spacing']);
    life.moveTo(new Date(later.getTime() + 5_000));
    life.pass();
    expect(life.acts.slice(-3)).toEqual(['enterStep', 'openCallTask', 'wait call_task']);
  });

  test('paid while it is handed over: the windows close, the episode stays open until the department is done', () => {
    const life = new Life(morning);
    life.settle();
    life.call('machine_message');
    life.change({ handOver: { id: 'sent', state: 'sent' }, paymentsAsOf: instantAt('2027-06-01', '00:00') });
    life.settle();
    expect(life.acts.slice(-2)).toEqual(['withdrawTask', 'wait hand_over']);
    life.pass();
    life.pay(30_000);
    expect(life.facts.windows[0]?.state).toBe('closed');
    expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'hand_over' });
    life.change({ handOver: { id: 'sent', state: 'done' } });
    life.settle();
    expect(life.closed).toBe(true);
  });

  test('what the table could not move is handed over at its end', () => {
    const life = new Life(morning, { facts: { phones: [] } });
    life.settle();
    life.handOverLetter();
    life.pass();
    expect(life.made.map(({ decision }) => decision.act)).toContainEqual({ kind: 'handOff', reason: 'rule_end' });
  });
});

describe('terms, data and seasons', () => {
  test('nobody is reminded before the term of the demand letter is over', () => {
    const life = new Life(morning, { facts: { lines: [aLine({ demandDate: '2026-11-20' })] } });
    life.settle();
    expect(life.waiting).toMatchObject({
      act: { kind: 'wait', for: 'demand_term' },
      until: instantAt('2026-12-01', '00:00'),
    });
    life.moveTo(new Date(instantAt('2026-12-01', '00:00').getTime() - 1_000));
    expect(life.waiting?.act).toEqual({ kind: 'wait', for: 'demand_term' });
    life.moveTo(instantAt('2026-12-01', '00:00'));
    expect(life.acts.at(-1)).toBe('wait call_task');
  });

  test('without a demand letter only a fact can change that', () => {
    const life = new Life(morning, { facts: { lines: [aLine({ demandDate: null })] } });
    expect(life.settle()).toMatchObject({ act: { kind: 'wait', for: 'demand_term' }, until: null });
  });

  test('a letter waits for payment data that is not too old', () => {
    const life = new Life(morning, { facts: { phones: [], paymentsAsOf: instantAt('2026-11-17', '18:00') } });
    life.settle();
    expect(life.waiting).toMatchObject({
      act: { kind: 'wait', for: 'payment_data' },
      until: instantAt('2026-11-26', '08:30'),
    });
    life.change({ paymentsAsOf: instantAt('2026-11-18', '00:00') });
    life.settle();
    expect(life.acts.slice(-2)).toEqual(['requestLetter', 'wait letter_batch']);
  });

  test('childcare fees wait for their season, and an open call goes when it ends', () => {
    const childcare = {
      rules: defaultRules('childcare'),
      settings: { ...settings, letters: false },
    };
    const early = new Life(instantAt('2026-08-20', '10:00'), { ...childcare, facts: { paymentsAsOf: null } });
    early.settle();
    expect(early.waiting).toMatchObject({
      act: { kind: 'wait', for: 'season' },
      until: instantAt('2026-09-01', '00:00'),
    });
    early.pass();
    expect(early.openTask).not.toBeNull();
    early.pass();
    expect(early.now).toEqual(instantAt('2026-11-01', '00:00'));
    expect(early.acts.slice(-2)).toEqual(['withdrawTask', 'wait season']);
    expect(early.waiting?.until).toEqual(instantAt('2027-02-01', '00:00'));
  });

  test('a protected person gets neither text nor letter, and returned mail stops letters', () => {
    for (const facts of [{ dvProtected: true }, { returnedMail: true }]) {
      const life = new Life(morning, { facts: { ...facts, phones: [] } });
      life.settle();
      expect(life.acts).toEqual(['enterStep', 'handOff', 'wait hand_over']);
      expect(life.facts.letters).toEqual([]);
    }
  });

  test('a letter under way to an address from which mail came back is taken back, and no other is asked for', () => {
    const life = new Life(morning, { facts: { phones: [] } });
    life.settle();
    expect(life.facts.letters).toMatchObject([{ state: 'planned' }]);
    life.change({ returnedMail: true });
    life.settle();
    expect(life.facts.letters).toMatchObject([{ state: 'pulled' }]);
    expect(life.acts).toContain('pullLetter');
    expect(life.acts.at(-1)).toBe('wait hand_over');
  });

  test('a text of unknown outcome stops everything outward until it is reconciled', () => {
    const unknown = {
      id: 'sms',
      kind: 'sms',
      step: 3,
      attempt: 1,
      state: 'unknown',
      refusal: null,
      plannedAt: morning,
      settledAt: null,
    } as const;
    const life = new Life(morning, { facts: { intents: [unknown] } });
    expect(life.settle().act).toEqual({ kind: 'wait', for: 'unknown_intent' });
  });

  test('a text refused after closing is sent at the next opening, under its next attempt', () => {
    const refused = {
      id: 'sms',
      kind: 'sms',
      step: 3,
      attempt: 1,
      state: 'refused',
      refusal: 'outside_hours',
      plannedAt: instantAt('2026-11-25', '16:59'),
      settledAt: instantAt('2026-11-25', '22:10'),
    } as const;
    const miss = (at: Date) =>
      ({ kind: 'call', outcome: 'no_answer', spokeWith: null, session: 'weekday', phoneId: null, at }) as const;
    const life = new Life(instantAt('2026-11-25', '22:10'), {
      facts: {
        step: 3,
        stepEnteredAt: instantAt('2026-11-25', '16:59'),
        intents: [refused],
        contacts: [
          { ...miss(instantAt('2026-11-10', '10:00')), id: 'a', onDate: '2026-11-10' },
          { ...miss(instantAt('2026-11-13', '10:00')), id: 'b', onDate: '2026-11-13' },
        ],
      },
    });
    life.settle();
    expect(life.waiting?.until).toEqual(instantAt('2026-11-26', '09:00'));
    life.pass();
    expect(life.made.at(-2)?.decision.act).toMatchObject({
      kind: 'sendSms',
      step: 3,
      attempt: 2,
      purpose: 'please_call',
    });
  });
});

describe('windows', () => {
  test('a window closes when the data reaches past its last day, and provisionally when none comes', () => {
    const window = {
      id: 'window',
      channel: 'call',
      fromDate: '2026-09-20',
      toDate: '2026-11-19',
      state: 'open',
    } as const;
    const facts = { windows: [window], lines: [aLine({ balance: 0 })] };
    const reached = new Life(morning, { facts: { ...facts, paymentsAsOf: instantAt('2026-11-20', '00:00') } });
    reached.settle();
    expect(reached.made[0]?.decision.act).toEqual({ kind: 'closeWindow', windowId: 'window', provisional: false });
    expect(reached.closed).toBe(true);

    const late = new Life(morning, { facts: { ...facts, paymentsAsOf: instantAt('2026-11-19', '23:59') } });
    expect(late.settle().act).toEqual({ kind: 'wait', for: 'payment_data' });
    while (!late.closed) late.pass();
    expect(late.now).toEqual(instantAt('2026-12-03', '08:30'));
    expect(late.facts.windows[0]?.state).toBe('provisional');
  });
});
