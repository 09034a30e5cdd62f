import type { DayPattern } from '../calendar.ts';
import type { PlainDate } from '../time.ts';

/** What one version does on one day, and what of it the centre cannot do that day. */
export interface DayLoad {
  day: PlainDate;
  pattern: DayPattern;
  /** Made by the seats; texts go at once; letters handed over */
  calls: number;
  sms: number;
  letters: number;
  hand_overs: number;
  /** What the rules want of that day, whoever does it */
  calls_due: number;
  letters_due: number;
  /** あふれ: passed over for want of a seat or of the printer, on this day or an earlier one, and not done when the day is over */
  calls_waiting: number;
  letters_waiting: number;
}

export function emptyLoad(day: PlainDate, pattern: DayPattern): DayLoad {
  const made = { calls: 0, sms: 0, letters: 0, hand_overs: 0 };
  return { day, pattern, ...made, calls_due: 0, letters_due: 0, calls_waiting: 0, letters_waiting: 0 };
}
