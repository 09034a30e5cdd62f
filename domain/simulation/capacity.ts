import type { Opening } from '../calendar.ts';

/** What the centre can do for the accounts that are simulated: their share of its seats, printer and texts. */
export interface Capacity {
  calls_a_day: number;
  letters_a_day: number;
  sms_a_month: number;
}

/** domain.md § Size of the work: 79 calls a seat and day; 6,240 letters in the peak month of 20 days; 6,800 texts a year. */
export const CALLS_A_SEAT = 79;
const LETTERS_A_DAY = 312;
const SMS_A_MONTH = 567;

/** What the centre can do for a part of its accounts (`share` of 1): the rest needs the rest of it. */
export function capacityOf(seats: number, share: number): Capacity {
  const part = (whole: number) => Math.max(1, Math.round(whole * share));
  return {
    calls_a_day: part(seats * CALLS_A_SEAT),
    letters_a_day: part(LETTERS_A_DAY),
    sms_a_month: part(SMS_A_MONTH),
  };
}

/** The calls that the seats can make in one opening of a day: its part of the day's hours. */
export function seatsIn({ calls_a_day }: Capacity, opening: Opening, ofTheDay: readonly Opening[]): number {
  const length = ({ from, to }: Opening) => Number(to) - Number(from);
  return Math.round((calls_a_day * length(opening)) / ofTheDay.reduce((sum, each) => sum + length(each), 0));
}
