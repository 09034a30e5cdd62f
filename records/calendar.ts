import type { PlannedDay } from '../domain/calendar-change.ts';
import type { PlainDate } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';

/** The days that are known, in order, with whether a person chose them. */
export async function plannedDays(tx: Queryable): Promise<PlannedDay[]> {
  const { rows } = await tx.query<PlannedDay>(
    `SELECT day, pattern, city_open AS "cityOpen", holiday_name AS "holidayName", edited_at IS NOT NULL AS edited FROM calendar_day ORDER BY day`,
  );
  return rows;
}

/** Rises with every change of a day. */
export async function calendarVersion(tx: Queryable): Promise<number> {
  const { rows } = await tx.query<{ version: number }>({
    name: 'calendar_version', // asked by every decision
    text: 'SELECT calendar_version AS version FROM installation',
  });
  return rows[0]?.version ?? 0;
}

/** 国民の祝日・休日 by day. */
export async function publicHolidays(tx: Queryable): Promise<Record<PlainDate, string>> {
  const { rows } = await tx.query<{ day: PlainDate; name: string }>('SELECT day, name FROM public_holiday');
  return Object.fromEntries(rows.map(({ day, name }) => [day, name]));
}
