import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { smsReceiptStates, smsStateAfter } from '../../domain/sms-receipt.ts';

const receipts = fc.array(fc.constantFrom(...smsReceiptStates));

describe('the state of a text after its receipts', () => {
  test('an accepted text without receipts is accepted', () => {
    expect(smsStateAfter([])).toBe('accepted');
  });

  test('a failure after sending fails it, and a late delivery mends that', () => {
    expect(smsStateAfter(['sent', 'expired'])).toBe('failed');
    expect(smsStateAfter(['sent', 'expired', 'delivered'])).toBe('delivered');
  });

  test('neither order nor repetition matters', () => {
    fc.assert(
      fc.property(receipts, fc.nat(), (list, cut) => {
        const shuffled = [...list.slice(cut % (list.length + 1)), ...list, ...list.slice(0, cut % (list.length + 1))];
        expect(smsStateAfter(shuffled.toReversed())).toBe(smsStateAfter(list));
      }),
    );
  });

  test('delivered is never downgraded', () => {
    fc.assert(fc.property(receipts, (list) => expect(smsStateAfter(['delivered', ...list])).toBe('delivered')));
  });
});
