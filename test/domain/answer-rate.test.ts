import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerRate, bandAt, bestHours, evidenceOf, expectedShare, type HourRecord } from '../../domain/answer-rate.ts';

const weekday = { from: 9, to: 17 };
const evening = { from: 17, to: 20 };
const TUESDAY = 2;
const at = (hour: number, tries: number, answers: number, weekday = TUESDAY): HourRecord => ({
  session: 'weekday',
  ...{ weekday, hour, tries, answers },
});

describe('the share of answered tries', () => {
  test('is what is expected of such numbers while nothing was tried, and one in four when nothing is known of them', () => {
    expect(answerRate({ tries: 0, answers: 0 }, 0.6)).toBeCloseTo(0.6);
    expect(answerRate({ tries: 0, answers: 0 })).toBe(0.25);
  });

  test('is drawn towards that, the less the more was tried', () => {
    expect(answerRate({ tries: 1, answers: 1 }, 0.25)).toBe(0.4);
    expect(answerRate({ tries: 96, answers: 96 }, 0.25)).toBe(0.97);
  });

  test('lies between the own record and what is expected', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.double({ min: 0, max: 1, noNaN: true }), (answers, missed, expected) => {
        const tries = answers + missed;
        const own = tries === 0 ? expected : answers / tries;
        const rate = answerRate({ tries, answers }, expected);
        expect(rate).toBeGreaterThanOrEqual(Math.min(own, expected) - 1e-9);
        expect(rate).toBeLessThanOrEqual(Math.max(own, expected) + 1e-9);
      }),
    );
  });

  test('expected of a session is the mean of its known hours', () => {
    const shares = { weekday: { 9: 0.2, 14: 0.4 } };
    expect(expectedShare(shares, 'weekday')).toBeCloseTo(0.3);
    expect(expectedShare(shares, 'weekday', { from: 13, to: 15 })).toBe(0.4);
    expect(expectedShare(shares, 'evening')).toBe(0.25);
  });
});

describe('the best hours', () => {
  test('are not known when nothing tells one hour from another', () => {
    expect(bestHours([], 'weekday', weekday, TUESDAY)).toBeNull();
    expect(bestHours([{ hours: [], shares: {} }], 'weekday', weekday, TUESDAY)).toBeNull();
  });

  test('are those of the number that answers best, with its evidence', () => {
    const mobile = { hours: [at(9, 4, 0), at(14, 3, 2)], shares: {} };
    const landline = { hours: [at(11, 2, 1)], shares: {} };
    expect(bestHours([landline, mobile], 'weekday', weekday, TUESDAY)).toEqual({
      ...{ band: 13, from: 13, to: 15, weekday: TUESDAY },
      ...{ ofDay: { tries: 3, answers: 2 }, ofAll: { tries: 3, answers: 2 } },
      ...{ expected: 25, percent: 43 },
    });
  });

  test('follow such numbers while the own record is thin, and the own record when it is not', () => {
    const shares = { weekday: { 10: 0.5, 15: 0.2 } };
    expect(bestHours([{ hours: [at(15, 1, 1)], shares }], 'weekday', weekday, TUESDAY)?.band).toBe(9);
    expect(bestHours([{ hours: [at(15, 12, 10)], shares }], 'weekday', weekday, TUESDAY)?.band).toBe(15);
  });

  test('are of the session asked for and no longer than it is open', () => {
    const hours = [at(12, 3, 3), { ...at(18, 5, 4), session: 'evening' as const }];
    const answering = [{ hours, shares: {} }];
    expect(bestHours(answering, 'weekday', { from: 12, to: 17 }, TUESDAY)).toMatchObject({
      from: 12,
      to: 13,
      band: 11,
    });
    expect(bestHours(answering, 'evening', evening, TUESDAY)).toMatchObject({
      ...{ from: 18, to: 20 },
      ofAll: { tries: 5 },
    });
  });

  test('of a weekday follow its own record, and that of the other weekdays while it is thin', () => {
    const hours = [at(9, 10, 6, 4), at(14, 10, 1, 4), at(14, 5, 4)];
    expect(bestHours([{ hours, shares: {} }], 'weekday', weekday, TUESDAY)).toMatchObject({
      ...{ band: 13, ofDay: { tries: 5, answers: 4 }, ofAll: { tries: 15, answers: 5 } },
    });
    expect(bestHours([{ hours, shares: {} }], 'weekday', weekday, 4)).toMatchObject({
      ...{ band: 9, ofDay: { tries: 10, answers: 6 } },
    });
    expect(bestHours([{ hours, shares: {} }], 'weekday', weekday, 5)).toMatchObject({
      ...{ band: 9, ofDay: { tries: 0 }, ofAll: { tries: 10, answers: 6 } },
    });
  });

  test('say what they rest on: the weekday’s record where there is one, all of it, and what it was drawn to', () => {
    const found = (weekdayTried: number) =>
      bestHours([{ hours: [at(14, 5, 3, weekdayTried)], shares: {} }], 'weekday', weekday, TUESDAY)!;
    const all = { from: 13, to: 15, answers: 3, tries: 5, expected: 25, percent: 44 };
    expect(evidenceOf(found(TUESDAY))).toEqual({ ...all, weekday: 'tue', dayAnswers: 3, dayTries: 5 });
    expect(evidenceOf(found(3))).toEqual(all);
  });

  test('every hour of the centre lies in one band', () => {
    expect([8, 9, 10, 11, 16, 17, 18, 19, 20].map(bandAt)).toEqual([null, 9, 9, 11, 15, 17, 18, 18, null]);
  });
});
