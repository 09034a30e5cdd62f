import { addMonths, instantAt, type PlainDate } from '../../domain/time.ts';

/** Maps days and instants to pixels. */
export interface Scale {
  from: PlainDate;
  to: PlainDate;
  left: number;
  right: number;
}

/** `at` is an ISO day (its beginning in Tokyo) or an ISO instant; outside the scale it stops at the edge. */
export function xOf({ from, to, left, right }: Scale, at: string): number {
  const start = instantAt(from, '00:00').getTime();
  const end = instantAt(to, '24:00').getTime();
  const time = at.length === 10 ? instantAt(at, '00:00').getTime() : new Date(at).getTime();
  const share = Math.min(1, Math.max(0, (time - start) / (end - start)));
  return left + share * (right - left);
}

/** First days of the months that begin inside the scale. */
export function monthsOf({ from, to }: Scale): PlainDate[] {
  const months: PlainDate[] = [];
  for (let month = addMonths(`${from.slice(0, 7)}-01`, 1); month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** Rough width of a label at 13 px: full-width letters 13, others 8.2. */
export function textWidth(text: string): number {
  return [...text].reduce((width, letter) => width + (/[\u0000-\u00ff]/.test(letter) ? 8.2 : 13), 0);
}
