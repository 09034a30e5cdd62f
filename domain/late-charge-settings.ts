import { z } from 'zod';
import { isPlainDate, type PlainDate } from './time.ts';

/** Yearly rates in percent (hundredths at the finest), in force from 1 January of `fromYear` until the next row. */
export const LateChargeRate = z.strictObject({
  fromYear: z.int().min(1950).max(2200),
  /** Within the first months (A) */
  low: percent(),
  /** After them (B) */
  high: percent(),
});
export type LateChargeRate = z.infer<typeof LateChargeRate>;

/** How one receivable's ordinance charges 延滞金; changed without code. */
export const LateChargeSettings = z.strictObject({
  /** Counting begins the day after the due date, or after the term of the demand letter 督促状 (no letter, no charge) */
  startsAfter: z.enum(['due_date', 'demand_term']),
  /** Days from the demand letter to the end of its term; used with `demand_term` */
  demandTermDays: z.int().min(0).max(120),
  /** Months at the low rate: 1 for city tax, 3 in some premium ordinances, 0 for a single (high) rate */
  lowRateMonths: z.int().min(0).max(12),
  rates: z
    .array(LateChargeRate)
    .min(1)
    .max(100)
    .refine((rates) => new Set(rates.map(({ fromYear }) => fromYear)).size === rates.length),
  /** A principal below this bears no charge, yen */
  minimumBase: z.int().min(0).max(1_000_000),
  /** The principal is cut down to a multiple of this, yen */
  baseUnit: z.int().min(1).max(100_000),
  /** What is floored to whole yen before it is summed: each (rate × period) piece, each segment A and B, or only the total */
  floorEach: z.enum(['piece', 'segment', 'total']),
  /** The result is cut down to a multiple of this, yen */
  resultUnit: z.int().min(1).max(10_000),
  /** A result below this (after the cut) is zero, yen */
  minimumResult: z.int().min(0).max(100_000),
});
export type LateChargeSettings = z.infer<typeof LateChargeSettings>;

/** An ordinance as it stands for lines whose due date is on or after that day; a revision is a further entry. */
export const DatedLateCharge = z.strictObject({
  appliesFrom: z.string().refine(isPlainDate),
  settings: LateChargeSettings,
});
export type DatedLateCharge = z.infer<typeof DatedLateCharge>;

/** What an installation begins with applies to every line. */
export const FIRST_DAY: PlainDate = '1950-01-01';

/** The ordinance for a line with that due date; null when the first entry begins later. */
export function lateChargeFor(dated: readonly DatedLateCharge[], dueDate: PlainDate): LateChargeSettings | null {
  const inForce = dated
    .filter(({ appliesFrom }) => appliesFrom <= dueDate)
    .toSorted((left, right) => (left.appliesFrom < right.appliesFrom ? 1 : -1))[0];
  return inForce?.settings ?? null;
}

/**
 * City tax: 地方税法326条, 附則3条の2 (rates, as cities publish them), 20条の4の2 (units). The rate of the next year is published by the end
 * of November; the last row holds until a new one is added.
 */
export const cityTaxLateCharge: LateChargeSettings = {
  startsAfter: 'due_date',
  demandTermDays: 10,
  lowRateMonths: 1,
  rates: [
    { fromYear: 2000, low: 4.5, high: 14.6 },
    { fromYear: 2002, low: 4.1, high: 14.6 },
    { fromYear: 2007, low: 4.4, high: 14.6 },
    { fromYear: 2008, low: 4.7, high: 14.6 },
    { fromYear: 2009, low: 4.5, high: 14.6 },
    { fromYear: 2010, low: 4.3, high: 14.6 },
    { fromYear: 2014, low: 2.9, high: 9.2 },
    { fromYear: 2015, low: 2.8, high: 9.1 },
    { fromYear: 2017, low: 2.7, high: 9.0 },
    { fromYear: 2018, low: 2.6, high: 8.9 },
    { fromYear: 2021, low: 2.5, high: 8.8 },
    { fromYear: 2022, low: 2.4, high: 8.7 },
    { fromYear: 2026, low: 2.8, high: 9.1 },
  ],
  minimumBase: 2_000,
  baseUnit: 1_000,
  floorEach: 'piece',
  resultUnit: 100,
  minimumResult: 1_000,
};

function percent() {
  return z
    .number()
    .min(0)
    .max(50)
    .refine((rate) => Math.abs(rate * 100 - Math.round(rate * 100)) < 1e-6);
}
