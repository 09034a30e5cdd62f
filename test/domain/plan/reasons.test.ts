import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../domain/default-rules.ts';
import { instantAt } from '../../../domain/time.ts';
import { aContact, aHold, aLetter, anIntent, aPromise, aTask } from '../../helpers/case-facts.ts';
import { decided, thursday } from '../../helpers/decided.ts';
import { aLine, aPhone } from '../../helpers/plan-facts.ts';

const now = thursday;
const rules = defaultRules('city_tax');

const situations: [string, Parameters<typeof decided>, string][] = [
  ['a fresh case', [{ stepEnteredAt: null }], 'enterStep step=1: why line_overdue; why step_condition_met step=1'],
  [
    'the first call',
    [{}],
    'openCallTask step=1 session=weekday notBefore=2026-11-26 10:00 retry=false bestBand=null: why step_condition_met step=1 attempt=1 of=2; why_now session_open session=weekday',
  ],
  [
    'no number, the first step',
    [{ phones: [] }],
    'enterStep step=4: why_not step_condition_missed step=1; why_not step_condition_missed step=2; why_not step_condition_missed step=3; why step_condition_met step=4',
  ],
  ['a hold on everything', [{ holds: [aHold()] }], 'wait for=hold: why hold_active kind=instalments'],
  [
    'two holds, an open call',
    [{ holds: [aHold(), aHold({ id: 'b', kind: 'bankruptcy' })], tasks: [aTask(now)] }],
    'withdrawTask taskId=task: why hold_active kind=bankruptcy; why hold_active kind=instalments',
  ],
  [
    'a hold on calls with an end',
    [{ holds: [aHold({ blocks: { call: true, sms: false, letter: false }, until: '2026-12-10' })] }],
    'wait for=hold, until 2026-12-11 00:00: why hold_active kind=instalments',
  ],
  [
    'a hold on calls without end',
    [{ holds: [aHold({ blocks: { call: true, sms: false, letter: false } })] }],
    'enterStep step=4: why hold_active kind=instalments; why_not step_condition_missed step=2; why_not step_condition_missed step=3; why step_condition_met step=4',
  ],
  [
    'a hold on texts at the text',
    [{ step: 3, holds: [aHold({ blocks: { call: false, sms: true, letter: false } })] }],
    'enterStep step=4: why_not step_condition_missed step=3; why step_condition_met step=4',
  ],
  [
    'a hold that has not begun',
    [{ holds: [aHold({ from: '2026-11-27' })] }],
    'openCallTask step=1 session=weekday notBefore=2026-11-26 10:00 retry=false bestBand=null: why step_condition_met step=1 attempt=1 of=2; why_now session_open session=weekday',
  ],
  [
    'a hold of a line only',
    [{ holds: [aHold({ scope: 'line' })], lines: [aLine({ held: true })] }],
    'wait for=hold: why hold_active kind=instalments',
  ],
  [
    'every line held, no hold known',
    [{ lines: [aLine({ held: true }), aLine({ id: 'b', held: true })], tasks: [aTask(now)] }],
    'withdrawTask taskId=task: why hold_active lines=2',
  ],
  [
    'one line of two held',
    [{ lines: [aLine({ held: true }), aLine({ id: 'b' })] }],
    'openCallTask step=1 session=weekday notBefore=2026-11-26 10:00 retry=false bestBand=null: why step_condition_met step=1 attempt=1 of=2; why_now session_open session=weekday',
  ],
  [
    'every line time-barred',
    [{ lines: [aLine({ prescriptionDate: '2026-11-20' })] }],
    'wait for=hold: why prescribed lines=1',
  ],
  [
    'a hold and a time-barred line',
    [{ holds: [aHold()], lines: [aLine({ prescriptionDate: '2026-11-20' })] }],
    'wait for=hold: why hold_active kind=instalments; why prescribed lines=1',
  ],
  [
    'calls stopped in an emergency',
    [{ stoppedChannels: ['call'], tasks: [aTask(now)] }],
    'withdrawTask taskId=task: why_not channel_stopped channel=call',
  ],
  [
    'all stopped',
    [{ stoppedChannels: ['call', 'sms', 'letter'] }],
    'wait for=hold: why_not channel_stopped channel=call; why_not channel_stopped channel=sms; why_not channel_stopped channel=letter',
  ],
  [
    'all stopped, a call-back asked for',
    [{ stoppedChannels: ['call', 'sms', 'letter'], tasks: [aTask(now, { kind: 'callback', dueAt: now })] }],
    'wait for=hold: why_not channel_stopped channel=call; why_not channel_stopped channel=sms; why_not channel_stopped channel=letter',
  ],
  [
    'the call-back under a hold',
    [{ holds: [aHold()], tasks: [aTask(now, { kind: 'callback', dueAt: now })] }],
    'withdrawTask taskId=task: why hold_active kind=instalments',
  ],
  [
    'after a hold',
    [{ holds: [aHold({ until: '2026-11-25', endedAt: instantAt('2026-11-25', '12:00') })] }],
    'wait for=spacing, until 2026-11-27 08:30: why hold_ended',
  ],
  [
    'after a return',
    [{ returnedAt: instantAt('2026-11-25', '12:00'), stepEnteredAt: instantAt('2026-11-26', '09:00') }],
    'wait for=spacing, until 2026-11-27 08:30: why returned_by_department',
  ],
  [
    'returned before the step',
    [{ returnedAt: instantAt('2026-11-10', '12:00') }],
    'openCallTask step=1 session=weekday notBefore=2026-11-26 10:00 retry=false bestBand=null: why step_condition_met step=1 attempt=1 of=2; why_now session_open session=weekday',
  ],
  [
    'with the department',
    [{ handOver: { id: 'h', state: 'sent' }, tasks: [aTask(now)] }],
    'withdrawTask taskId=task: why handed_over state=sent',
  ],
  [
    'with the department, nothing open',
    [{ handOver: { id: 'h', state: 'received' } }],
    'wait for=hand_over: why handed_over state=received',
  ],
  [
    'reminder term runs',
    [{ lines: [aLine({ demandDate: '2026-11-20' })] }],
    'wait for=demand_term, until 2026-12-01 00:00: why_not demand_term_running lines=1',
  ],
  [
    'no reminder sent',
    [{ lines: [aLine({ demandDate: null })], tasks: [aTask(now)] }],
    'withdrawTask taskId=task: why_not demand_not_sent lines=1',
  ],
  [
    'a call-back asked for',
    [{ tasks: [aTask(now, { kind: 'callback', dueAt: instantAt('2026-11-30', '15:00') })] }],
    'wait for=callback: why callback_requested dueAt=2026-11-30T06:00:00.000Z',
  ],
  [
    'a call-back beside a call',
    [{ tasks: [aTask(now), aTask(now, { id: 'back', kind: 'callback', dueAt: null })] }],
    'withdrawTask taskId=task: why callback_requested',
  ],
  [
    'out of season',
    [{}, { seasonMonths: [2] }],
    'wait for=season, until 2027-02-01 00:00: why_not outside_season from=2027-02-01',
  ],
  [
    'out of season with a call',
    [{ tasks: [aTask(now)] }, { seasonMonths: [2] }],
    'withdrawTask taskId=task: why_not outside_season',
  ],
  [
    'an effect unknown',
    [{ intents: [anIntent(now, { state: 'unknown', kind: 'print' })] }],
    'wait for=unknown_intent: why_not unknown_outcome kind=print',
  ],
  [
    'a text under way',
    [{ intents: [anIntent(now, { state: 'attempted' })] }],
    'wait for=sms_result: why_not unknown_outcome kind=sms',
  ],
  [
    'a call without its result',
    [{ tasks: [aTask(now, { state: 'no_result' })] }],
    'wait for=call_task: why_not task_open state=no_result',
  ],
  [
    'says it is paid',
    [
      {
        paymentsAsOf: instantAt('2026-11-20', '06:00'),
        contacts: [aContact({ outcome: 'claims_paid', spokeWith: 'self', at: instantAt('2026-11-24', '10:00') })],
      },
    ],
    'wait for=payment_data, until 2026-11-30 08:30: why hold_active kind=claims_paid; why_not payment_data_old reaches=2026-11-27',
  ],
  [
    'two promises broken',
    [
      {
        promises: [
          aPromise({ id: 'a', state: 'broken', promisedFor: '2026-11-01', judgedAt: instantAt('2026-11-05', '09:00') }),
          aPromise({ id: 'b', state: 'broken', promisedFor: '2026-11-15', judgedAt: instantAt('2026-11-20', '09:00') }),
        ],
        tasks: [aTask(now)],
      },
    ],
    'withdrawTask taskId=task: why broken_promises_limit count=2 limit=2',
  ],
  [
    'two promises broken, nothing open',
    [
      {
        promises: [
          aPromise({ id: 'a', state: 'broken', promisedFor: '2026-11-01', judgedAt: instantAt('2026-11-05', '09:00') }),
          aPromise({ id: 'b', state: 'broken', promisedFor: '2026-11-15', judgedAt: instantAt('2026-11-20', '09:00') }),
        ],
      },
    ],
    'handOff reason=promises_broken: why broken_promises_limit count=2 limit=2',
  ],
  ['a letter under way', [{ letters: [aLetter()] }], 'wait for=letter_batch: why letter_under_way step=4'],
  [
    'a letter under way beside a call',
    [{ letters: [aLetter()], tasks: [aTask(now)] }],
    'withdrawTask taskId=task: why letter_under_way step=4',
  ],
  [
    'a letter to an address that sent mail back',
    [{ letters: [aLetter()], returnedMail: true }],
    'pullLetter letterId=letter: why_not returned_mail',
  ],
  ['a call in the queue', [{ tasks: [aTask(now)] }], 'wait for=call_task: why task_open step=1 session=weekday'],
  ['a call without a number', [{ tasks: [aTask(now)], phones: [] }], 'withdrawTask taskId=task: why no_phone_known'],
  [
    'a call after the home was rung',
    [{ tasks: [aTask(now)], unitRingsAt: [instantAt('2026-11-26', '09:30')] }],
    'withdrawTask taskId=task: why_not daily_cap_reached date=2026-11-26',
  ],
  [
    'the same, being called',
    [{ tasks: [aTask(now, { leased: true })], unitRingsAt: [instantAt('2026-11-26', '09:30')] }],
    'wait for=call_task, until 2026-11-26 10:15: why task_open step=1 session=weekday; why_not task_leased',
  ],
  [
    'a call whose session is gone',
    [{ tasks: [aTask(now, { session: 'holiday', notBefore: instantAt('2026-11-27', '10:00') })] }],
    'withdrawTask taskId=task: why calendar_changed date=2026-11-27',
  ],
  [
    'the same, being called',
    [{ tasks: [aTask(now, { session: 'holiday', leased: true, notBefore: instantAt('2026-11-27', '10:00') })] }],
    'wait for=call_task, until 2026-11-26 10:15: why task_open step=1 session=holiday; why_not task_leased',
  ],
  [
    'a call for any session later',
    [{ tasks: [aTask(now, { session: 'any', notBefore: instantAt('2026-11-27', '10:00') })] }],
    'withdrawTask taskId=task: why calendar_changed date=2026-11-27',
  ],
  [
    'a promise broken',
    [
      {
        promises: [
          aPromise({ state: 'broken', promisedFor: '2026-11-15', judgedAt: instantAt('2026-11-20', '09:00') }),
        ],
      },
    ],
    'openCallTask step=1 session=any notBefore=2026-11-26 10:00 retry=false bestBand=null: why promise_broken promisedFor=2026-11-15 amount=30000 paid=0; why_now session_open session=weekday',
  ],
  [
    'a promise kept in part',
    [
      {
        promises: [
          aPromise({
            state: 'partly',
            paid: 10_000,
            promisedFor: '2026-11-15',
            judgedAt: instantAt('2026-11-20', '09:00'),
          }),
        ],
      },
    ],
    'openCallTask step=1 session=any notBefore=2026-11-26 10:00 retry=false bestBand=null: why promise_partly_kept promisedFor=2026-11-15 amount=30000 paid=10000; why_now session_open session=weekday',
  ],
  [
    'a promise open',
    [{ promises: [aPromise()] }],
    'wait for=promise, until 2026-12-09 08:30: why promise_open promisedFor=2026-12-04 amount=30000',
  ],
  [
    'a promise open beside a call and a letter',
    [{ promises: [aPromise()], tasks: [aTask(now)] }],
    'withdrawTask taskId=task: why promise_open promisedFor=2026-12-04 amount=30000',
  ],
  [
    'a promise to be reminded of today',
    [{ promises: [aPromise({ promisedFor: '2026-11-27' })] }, { promise: { ...rules.promise, remindBySms: true } }],
    'sendSms step=0 attempt=1 phoneId=mobile purpose=promise_reminder: why promise_open promisedFor=2026-11-27 amount=30000; why_now promise_due promisedFor=2026-11-27',
  ],
  [
    'a promise to be reminded of later',
    [{ promises: [aPromise()] }, { promise: { ...rules.promise, remindBySms: true } }],
    'wait for=promise, until 2026-12-03 00:00: why promise_open promisedFor=2026-12-04 amount=30000',
  ],
  [
    'a promise that is paid',
    [{ promises: [aPromise({ paid: 30_000 })] }],
    'judgePromise promiseId=promise verdict=kept paid=30000 provisional=false: why promise_kept promisedFor=2026-12-04 amount=30000 paid=30000',
  ],
  [
    'a promise over, data there',
    [{ promises: [aPromise({ madeAt: instantAt('2026-11-10', '10:00'), promisedFor: '2026-11-16' })] }],
    'judgePromise promiseId=promise verdict=broken paid=0 provisional=false: why promise_broken promisedFor=2026-11-16 amount=30000 paid=0; why_now promise_due promisedFor=2026-11-16',
  ],
  [
    'a promise over, half paid',
    [{ promises: [aPromise({ madeAt: instantAt('2026-11-10', '10:00'), promisedFor: '2026-11-16', paid: 10_000 })] }],
    'judgePromise promiseId=promise verdict=partly paid=10000 provisional=false: why promise_partly_kept promisedFor=2026-11-16 amount=30000 paid=10000; why_now promise_due promisedFor=2026-11-16',
  ],
  [
    'a promise over, data old',
    [
      {
        paymentsAsOf: instantAt('2026-11-15', '06:00'),
        promises: [aPromise({ madeAt: instantAt('2026-11-10', '10:00'), promisedFor: '2026-11-16' })],
      },
    ],
    'wait for=payment_data, until 2026-11-27 08:30: why promise_open promisedFor=2026-11-16 amount=30000',
  ],
  [
    'paid in full',
    [{ lines: [aLine({ balance: 0 })] }],
    'closeEpisode reason=settled: why paid_in_full; why all_settled',
  ],
  [
    'paid in full with a call open',
    [{ lines: [aLine({ balance: 0 })], tasks: [aTask(now)] }],
    'withdrawTask taskId=task: why paid_in_full',
  ],
  [
    'taken off the book',
    [{ lines: [aLine({ balance: 0, removed: true })] }],
    'closeEpisode reason=taken_off_book: why taken_off_book; why all_settled',
  ],
  [
    'paid in full, a window open',
    [
      {
        lines: [aLine({ balance: 0 })],
        windows: [{ id: 'w', channel: 'call', fromDate: '2026-11-01', toDate: '2026-12-30', state: 'open' }],
      },
    ],
    'wait for=windows, until 2027-01-04 08:30: why paid_in_full; why all_settled',
  ],
  [
    'paid in full, with the department',
    [{ lines: [aLine({ balance: 0 })], handOver: { id: 'h', state: 'answered' } }],
    'wait for=hand_over: why handed_over; why paid_in_full',
  ],
  [
    'paid in full, a text unknown',
    [{ lines: [aLine({ balance: 0 })], intents: [anIntent(now, { state: 'unknown' })] }],
    'wait for=unknown_intent: why_not unknown_outcome kind=sms',
  ],
  [
    'the text',
    [{ step: 3, contacts: [aContact(), aContact({ id: 'b', at: instantAt('2026-11-19', '10:00') })] }],
    'sendSms step=3 attempt=1 phoneId=mobile purpose=please_call: why step_condition_met step=3 attempt=1 of=1; why calls_unanswered count=2; why mobile_known; why_now session_open',
  ],
  [
    'the text on old data',
    [
      {
        step: 3,
        paymentsAsOf: instantAt('2026-11-10', '06:00'),
        contacts: [aContact(), aContact({ id: 'b', at: instantAt('2026-11-19', '10:00') })],
      },
    ],
    'wait for=payment_data, until 2026-11-27 08:30: why_not payment_data_old asOf=2026-11-09T21:00:00.000Z maxDays=7',
  ],
  [
    'the text to nobody',
    [
      {
        step: 3,
        phones: [aPhone({ kind: 'landline' })],
        contacts: [aContact(), aContact({ id: 'b', at: instantAt('2026-11-19', '10:00') })],
      },
    ],
    'enterStep step=4: why_not step_condition_missed step=3; why step_condition_met step=4',
  ],
  [
    'the text, texts stopped',
    [
      {
        step: 3,
        stoppedChannels: ['sms'],
        contacts: [aContact(), aContact({ id: 'b', at: instantAt('2026-11-19', '10:00') })],
      },
    ],
    'wait for=hold: why_not channel_stopped step=3 channel=sms',
  ],
  [
    'after the text',
    [
      {
        step: 3,
        intents: [
          anIntent(now, { plannedAt: instantAt('2026-11-25', '10:00'), settledAt: instantAt('2026-11-25', '10:00') }),
        ],
        contacts: [
          aContact({
            id: 'sms',
            kind: 'sms',
            outcome: 'sms_accepted',
            at: instantAt('2026-11-25', '10:00'),
            session: null,
          }),
          aContact(),
          aContact({ id: 'b', at: instantAt('2026-11-19', '10:00') }),
        ],
      },
    ],
    'wait for=after_sms, until 2026-12-02 08:30: why attempts_used step=3 count=1',
  ],
  ['the letter', [{ step: 4 }], 'requestLetter step=4 attempt=1: why step_condition_met step=4 attempt=1 of=1'],
  [
    'the letter on old data',
    [{ step: 4, paymentsAsOf: null }],
    'wait for=payment_data, until 2026-11-27 08:30: why_not payment_data_old asOf= maxDays=7',
  ],
  [
    'the letter, none allowed',
    [{ step: 4 }, {}, { letters: false }],
    'enterStep step=6: why_not letters_not_allowed step=4; why_not step_condition_missed step=5; why step_condition_met step=6',
  ],
  [
    'the letter, protected',
    [{ step: 4, dvProtected: true }],
    'enterStep step=6: why_not dv_protected step=4; why_not step_condition_missed step=5; why step_condition_met step=6',
  ],
  [
    'the letter, one spoiled today',
    [
      {
        step: 4,
        intents: [
          anIntent(now, { kind: 'print', step: 4, state: 'cancelled', settledAt: instantAt('2026-11-26', '09:00') }),
        ],
      },
    ],
    'wait for=spacing, until 2026-11-27 08:30: why step_condition_met step=4 attempt=1 of=1; why_not minimum_gap',
  ],
  [
    'the letter, one came two weeks ago',
    [{ step: 4, letterBefore: '2026-11-10' }],
    'wait for=after_letter, until 2026-12-08 08:30: why letter_under_way designatedDue=2026-11-24',
  ],
  [
    'after the letter',
    [
      {
        step: 4,
        intents: [anIntent(now, { kind: 'print', step: 4, plannedAt: instantAt('2026-11-18', '10:00') })],
        letters: [aLetter({ state: 'handed_over', handedOverOn: '2026-11-20', designatedDue: '2026-12-04' })],
      },
    ],
    'wait for=after_letter, until 2026-12-09 08:30: why letter_under_way designatedDue=2026-12-04',
  ],
  ['the department at the end', [{ step: 6 }], 'handOff reason=rule_end: why step_condition_met step=6'],
  [
    'the department in the middle for the amount',
    [
      { step: 1 },
      {
        steps: [
          { ...rules.steps[5]!, no: 1, condition: { field: 'amount', op: '>=', value: 10_000 } },
          { ...rules.steps[3]!, no: 2 },
        ],
      },
    ],
    'handOff reason=large_amount: why step_condition_met step=1',
  ],
  [
    'the department for broken promises',
    [
      { step: 1 },
      {
        steps: [
          {
            ...rules.steps[5]!,
            no: 1,
            condition: { any: [{ all: [{ field: 'broken_promises', op: '<=', value: 3 }] }] },
          },
          { ...rules.steps[3]!, no: 2 },
        ],
      },
    ],
    'handOff reason=promises_broken: why step_condition_met step=1',
  ],
  [
    'the department, condition missed',
    [
      { step: 1 },
      {
        steps: [
          { ...rules.steps[5]!, no: 1, condition: { field: 'amount', op: '>=', value: 1_000_000 } },
          { ...rules.steps[3]!, no: 2 },
        ],
      },
    ],
    'enterStep step=2: why_not step_condition_missed step=1; why step_condition_met step=2',
  ],
  ['the table is over', [{ step: 9 }], 'handOff reason=rule_end: why steps_exhausted'],
];

describe('what is decided, until when, and why', () => {
  test.each(situations)('%s', (_what, [facts, own, more], words) => {
    expect(decided(facts, own, more)).toBe(words);
  });
});
