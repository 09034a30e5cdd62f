import type { Condition, FlagField, NumberField } from '../rules.ts';
import { dateOf, daysBetween } from '../time.ts';
import type { Context } from './context.ts';
import { sumOf } from './lines.ts';

/** Age given to payment data that never came: older than any setting allows, and still a number for the rule's comparison. */
export const NEVER_DAYS = 9_999;

/** Whether a step's condition holds. The same tree is compiled to SQL for simulations; there is no `not` and no empty group. */
export function holds(context: Context, condition: Condition): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(context, part));
  if ('any' in condition) return condition.any.some((part) => holds(context, part));
  if ('is' in condition) return flagOf(context, condition.field) === condition.is;
  const value = numberOf(context, condition.field);
  switch (condition.op) {
    case '>=':
      return value >= condition.value;
    case '<=':
      return value <= condition.value;
    case '=':
      return value === condition.value;
  }
}

export function numberOf(context: Context, field: NumberField): number {
  const { lines, tried, today } = context;
  switch (field) {
    case 'amount':
      return sumOf(lines.dunnable);
    case 'lines':
      return lines.dunnable.length;
    case 'oldest_due_days':
      return lines.dunnable[0] ? daysBetween(lines.dunnable[0].dueDate, today) : 0;
    case 'misses_weekday':
      return tried.misses.weekday;
    case 'misses_evening':
      return tried.misses.evening;
    case 'misses_holiday':
      return tried.misses.holiday;
    case 'misses':
      return tried.missCount;
    case 'calls':
      return tried.calls.length;
    case 'connections':
      return tried.talks.length;
    case 'sms_sent':
      return tried.texts.length;
    case 'letters_handed_over':
      return tried.lettersHandedOver.length;
    case 'broken_promises':
      return tried.brokenPromises;
    case 'payment_data_age_days':
      return paymentDataAge(context);
    case 'month':
      return Number(today.slice(5, 7));
  }
}

/** Whole days since the payment data's as-of. */
export function paymentDataAge({ facts, today }: Context): number {
  return facts.paymentsAsOf ? Math.max(0, daysBetween(dateOf(facts.paymentsAsOf), today)) : NEVER_DAYS;
}

export function flagOf({ phones, mobiles, facts, tried }: Context, field: FlagField): boolean {
  switch (field) {
    case 'has_phone':
      return phones.length > 0;
    case 'has_mobile':
      return mobiles.length > 0;
    case 'is_company':
      return facts.company;
    case 'last_was_miss':
      return tried.lastWasMiss;
  }
}
