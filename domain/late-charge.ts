import { lowRatePeriodEnd } from './late-charge-month.ts';
import type { LateChargeRate, LateChargeSettings } from './late-charge-settings.ts';
import { addDays, daysBetween, type PlainDate } from './time.ts';

/** One stretch of days with one base and one rate, for the explanation beside the figure. Both ends included. */
export interface LateChargePiece {
  segment: 'A' | 'B';
  from: PlainDate;
  to: PlainDate;
  days: number;
  /** Yen, after the cut to the unit */
  base: number;
  ratePercent: number;
  /** Yen, floored */
  amount: number;
}

export interface LateCharge {
  pieces: LateChargePiece[];
  /** Yen */
  charge: number;
}

export interface LateChargeFacts {
  /** 督促日, needed when the ordinance counts from the demand letter's term */
  demandDate?: PlainDate | null;
  /** Payments of the principal; the day of payment still bears the charge on what it pays */
  payments?: readonly { paidOn: PlainDate; amount: number }[];
}

/**
 * 延滞金 of one line (tax item and 期別) if all that is left of the principal were paid on `asOf`. Yen and days; always ÷ 365. `principal` is
 * what was due before the payments given. Throws RangeError for days before the first rate row.
 */
export function lateChargeEstimate(
  principal: number,
  dueDate: PlainDate,
  asOf: PlainDate,
  settings: LateChargeSettings,
  { demandDate = null, payments = [] }: LateChargeFacts = {},
): LateCharge {
  const termEnd =
    settings.startsAfter === 'due_date' ? dueDate : demandDate && addDays(demandDate, settings.demandTermDays);
  if (!termEnd || termEnd >= asOf) return { pieces: [], charge: 0 };

  const start = addDays(termEnd, 1);
  const lowEnd = lowRatePeriodEnd(start, settings.lowRateMonths);
  const pieces: LateChargePiece[] = [];
  let from = start;
  for (const to of pieceEnds(start, asOf, lowEnd, settings.rates, payments)) {
    const base = cutBase(principal - paidBefore(from, payments), settings);
    const ratePercent = rateOf(from, from <= lowEnd, settings.rates);
    if (base > 0) pieces.push(piece(from <= lowEnd ? 'A' : 'B', from, to, base, ratePercent));
    from = addDays(to, 1);
  }
  return { pieces, charge: cutResult(sum(pieces, settings.floorEach), settings) };
}

/** Last days of the stretches over which neither rate nor base changes. A year with the rate of the year before begins no new piece. */
function pieceEnds(
  start: PlainDate,
  asOf: PlainDate,
  lowEnd: PlainDate,
  rates: readonly LateChargeRate[],
  payments: readonly { paidOn: PlainDate }[],
): PlainDate[] {
  const changes = rates
    .map(({ fromYear }) => `${fromYear - 1}-12-31`)
    .filter((end) => {
      if (end < start) return false;
      const next = addDays(end, 1);
      return rateOf(end, end <= lowEnd, rates) !== rateOf(next, next <= lowEnd, rates);
    });
  const ends = [lowEnd, ...changes, ...payments.map(({ paidOn }) => paidOn)].filter(
    (end) => end >= start && end < asOf,
  );
  return [...new Set([...ends, asOf])].sort();
}

function rateOf(day: PlainDate, low: boolean, rates: readonly LateChargeRate[]): number {
  const year = Number(day.slice(0, 4));
  const inForce = rates
    .filter(({ fromYear }) => fromYear <= year)
    .reduce<LateChargeRate | null>((last, row) => (last && last.fromYear > row.fromYear ? last : row), null);
  if (!inForce) throw new RangeError(`No late-charge rate for ${year}`);
  return low ? inForce.low : inForce.high;
}

function paidBefore(day: PlainDate, payments: LateChargeFacts['payments'] = []): number {
  return payments.filter(({ paidOn }) => paidOn < day).reduce((total, { amount }) => total + amount, 0);
}

function cutBase(principal: number, { minimumBase, baseUnit }: LateChargeSettings): number {
  return principal < minimumBase ? 0 : principal - (principal % baseUnit);
}

function cutResult(amount: number, { resultUnit, minimumResult }: LateChargeSettings): number {
  const cut = amount - (amount % resultUnit);
  return cut < minimumResult ? 0 : cut;
}

function piece(segment: 'A' | 'B', from: PlainDate, to: PlainDate, base: number, ratePercent: number): LateChargePiece {
  const days = daysBetween(from, to) + 1;
  const amount = floorYen(product({ base, ratePercent, days }));
  return { segment, from, to, days, base, ratePercent, amount };
}

/** Hundredths of a percent keep the arithmetic in whole numbers; a float would lose a yen now and then. */
const divisor = 365 * 10_000;

function product({ base, ratePercent, days }: Pick<LateChargePiece, 'base' | 'ratePercent' | 'days'>): number {
  return base * Math.round(ratePercent * 100) * days;
}

function floorYen(exact: number): number {
  return Math.floor(exact / divisor);
}

function sum(pieces: readonly LateChargePiece[], floorEach: LateChargeSettings['floorEach']): number {
  if (floorEach === 'piece') return pieces.reduce((total, { amount }) => total + amount, 0);
  const exact = (segment: 'A' | 'B') =>
    pieces.filter((each) => each.segment === segment).reduce((total, each) => total + product(each), 0);
  return floorEach === 'segment' ? floorYen(exact('A')) + floorYen(exact('B')) : floorYen(exact('A') + exact('B'));
}
