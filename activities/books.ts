import { Calendar, type CalendarDay } from '../domain/calendar.ts';
import type { RuleSet } from '../domain/rules.ts';
import type { Queryable } from '../prisma/database.ts';

/** What decisions are looked up in. Rule versions never change, so they are kept; the calendar is read again when it has changed. */
export interface Books {
  rules(tx: Queryable, versionId: string): Promise<RuleSet>;
  calendar(tx: Queryable): Promise<Calendar>;
}

const CALENDAR_AGE_MS = 30_000;

/** `realNow` in milliseconds of real time. */
export function openBooks(realNow: () => number = Date.now): Books {
  const versions = new Map<string, RuleSet>();
  let kept: { calendar: Calendar; readAt: number } | undefined;

  return {
    async rules(tx, versionId) {
      const known = versions.get(versionId);
      if (known) return known;
      const { rows } = await tx.query<{ content: RuleSet }>('SELECT content FROM rule_version WHERE id = $1', [
        versionId,
      ]);
      const row = rows[0];
      if (!row) throw new Error(`No rule version ${versionId}`);
      versions.set(versionId, row.content);
      return row.content;
    },

    async calendar(tx) {
      if (kept && Math.abs(realNow() - kept.readAt) < CALENDAR_AGE_MS) return kept.calendar;
      const { rows } = await tx.query<CalendarDay>(
        'SELECT day, pattern, city_open AS "cityOpen", holiday_name AS "holidayName" FROM calendar_day',
      );
      kept = { calendar: new Calendar(rows), readAt: realNow() };
      return kept.calendar;
    },
  };
}
