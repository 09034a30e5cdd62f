import type { HoldFact, PromiseFact, WindowFact } from '../facts.ts';
import { addDays } from '../time.ts';
import type { Context } from './context.ts';
import { dataWake } from './data.ts';
import { earliest, latest, morningOf, startOf } from './moments.ts';

/** When time alone may next change what is decided, whatever the account waits for. */
export function nextWake(context: Context): Date | null {
  return earliest([windowWake(context), promiseWake(context), holdWake(context), seasonWake(context)]);
}

export function openWindows({ facts }: Context): WindowFact[] {
  return facts.windows.filter((window) => window.state === 'open');
}

export function openPromise({ facts }: Context): PromiseFact | null {
  return facts.promises.find((promise) => promise.state === 'open') ?? null;
}

/** The morning after the days of grace. */
export function judgingFrom({ calendar, rules }: Context, { promisedFor }: PromiseFact): Date {
  return morningOf(calendar.addOperatingDays(promisedFor, rules.promise.graceDays));
}

/** In force today; a held line is left out of `lines.dunnable` besides. */
export function isActive({ from, until, endedAt }: HoldFact, today: string): boolean {
  return endedAt === null && from <= today && (until === null || until >= today);
}

export function inSeason({ rules }: Context, day: string): boolean {
  return rules.seasonMonths === null || rules.seasonMonths.includes(Number(day.slice(5, 7)));
}

function windowWake(context: Context): Date | null {
  return earliest(openWindows(context).map((window) => dataWake(context, window.toDate)));
}

function promiseWake(context: Context): Date | null {
  const promise = openPromise(context);
  if (!promise) return null;
  const from = judgingFrom(context, promise);
  return context.now < from ? from : latest(from, dataWake(context, promise.promisedFor));
}

/** A hold begins or ends, or a line becomes time-barred. */
function holdWake({ facts, lines, today }: Context): Date | null {
  if (lines.open.length === 0) return null;
  const holds = facts.holds
    .filter((hold) => hold.endedAt === null)
    .flatMap((hold) => [hold.from, hold.until && addDays(hold.until, 1)]);
  const barred = [...lines.dunnable, ...lines.pending].map((line) => line.prescriptionDate);
  const days = [...holds, ...barred].filter((day) => day !== null && day > today);
  return earliest(days.map((day) => startOf(day!)));
}

/** Reminders end with the season. */
function seasonWake(context: Context): Date | null {
  const { rules, lines, today } = context;
  if (rules.seasonMonths === null || lines.dunnable.length === 0 || !inSeason(context, today)) return null;
  return startOf(firstDay(today, (day) => !inSeason(context, day)));
}

/** The first day of a later month that fits; at most a year away. */
export function firstDay(after: string, fits: (day: string) => boolean): string {
  let day = `${after.slice(0, 7)}-01`;
  for (let month = 0; month < 12; month += 1) {
    day = `${addDays(day, 31).slice(0, 7)}-01`;
    if (fits(day)) break;
  }
  return day;
}
