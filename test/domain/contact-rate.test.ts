import { expect, test } from '@jest/globals';
import { contactRates, type RatedCall } from '../../domain/contact-rate.ts';

function aCall(callId: string, call: Partial<RatedCall> = {}): RatedCall {
  return { callId, groupCode: 'tax', debtorId: 'a', hasNumber: true, outcomes: ['no_answer'], ...call };
}

test('a talk about three accounts is one contact, a machine is none', () => {
  const calls = [
    aCall('1', { outcomes: ['promise', 'talked_no_promise', 'talked_no_promise'] }),
    aCall('2', { debtorId: 'b', outcomes: ['machine_message'] }),
    aCall('3', { debtorId: 'c' }),
    aCall('4', { debtorId: 'c', outcomes: ['message_left_household'] }),
  ];
  expect(contactRates(calls).calls).toEqual({ connected: 2, of: 4, rate: 0.5 });
});

test('a call about two groups counts in both', () => {
  const calls = [aCall('1', { outcomes: ['promise'] }), aCall('1', { groupCode: 'premiums', outcomes: ['referred'] })];
  expect(contactRates(calls).calls).toEqual({ connected: 2, of: 2, rate: 1 });
});

test('targets count once however often they were called, those with a number apart', () => {
  const calls = [
    aCall('1'),
    aCall('2', { outcomes: ['promise'] }),
    aCall('3', { debtorId: 'b', hasNumber: false }),
    aCall('4', { debtorId: 'c' }),
  ];
  expect(contactRates(calls).targets).toEqual({ connected: 1, of: 3, rate: 1 / 3 });
  expect(contactRates(calls).targetsWithNumber).toEqual({ connected: 1, of: 2, rate: 0.5 });
});

test('without calls there is no rate', () => {
  expect(contactRates([]).calls).toEqual({ connected: 0, of: 0, rate: null });
});
