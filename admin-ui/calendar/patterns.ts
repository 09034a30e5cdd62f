import type { DayPattern } from '../../domain/calendar.ts';

/** In the order of the keys 1 to 4. */
export const patterns: readonly DayPattern[] = ['weekday', 'evening', 'holiday', 'closed'];

export const grounds: Readonly<Record<DayPattern, string>> = {
  weekday: 'var(--paper)',
  evening: 'var(--accent-soft)',
  holiday: 'var(--ok-soft)',
  closed: 'var(--hold-soft)',
};
