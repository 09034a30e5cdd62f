import type { PaymentRow } from '../../../domain/exchange-layout.ts';
import type { CityCalendar } from './calendar.ts';
import { chance } from './chance.ts';
import { isSlow } from './purse.ts';
import { later } from './days.ts';

const CANCELLED = 0.015;
const CONFIRMED_AFTER_DAYS = 4;

/** The morning on whose file a payment first comes: 速報 the next city day, 確報 alone after some days. */
export function firstFiledOn(seed: number, calendar: CityCalendar, { method, paidOn, paymentKey }: PaymentRow): string {
  const days = isSlow({ method }) ? 3 + Math.floor(chance(seed, 'lag', paymentKey) * 6) : 1;
  return calendar.cityOpenFrom(later(paidOn, days));
}

/** The morning of the 確報 (or now and then the 取消) that follows a 速報. */
export function settledOn(calendar: CityCalendar, { paidOn }: Pick<PaymentRow, 'paidOn'>): string {
  return calendar.cityOpenFrom(later(paidOn, CONFIRMED_AFTER_DAYS));
}

export function settledStage(seed: number, paymentKey: string): 'final' | 'cancelled' {
  return chance(seed, 'cancelled', paymentKey) < CANCELLED ? 'cancelled' : 'final';
}
