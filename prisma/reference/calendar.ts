import holidayJp from '@holiday-jp/holiday_jp';
import { proposeYear } from '../../domain/calendar-proposal.ts';
import type { Queryable } from '../database.ts';

/** Closures in exchange for the 24 worked days off of a year: the contract's own example needs 22 (domain.md § Size). */
const closuresAYear = 22;

/**
 * The proposed operating calendar of these fiscal years (April to March) and the public holidays up to two years further; days that are
 * there already stay as they are.
 */
export async function loadCalendar(tx: Queryable, years: { first: number; last: number }): Promise<void> {
  const holidays = Object.fromEntries(Object.values(holidayJp.holidays).map(({ date, name }) => [date, name]));
  const days = Array.from({ length: years.last - years.first + 1 }, (_, index) =>
    proposeYear({ fiscalYear: years.first + index, holidays, closures: closuresAYear }),
  ).flat();
  await tx.query(
    `INSERT INTO calendar_day (day, pattern, city_open, holiday_name)
     SELECT (d->>'day')::date, d->>'pattern', (d->>'cityOpen')::boolean, d->>'holidayName'
       FROM jsonb_array_elements($1::jsonb) AS t(d) ON CONFLICT DO NOTHING`,
    [JSON.stringify(days)],
  );
  await tx.query(
    `INSERT INTO public_holiday (day, name) SELECT key::date, value FROM jsonb_each_text($1::jsonb)
      WHERE key >= $2 AND key < $3 AND NOT EXISTS (SELECT FROM public_holiday)`,
    [JSON.stringify(holidays), `${years.first}-04-01`, `${years.last + 3}-04-01`],
  );
}
