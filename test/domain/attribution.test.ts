import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attribute, type EffectContact, type EffectPayment } from '../../domain/attribution.ts';
import { addDays, instantAt } from '../../domain/time.ts';

function aContact(
  id: string,
  channel: 'call' | 'letter',
  from: string,
  contact: Partial<EffectContact> = {},
): EffectContact {
  const to = addDays(from, channel === 'call' ? 60 : 90);
  return {
    id,
    channel,
    from,
    to,
    at: instantAt(from, '10:00'),
    lines: [{ lineId: 'line', outstanding: 48_200 }],
    ...contact,
  };
}

function aPayment(id: string, paidOn: string, principal: number, payment: Partial<EffectPayment> = {}): EffectPayment {
  return { id, stage: 'final', method: 'counter', paidOn, allocations: [{ lineId: 'line', principal }], ...payment };
}

const total = (contacts: EffectContact[], payments: EffectPayment[]) =>
  attribute(contacts, payments)
    .filter(({ inTotal }) => inTotal)
    .reduce((sum, { amount }) => sum + amount, 0);

describe('attribution', () => {
  test('a payment in both columns is in each, and once in the total, with the later contact (account.png)', () => {
    const letter = aContact('letter', 'letter', '2026-10-21');
    const call = aContact('call', 'call', '2026-10-23');
    const rows = attribute([letter, call], [aPayment('p', '2026-11-05', 10_000)]);
    expect(rows).toEqual([
      { paymentId: 'p', lineId: 'line', channel: 'call', contactId: 'call', amount: 10_000, inTotal: true },
      { paymentId: 'p', lineId: 'line', channel: 'letter', contactId: 'letter', amount: 10_000, inTotal: false },
    ]);
  });

  test('on the same instant the call is in the total', () => {
    const rows = attribute(
      [aContact('z', 'letter', '2026-10-21'), aContact('a', 'call', '2026-10-21')],
      [aPayment('p', '2026-10-22', 1)],
    );
    expect(rows.filter(({ inTotal }) => inTotal).map(({ channel }) => channel)).toEqual(['call']);
  });

  test('within a column it belongs to the last contact before it; a later one has none of it', () => {
    const contacts = [
      aContact('first', 'call', '2026-10-01'),
      aContact('last', 'call', '2026-10-20'),
      aContact('after', 'call', '2026-11-06'),
    ];
    expect(attribute(contacts, [aPayment('p', '2026-11-05', 10_000)]).map(({ contactId }) => contactId)).toEqual([
      'last',
    ]);
  });

  test('of two contacts on one day it belongs to the later one, of the same moment to one of them for ever', () => {
    const payment = aPayment('p', '2026-10-02', 100);
    const belongsTo = (contacts: EffectContact[]) =>
      [contacts, contacts.toReversed()].map((each) => attribute(each, [payment])[0]?.contactId);
    const early = aContact('z', 'call', '2026-10-01');
    const late = aContact('a', 'call', '2026-10-01', { at: instantAt('2026-10-01', '11:00') });
    expect(belongsTo([early, late])).toEqual(['a', 'a']);
    expect(belongsTo([early, aContact('y', 'call', '2026-10-01')])).toEqual(['z', 'z']);
  });

  test('the total has the contact of the later hour of one day', () => {
    const letter = aContact('letter', 'letter', '2026-10-21', { at: instantAt('2026-10-21', '11:00') });
    const rows = attribute([aContact('call', 'call', '2026-10-21'), letter], [aPayment('p', '2026-10-22', 1)]);
    expect(rows.filter(({ inTotal }) => inTotal).map(({ channel }) => channel)).toEqual(['letter']);
  });

  test('a contact at which nothing was owed of the line takes nothing from the one before', () => {
    const settled = aContact('last', 'call', '2026-10-20', { lines: [{ lineId: 'line', outstanding: 0 }] });
    const rows = attribute([aContact('first', 'call', '2026-10-01'), settled], [aPayment('p', '2026-11-05', 100)]);
    expect(rows.map(({ contactId }) => contactId)).toEqual(['first']);
  });

  test('payments of one day count in the order of their numbers, and what was taken back makes no room', () => {
    const call = aContact('call', 'call', '2026-10-01', { lines: [{ lineId: 'line', outstanding: 5_000 }] });
    const amounts = (payments: EffectPayment[]) =>
      attribute([call], payments).map(({ paymentId, amount }) => [paymentId, amount]);
    expect(amounts([aPayment('b', '2026-10-02', 4_000), aPayment('a', '2026-10-02', 3_000)])).toEqual([
      ['a', 3_000],
      ['b', 2_000],
    ]);
    expect(amounts([aPayment('a', '2026-10-02', -1_000), aPayment('b', '2026-10-03', 6_000)])).toEqual([['b', 5_000]]);
    expect(amounts([aPayment('a', '2026-10-02', 0)])).toEqual([]);
  });

  test.each([
    ['2026-09-30', 0],
    ['2026-10-01', 1],
    ['2026-11-30', 1],
    ['2026-12-01', 0],
  ])('day 0 and day 60 count, the days around them do not: %s', (paidOn, rows) => {
    expect(attribute([aContact('call', 'call', '2026-10-01')], [aPayment('p', paidOn, 100)])).toHaveLength(rows);
  });

  test('only lines owed at the contact count', () => {
    const call = aContact('call', 'call', '2026-10-01', { lines: [{ lineId: 'line', outstanding: 5_000 }] });
    const payment = aPayment('p', '2026-10-02', 1, {
      allocations: [
        { lineId: 'line', principal: 3_000 },
        { lineId: 'later', principal: 7_000 },
      ],
    });
    expect(attribute([call], [payment]).map(({ lineId, amount }) => [lineId, amount])).toEqual([['line', 3_000]]);
  });

  test('no more than was owed at the contact, less what earlier payments took', () => {
    const call = aContact('call', 'call', '2026-10-01', { lines: [{ lineId: 'line', outstanding: 5_000 }] });
    const payments = [
      aPayment('c', '2026-10-04', 1_000),
      aPayment('a', '2026-10-02', 3_000),
      aPayment('b', '2026-10-03', 4_000),
    ];
    expect(attribute([call], payments).map(({ paymentId, amount }) => [paymentId, amount])).toEqual([
      ['a', 3_000],
      ['b', 2_000],
    ]);
  });

  test('cancelled payments, seizures and offsets are no effect; a preliminary payment is', () => {
    const call = aContact('call', 'call', '2026-10-01');
    const payments = [
      aPayment('a', '2026-10-02', 1, { stage: 'cancelled' }),
      aPayment('b', '2026-10-02', 1, { method: 'seizure' }),
      aPayment('c', '2026-10-02', 1, { method: 'refund_offset' }),
      aPayment('d', '2026-10-02', 1, { stage: 'preliminary' }),
    ];
    expect(attribute([call], payments).map(({ paymentId }) => paymentId)).toEqual(['d']);
  });
});

describe('attribution, whatever the book holds', () => {
  const day = fc.integer({ min: 0, max: 200 }).map((days) => addDays('2026-04-01', days));
  const lineId = fc.constantFrom('a', 'b', 'c');
  const contact = fc
    .record({
      id: fc.uuid(),
      channel: fc.constantFrom('call' as const, 'letter' as const),
      from: day,
      hour: fc.integer({ min: 9, max: 11 }),
    })
    .chain(({ hour, ...rest }) =>
      fc
        .uniqueArray(fc.record({ lineId, outstanding: fc.integer({ min: 1, max: 5_000 }) }), {
          selector: (line) => line.lineId,
        })
        .map((lines) =>
          aContact(rest.id, rest.channel, rest.from, {
            lines,
            at: instantAt(rest.from, `${String(hour).padStart(2, '0')}:00`),
          }),
        ),
    );
  const payment = fc
    .record({
      id: fc.uuid(),
      paidOn: day,
      stage: fc.constantFrom('preliminary' as const, 'final' as const, 'cancelled' as const),
      method: fc.constantFrom('counter' as const, 'seizure' as const),
      allocations: fc.uniqueArray(fc.record({ lineId, principal: fc.integer({ min: 0, max: 5_000 }) }), {
        selector: (one) => one.lineId,
      }),
    })
    .map((one): EffectPayment => one);
  const book = fc.record({
    contacts: fc.uniqueArray(contact, { selector: ({ id }) => id, maxLength: 12 }),
    payments: fc.uniqueArray(payment, { selector: ({ id }) => id, maxLength: 8 }),
  });

  test('the total is never more than what was paid, nor any contact more than what was owed', () => {
    fc.assert(
      fc.property(book, ({ contacts, payments }) => {
        const paid = payments
          .flatMap(({ allocations }) => allocations)
          .reduce((sum, { principal }) => sum + principal, 0);
        expect(total(contacts, payments)).toBeLessThanOrEqual(paid);
        for (const { id, lines } of contacts) {
          for (const { lineId: line, outstanding } of lines) {
            const rows = attribute(contacts, payments).filter((row) => row.contactId === id && row.lineId === line);
            expect(rows.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(outstanding);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("each payment's line is once in each column and exactly once in the total", () => {
    fc.assert(
      fc.property(book, ({ contacts, payments }) => {
        const rows = attribute(contacts, payments);
        const keys = rows.map(({ paymentId, lineId: line, channel }) => `${paymentId} ${line} ${channel}`);
        expect(new Set(keys).size).toBe(keys.length);
        const counted = rows
          .filter(({ inTotal }) => inTotal)
          .map(({ paymentId, lineId: line }) => `${paymentId} ${line}`);
        expect(counted.toSorted()).toEqual(
          [...new Set(rows.map(({ paymentId, lineId: line }) => `${paymentId} ${line}`))].toSorted(),
        );
      }),
    );
  });

  test('the order of contacts, payments, lines and allocations does not matter', () => {
    fc.assert(
      fc.property(book, ({ contacts, payments }) => {
        const turned = attribute(
          contacts.toReversed().map((one) => ({ ...one, lines: one.lines.toReversed() })),
          payments.toReversed().map((one) => ({ ...one, allocations: one.allocations.toReversed() })),
        );
        expect(turned).toEqual(attribute(contacts, payments));
      }),
    );
  });

  test('a payment taken back changes no other contact but those it belonged to', () => {
    fc.assert(
      fc.property(book, ({ contacts, payments: [first, ...others] }) => {
        fc.pre(first !== undefined);
        const all = attribute(contacts, [first, ...others]);
        const mine = new Set(all.filter((row) => row.paymentId === first.id).map(({ contactId }) => contactId));
        const elsewhere = (rows: typeof all) =>
          rows.filter((row) => row.paymentId !== first.id && !mine.has(row.contactId));
        const without = attribute(contacts, [{ ...first, stage: 'cancelled' }, ...others]);
        expect(elsewhere(without).map(({ amount }) => amount)).toEqual(elsewhere(all).map(({ amount }) => amount));
      }),
    );
  });
});
