import type { BestHours } from '../answer-rate.ts';
import type { Reason } from '../codes.ts';
import { daysBetween } from '../time.ts';
import type { Context } from './context.ts';
import { sumOf } from './lines.ts';
import { unansweredBreach } from './promise.ts';
import { whyNow } from './reason.ts';

/** [from this value on, points], highest first */
type Scale = readonly (readonly [number, number])[];

const amountScale: Scale = [
  [300_000, 15],
  [100_000, 12],
  [50_000, 9],
  [10_000, 5],
  [1, 2],
];
const ageScale: Scale = [
  [365, 10],
  [180, 7],
  [90, 5],
  [30, 3],
];
const PRESCRIPTION_SOON: Scale = [
  [-90, 20],
  [-180, 10],
];

/** While the hour lies in the case's best hours it goes before cases of up to so many points more (records/lease.ts). */
export const BEST_HOURS_POINTS = 8;

export interface Likelihood {
  isProvenSession: boolean;
  best: BestHours | null;
}

/**
 * How urgent a call is, as a sum of parts that the screen shows one by one: a promise not kept 40 (partly 30), time-barred within 90 days
 * 20 (180 days 10), amount at risk 2-15, age of the oldest line 0-10, a session in which this home answers 5. Its best hours are a part
 * that counts only while they are, so it is shown and not summed. A call-back that a debtor asked for stands above all of them
 * (records/task.ts).
 */
export function priorityOf(
  context: Context,
  { isProvenSession, best }: Likelihood,
): { priority: number; priorityParts: Reason[] } {
  const { today, lines } = context;
  const parts: Reason[] = [];
  const breach = unansweredBreach(context);
  if (breach?.state === 'broken') add('promise_broken', 40);
  if (breach?.state === 'partly') add('promise_partly_kept', 30);

  const barredOn = lines.dunnable.flatMap((line) => line.prescriptionDate ?? []).sort()[0];
  if (barredOn)
    add('prescription_near', pointsOf(PRESCRIPTION_SOON, -daysBetween(today, barredOn)), { date: barredOn });
  const amount = sumOf(lines.dunnable);
  add('amount_at_risk', pointsOf(amountScale, amount), { amount });
  const oldest = lines.dunnable[0]?.dueDate;
  if (oldest) add('oldest_due', pointsOf(ageScale, daysBetween(oldest, today)), { dueDate: oldest });
  if (isProvenSession) add('best_session', 5);

  const priority = parts.reduce((sum, part) => sum + Number(part.params?.points), 0);
  if (best) add('best_hours', BEST_HOURS_POINTS, { from: best.from, to: best.to });
  return { priority, priorityParts: parts };

  function add(code: Reason['code'], points: number, params: Record<string, string | number> = {}): void {
    if (points > 0) parts.push(whyNow(code, { ...params, points }));
  }
}

function pointsOf(scale: Scale, value: number): number {
  return scale.find(([from]) => value >= from)?.[1] ?? 0;
}
