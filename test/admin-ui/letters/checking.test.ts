import { describe, expect, test } from '@jest/globals';
import { countsOf, nextOpen, proposedRound, standing } from '../../../admin-ui/letters/checking.ts';
import type { Batch, Letter } from '../../../admin-ui/letters/queries.ts';
import { remaining, stageState } from '../../../admin-ui/letters/stages.ts';

const [ME, OTHER] = ['me', 'other'];

describe('the queue of envelopes', () => {
  test('the second round is open for everybody but the first checker', () => {
    const letter = envelope(1, { checks: [check(1, ME)] });
    expect(standing(letter, 2, ME)).toBe('own');
    expect(standing(letter, 2, OTHER)).toBe('open');
    expect(standing(letter, 1, OTHER)).toBe('matched');
  });

  test('an envelope without its first check waits in the second round', () => {
    expect(standing(envelope(1), 2, OTHER)).toBe('waits_first');
  });

  test('a pulled envelope is gone in both rounds, whatever was checked before', () => {
    const letter = envelope(1, { state: 'pulled', checks: [check(1, ME)] });
    expect([standing(letter, 1, OTHER), standing(letter, 2, OTHER)]).toEqual(['gone', 'gone']);
  });

  test('the next envelope follows the one just done and begins again at the front', () => {
    const letters = [envelope(1), envelope(2, { checks: [check(1, ME)] }), envelope(3)];
    expect(nextOpen(letters, 1, ME, 1)?.envelope_no).toBe(3);
    expect(nextOpen(letters, 1, ME, 3)?.envelope_no).toBe(1);
  });

  test('the first round is proposed until every envelope has it', () => {
    expect(proposedRound([envelope(1), envelope(2, { checks: [check(1, ME)] })], ME)).toBe(1);
    expect(proposedRound([envelope(1, { checks: [check(1, ME)] })], OTHER)).toBe(2);
  });
});

test('what was printed is enclosed, spoiled, pulled or still open; what was refused before is not counted', () => {
  const letters = [
    envelope(1, { state: 'verified' }),
    envelope(2, { state: 'spoiled' }),
    envelope(3, { state: 'pulled' }),
    envelope(4),
    envelope(5, { state: 'refused', page_from: null }),
  ];
  expect(countsOf(letters)).toEqual({ printed: 4, enclosed: 1, spoiled: 1, pulled: 1, left: 1 });
});

describe('the board', () => {
  test('both rounds are current while the second person follows the first', () => {
    const printed = batch({ state: 'printed', letters: 10, checked_once: 4 });
    expect([stageState(printed, 'printed'), stageState(printed, 'first'), stageState(printed, 'second')]).toEqual([
      'done',
      'current',
      'current',
    ]);
  });

  test('the first round is done when every remaining envelope has it', () => {
    const printed = batch({ state: 'printed', letters: 10, pulled: 1, spoiled: 1, checked_once: 8 });
    expect(remaining(printed)).toBe(8);
    expect(stageState(printed, 'first')).toBe('done');
  });

  test('a batch without a printable letter stops at the inspection', () => {
    expect(stageState(batch({ state: 'failed' }), 'rendered')).toBe('stopped');
  });

  test('a received batch is done to its end', () => {
    expect(stageState(batch({ state: 'handed_over' }), 'delivered')).toBe('current');
    expect(stageState(batch({ state: 'received' }), 'delivered')).toBe('done');
  });
});

function envelope(no: number, fields: Partial<Letter> = {}): Letter {
  return {
    id: `letter-${no}`,
    account_id: 'account',
    debtor_id: 'debtor',
    reference_no: `N${no}`,
    batch_id: 'batch',
    envelope_no: no,
    receivable_code: 'city_tax',
    receivable_name: '市税',
    name: '阿部 ●●',
    state: 'printed',
    state_reason: null,
    page_from: no,
    page_count: 1,
    total: 10_000,
    lines: 1,
    created_at: '2026-11-26T01:00:00.000Z',
    state_at: '2026-11-26T01:00:00.000Z',
    returned_at: null,
    address_stopped: false,
    checks: [],
    ...fields,
  };
}

function check(round: 1 | 2, staff_id: string): Letter['checks'][number] {
  return { round, staff_id, name: '丸山 菜月', result: 'match', reason: null, checked_at: '2026-11-26T01:10:00.000Z' };
}

function batch(fields: Partial<Batch>): Batch {
  return {
    id: 'batch',
    receivable_code: 'city_tax',
    receivable_name: '市税',
    department_code: 'tax',
    department_name: '納税課',
    on_date: '2026-11-26',
    no: 1,
    state: 'collecting',
    created_at: '2026-11-26T01:00:00.000Z',
    cut_off_at: null,
    payments_as_of: null,
    designated_due: null,
    rendered_at: null,
    printed_at: null,
    printed_by_name: null,
    page_count: null,
    has_pdf: false,
    letters: 0,
    left_out: 0,
    rendered: 0,
    pulled: 0,
    refused: 0,
    spoiled: 0,
    checked_once: 0,
    checked_twice: 0,
    first_checker: null,
    second_checker: null,
    handed_over: 0,
    handed_over_at: null,
    received_at: null,
    delivery_note_id: null,
    ...fields,
  };
}
