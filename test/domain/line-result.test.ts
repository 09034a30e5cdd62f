import { describe, expect, test } from '@jest/globals';
import {
  countsAsAttempt,
  isOwnTrunksFault,
  type LineFacts,
  lineResult,
  type LineResult,
  lineResults,
  marksNumberDead,
} from '../../domain/line-result.ts';

const dialled: LineFacts = {
  operatorUp: true,
  answered: false,
  ringing: false,
  progress: false,
  weHungUp: false,
  cause: null,
  techCause: null,
  elapsedMs: 300,
  timeoutMs: 30_000,
  operatorSaysMachine: false,
};
const rang = { ringing: true };
const fullTime = { elapsedMs: 30_004 };

type Row = [what: string, facts: Partial<LineFacts>, result: LineResult];

function expectRows(rows: Row[]): void {
  test.each(rows)('%s', (_what, facts, result) => {
    expect(lineResult({ ...dialled, ...facts })).toBe(result);
  });
}

describe('what the carrier did, as measured', () => {
  expectRows([
    ['…0001 answers', { ...rang, answered: true, cause: 16 }, 'answered'],
    ['…0002 is busy after 180', { ...rang, cause: 17, techCause: 486 }, 'busy'],
    ['…0003 does not exist', { cause: 1, techCause: 404 }, 'unallocated'],
    ['…0004 rings for ever', { ...rang, ...fullTime, cause: 19, techCause: 480 }, 'no_answer'],
    [
      '…0005 is a machine, the operator says',
      { ...rang, answered: true, cause: 16, operatorSaysMachine: true },
      'answering_machine',
    ],
    ['…0006 rejects', { ...rang, cause: 21, techCause: 403 }, 'rejected'],
    ['…0007 is off', { cause: 19, techCause: 480 }, 'unreachable'],
    ['…0008 no circuit', { cause: 34, techCause: 503 }, 'network_failure'],
    ['…0009 has changed', { cause: 22, techCause: 410 }, 'number_changed'],
    ['…0011 is too short', { cause: 28, techCause: 484 }, 'invalid_number'],
    ['…0012 is announced as unused', { progress: true, cause: 1, techCause: 404, elapsedMs: 5_000 }, 'unallocated'],
    ['…0013 out of order', { cause: 27, techCause: 502 }, 'network_failure'],
    ['604', { cause: 1, techCause: 604 }, 'unallocated'],
    ['603', { cause: 21, techCause: 603 }, 'rejected'],
    ['600', { cause: 17, techCause: 600 }, 'busy'],
    ['408 before the limit', { cause: 18, techCause: 408 }, 'unreachable'],
    ['488', { cause: 58, techCause: 488 }, 'network_failure'],
    ['500', { cause: 38, techCause: 500 }, 'network_failure'],
    ['433', { cause: 127, techCause: 433 }, 'rejected'],
    ['607', { cause: 127, techCause: 607 }, 'rejected'],
    ['302', { cause: 23, techCause: 302 }, 'number_changed'],
    ['nobody listens', { ...fullTime, cause: 19, techCause: 480 }, 'network_failure'],
  ]);
});

describe('the order of the rules', () => {
  expectRows([
    [
      'the operator never took the call, whatever else',
      { operatorUp: false, cause: 19, weHungUp: true },
      'operator_unavailable',
    ],
    ['a hang-up after the answer is an answer', { answered: true, weHungUp: true }, 'answered'],
    ['the machine needs an answer', { ...rang, operatorSaysMachine: true, cause: 17 }, 'busy'],
    ['a hang-up before the answer', { ...rang, weHungUp: true, cause: 17, techCause: 486 }, 'cancelled'],
    ['busy goes before dead', { cause: 17, techCause: 404 }, 'busy'],
    ['cause alone: busy', { cause: 17 }, 'busy'],
    ['status alone: dead', { techCause: 404 }, 'unallocated'],
    ['status alone: changed', { techCause: 410 }, 'number_changed'],
    ['status alone: wrong', { techCause: 400 }, 'invalid_number'],
    ['status alone: rang out', { ...rang, techCause: 480 }, 'no_answer'],
    ['cause alone: network', { cause: 41 }, 'network_failure'],
    ['cause alone: congestion', { cause: 42 }, 'network_failure'],
    ['cause alone: no circuit', { cause: 44 }, 'network_failure'],
    ['cause alone: rejected', { cause: 21 }, 'rejected'],
    ['subscriber absent', { cause: 20 }, 'unreachable'],
  ]);
});

describe('gaps of the table, closed', () => {
  expectRows([
    ['16 without an answer', { ...rang, cause: 16 }, 'no_answer'],
    ['20 after ringing', { ...rang, cause: 20 }, 'no_answer'],
    ['20 without ringing at the limit', { ...fullTime, cause: 20 }, 'unreachable'],
    ['408 without ringing at the limit', { ...fullTime, cause: 18, techCause: 408 }, 'no_answer'],
    ['no cause at all', {}, 'unknown'],
    ['cause 0 is no cause', { ...rang, cause: 0 }, 'unknown'],
    ['a cause of no rule', { cause: 3 }, 'unknown'],
    ["401 is our own trunk's fault", { cause: 21, techCause: 401 }, 'network_failure'],
    ["407 is our own trunk's fault", { cause: 21, techCause: 407 }, 'network_failure'],
    ['cause 1 with 5xx says nothing of the number', { cause: 1, techCause: 500 }, 'network_failure'],
    ['cause 22 with 5xx says nothing of the number', { cause: 22, techCause: 503 }, 'network_failure'],
    ['cause 28 with 5xx says nothing of the number', { cause: 28, techCause: 599 }, 'network_failure'],
    ['an announcement is not ringing', { progress: true, cause: 19, techCause: 480 }, 'unreachable'],
    ['an announcement up to the limit', { progress: true, ...fullTime, cause: 19, techCause: 480 }, 'unreachable'],
    ['just under the limit', { elapsedMs: 29_499, cause: 19, techCause: 480 }, 'unreachable'],
    ['at the limit, within the clocks’ slack', { elapsedMs: 29_500, cause: 19, techCause: 480 }, 'network_failure'],
  ]);
});

test('only the own trunk refused is an alarm of its own', () => {
  expect([401, 407, 403, null].map((techCause) => isOwnTrunksFault({ techCause }))).toEqual([true, true, false, false]);
});

test('all but what never went to the debtor counts as an attempt', () => {
  expect(lineResults.filter((result) => !countsAsAttempt(result))).toEqual(['operator_unavailable', 'cancelled']);
});

test('three results take a number out of use', () => {
  expect(lineResults.filter(marksNumberDead)).toEqual(['unallocated', 'number_changed', 'invalid_number']);
});

describe('one sign alone is enough', () => {
  expectRows([
    ['busy by its SIP status', { techCause: 486 }, 'busy'],
    ['busy everywhere by its SIP status', { techCause: 600 }, 'busy'],
    ['changed by its cause', { cause: 22 }, 'number_changed'],
    ['redirected by its cause', { cause: 23 }, 'number_changed'],
    ['moved by its SIP status', { techCause: 302 }, 'number_changed'],
    ['unallocated by its cause', { cause: 1 }, 'unallocated'],
    ['nowhere by its SIP status', { techCause: 604 }, 'unallocated'],
    ['incomplete by its cause', { cause: 28 }, 'invalid_number'],
    ['incomplete by its SIP status', { techCause: 484 }, 'invalid_number'],
    ['rung out by its cause', { ...fullTime, cause: 18 }, 'no_answer'],
    ['timed out by its SIP status', { ...fullTime, techCause: 408 }, 'no_answer'],
    ['a status above the server errors is none of them', { cause: 1, techCause: 600 }, 'busy'],
    ['of the carrier’s failure the cause says nothing', { cause: 1, techCause: 503 }, 'network_failure'],
  ]);
});
