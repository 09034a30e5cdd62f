import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lowRatePeriodEnd } from '../../domain/late-charge-month.ts';
import { lateChargeEstimate } from '../../domain/late-charge.ts';
import { cityTaxLateCharge, lateChargeFor, type LateChargeSettings } from '../../domain/late-charge-settings.ts';
import { addDays, addMonths } from '../../domain/time.ts';

const estimate = (principal: number, due: string, paid: string, settings: Partial<LateChargeSettings> = {}) =>
  lateChargeEstimate(principal, due, paid, { ...cityTaxLateCharge, ...settings });

describe('city tax', () => {
  test.each([
    ['2026-02-02', '2026-05-29', 56_400, 1_300, ['A 56000×2.8%×28=120', 'B 56000×9.1%×88=1228']],
    [
      '2021-05-31',
      '2022-01-31',
      65_000,
      3_400,
      ['A 65000×2.5%×30=133', 'B 65000×8.8%×184=2883', 'B 65000×8.7%×31=480'],
    ],
    [
      '2025-09-01',
      '2026-02-05',
      152_500,
      4_900,
      ['A 152000×2.4%×30=299', 'B 152000×8.7%×91=3296', 'B 152000×9.1%×36=1364'],
    ],
    ['2010-04-30', '2010-06-30', 158_600, 2_400, ['A 158000×4.3%×31=577', 'B 158000×14.6%×30=1896']],
  ])('due %s paid %s on %d yen is %d', (due, paid, principal, charge, pieces) => {
    const result = estimate(principal, due, paid);
    expect(result.charge).toBe(charge);
    const words = result.pieces.map((p) => `${p.segment} ${p.base}×${p.ratePercent}%×${p.days}=${p.amount}`);
    expect(words).toEqual(pieces);
  });

  test.each([
    ['2026-02-02', '2026-02-03', '2026-03-02'],
    ['2010-04-30', '2010-05-01', '2010-05-31'],
    ['2025-02-28', '2025-03-01', '2025-03-31'],
    ['2028-02-28', '2028-02-29', '2028-03-28'],
    ['2028-02-29', '2028-03-01', '2028-03-31'],
    ['2026-01-30', '2026-01-31', '2026-02-28'],
    ['2028-01-30', '2028-01-31', '2028-02-29'],
    ['2026-01-31', '2026-02-01', '2026-02-28'],
    ['2025-12-25', '2025-12-26', '2026-01-25'],
  ])('due %s the first month is %s to %s', (due, from, to) => {
    const low = estimate(1_000_000, due, addDays(due, 200)).pieces.filter(({ segment }) => segment === 'A');
    expect([low[0]?.from, low.at(-1)?.to]).toEqual([from, to]);
    expect(lowRatePeriodEnd(from, 1)).toBe(to);
  });

  test('adding the month to the due date is the mistake this avoids', () => {
    expect(addMonths('2010-04-30', 1)).not.toBe(lowRatePeriodEnd('2010-05-01', 1));
  });

  test('nothing is due on or before the due date or below the minimum base', () => {
    expect(estimate(100_000, '2026-02-02', '2026-02-02')).toEqual({ pieces: [], charge: 0 });
    expect(estimate(100_000, '2026-02-02', '2026-01-31')).toEqual({ pieces: [], charge: 0 });
    expect(estimate(1_999, '2020-02-02', '2026-01-31')).toEqual({ pieces: [], charge: 0 });
    expect(estimate(2_000, '2020-02-02', '2026-01-31').pieces[0]?.base).toBe(2_000);
  });

  test('a charge below 1,000 yen is zero though its pieces are shown', () => {
    const { pieces, charge } = estimate(56_400, '2026-02-02', '2026-03-31');
    expect(pieces).toHaveLength(2);
    expect(charge).toBe(0);
  });

  test('a new year with the same rate begins no new piece, with or without a row of its own', () => {
    const repeated = [...cityTaxLateCharge.rates, { fromYear: 2024, low: 2.4, high: 8.7 }];
    const plain = estimate(333_000, '2023-05-31', '2025-05-31');
    expect(plain.pieces.map(({ days }) => days)).toEqual([30, 701]);
    expect(estimate(333_000, '2023-05-31', '2025-05-31', { rates: repeated })).toEqual(plain);
  });

  const stretches = (...given: Parameters<typeof lateChargeEstimate>) =>
    lateChargeEstimate(...given).pieces.map((p) => `${p.segment} ${p.from}–${p.to} ${p.base}×${p.ratePercent}%`);

  test('the last day of a year has the rate of its year, also when it is the first day of all', () => {
    expect(stretches(100_000, '2025-12-30', '2026-01-10', cityTaxLateCharge)).toEqual([
      'A 2025-12-31–2025-12-31 100000×2.4%',
      'A 2026-01-01–2026-01-10 100000×2.8%',
    ]);
    expect(stretches(100_000, '2025-12-01', '2025-12-31', cityTaxLateCharge)).toEqual([
      'A 2025-12-02–2025-12-31 100000×2.4%',
    ]);
  });

  test('a rate of the first month that changes alone begins a new piece, in whatever order the rates stand', () => {
    const rates = [
      { fromYear: 2025, low: 2.4, high: 8.7 },
      { fromYear: 2026, low: 2.8, high: 8.7 },
    ];
    for (const each of [rates, rates.toReversed()])
      expect(stretches(100_000, '2025-12-15', '2026-02-10', { ...cityTaxLateCharge, rates: each })).toEqual([
        'A 2025-12-16–2025-12-31 100000×2.4%',
        'A 2026-01-01–2026-01-15 100000×2.8%',
        'B 2026-01-16–2026-02-10 100000×8.7%',
      ]);
  });

  test('the day of a payment bears the charge on what it pays, the first and the last of the low month too', () => {
    const paid = (...days: string[]) => ({ payments: days.map((paidOn) => ({ paidOn, amount: 10_000 })) });
    expect(stretches(100_000, '2025-05-31', '2025-07-31', cityTaxLateCharge, paid('2025-06-01', '2025-06-29'))).toEqual(
      [
        'A 2025-06-01–2025-06-01 100000×2.4%',
        'A 2025-06-02–2025-06-29 90000×2.4%',
        'A 2025-06-30–2025-06-30 80000×2.4%',
        'B 2025-07-01–2025-07-31 80000×8.7%',
      ],
    );
  });

  test('payments before the term is over and after the day change no piece', () => {
    const payments = [
      { paidOn: '2025-05-20', amount: 10_000 },
      { paidOn: '2025-08-01', amount: 10_000 },
    ];
    expect(stretches(100_000, '2025-05-31', '2025-07-31', cityTaxLateCharge, { payments })).toEqual([
      'A 2025-06-01–2025-06-30 90000×2.4%',
      'B 2025-07-01–2025-07-31 90000×8.7%',
    ]);
  });

  test('the smallest charge is charged, one below it is not', () => {
    expect(estimate(56_400, '2026-02-02', '2026-05-29', { minimumResult: 1_300 }).charge).toBe(1_300);
    expect(estimate(56_400, '2026-02-02', '2026-05-29', { minimumResult: 1_301 }).charge).toBe(0);
  });

  test('a leap year is divided by 365 too', () => {
    const { pieces } = estimate(365_000, '2023-11-30', '2024-12-31');
    expect(pieces.at(-1)).toMatchObject({ days: 366, amount: 31_842 });
  });

  test('a day before the first rate is refused', () => {
    expect(() => estimate(10_000, '1999-01-31', '2001-01-31')).toThrow(RangeError);
  });
});

describe('part payments', () => {
  test('principal first, the later charge on what is left', () => {
    const { pieces, charge } = lateChargeEstimate(100_500, '2026-02-02', '2026-06-30', cityTaxLateCharge, {
      payments: [{ paidOn: '2026-04-30', amount: 60_000 }],
    });
    expect(pieces.map(({ from, to, base }) => [from, to, base])).toEqual([
      ['2026-02-03', '2026-03-02', 100_000],
      ['2026-03-03', '2026-04-30', 100_000],
      ['2026-05-01', '2026-06-30', 40_000],
    ]);
    expect(pieces.map(({ amount }) => amount)).toEqual([214, 1_470, 608]);
    expect(charge).toBe(2_200);
  });

  test('what was paid by the due date bears nothing', () => {
    const payments = [{ paidOn: '2026-02-02', amount: 60_000 }];
    const facts = lateChargeEstimate(100_500, '2026-02-02', '2026-06-30', cityTaxLateCharge, { payments });
    expect(facts).toEqual(estimate(40_500, '2026-02-02', '2026-06-30'));
  });

  test('a rest below the minimum base bears nothing more', () => {
    const payments = [{ paidOn: '2026-04-30', amount: 99_000 }];
    const { pieces } = lateChargeEstimate(100_500, '2026-02-02', '2026-12-31', cityTaxLateCharge, { payments });
    expect(pieces.at(-1)?.to).toBe('2026-04-30');
  });
});

describe("other bodies' ordinances", () => {
  test('three months at the low rate', () => {
    const { pieces } = estimate(100_000, '2026-04-30', '2026-12-31', { lowRateMonths: 3 });
    expect(pieces[0]).toMatchObject({ segment: 'A', to: '2026-07-31' });
  });

  test('a single rate has no first segment', () => {
    const { pieces } = estimate(100_000, '2026-04-30', '2026-12-31', { lowRateMonths: 0 });
    expect(pieces).toHaveLength(1);
    expect(pieces[0]).toMatchObject({ segment: 'B', from: '2026-05-01', ratePercent: 9.1 });
  });

  test("counting after the demand letter's term needs the letter", () => {
    const settings: LateChargeSettings = { ...cityTaxLateCharge, startsAfter: 'demand_term', lowRateMonths: 0 };
    const sent = lateChargeEstimate(100_000, '2026-04-30', '2026-12-31', settings, { demandDate: '2026-05-20' });
    expect(sent.pieces[0]?.from).toBe('2026-05-31');
    expect(lateChargeEstimate(100_000, '2026-04-30', '2026-12-31', settings)).toEqual({ pieces: [], charge: 0 });
  });

  test('a minimum of ten yen', () => {
    const small = { resultUnit: 10, minimumResult: 10 };
    expect(estimate(10_000, '2026-02-02', '2026-03-02', small).charge).toBe(20);
  });

  test('flooring by segment or in total keeps what flooring by piece loses', () => {
    const toTheYen = { resultUnit: 1, minimumResult: 1 };
    const charge = (floorEach: LateChargeSettings['floorEach']) =>
      estimate(152_500, '2025-09-01', '2026-02-05', { ...toTheYen, floorEach }).charge;
    expect([charge('piece'), charge('segment'), charge('total')]).toEqual([4_959, 4_960, 4_961]);
  });
});

describe('a revised ordinance', () => {
  const revised = { ...cityTaxLateCharge, lowRateMonths: 3 };
  const dated = [
    { appliesFrom: '2026-10-01', settings: revised },
    { appliesFrom: '1950-01-01', settings: cityTaxLateCharge },
  ];

  test('applies to lines due on or after its day, a day before not', () => {
    expect(lateChargeFor(dated, '2026-09-30')).toBe(cityTaxLateCharge);
    expect(lateChargeFor(dated, '2026-10-01')).toBe(revised);
  });

  test('a line due before the first ordinance has none', () => {
    expect(lateChargeFor(dated, '1949-12-31')).toBeNull();
  });
});

test('the charge never falls as days pass', () => {
  const rounding = fc.constantFrom<LateChargeSettings['floorEach']>('piece', 'segment', 'total');
  const payments = fc.array(
    fc.record({ paidOn: fc.integer({ min: -30, max: 900 }), amount: fc.integer({ min: 1, max: 90_000 }) }),
    { maxLength: 3 },
  );
  const anyDay = fc.integer({ min: 0, max: 8_000 }).map((days) => addDays('2004-01-01', days));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000_000 }),
      anyDay,
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 1, max: 3 }),
      rounding,
      payments,
      (principal, due, age, more, floorEach, paid) => {
        const settings = { ...cityTaxLateCharge, floorEach };
        const facts = { payments: paid.map((each) => ({ ...each, paidOn: addDays(due, each.paidOn) })) };
        const earlier = lateChargeEstimate(principal, due, addDays(due, age), settings, facts);
        const later = lateChargeEstimate(principal, due, addDays(due, age + more), settings, facts);
        expect(later.charge).toBeGreaterThanOrEqual(earlier.charge);
        expect(later.charge % 100).toBe(0);
      },
    ),
  );
});
