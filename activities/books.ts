import { Calendar } from '../domain/calendar.ts';
import type { RuleSet } from '../domain/rules.ts';
import type { Queryable } from '../prisma/database.ts';
import { calendarVersion, plannedDays } from '../records/calendar.ts';

/** What decisions are looked up in. Rule versions never change, so they are kept; the calendar is read again when it has changed. */
export interface Books {
  rules(tx: Queryable, versionId: string): Promise<RuleSet>;
  calendar(tx: Queryable): Promise<Calendar>;
}

export function openBooks(): Books {
  const versions = new Map<string, RuleSet>();
  let kept: { calendar: Calendar; version: number } | undefined;

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

    /** The version is read first: days that are newer than it are read once more, never kept for too new a version. */
    async calendar(tx) {
      const version = await calendarVersion(tx);
      if (kept?.version === version) return kept.calendar;
      kept = { calendar: new Calendar(await plannedDays(tx)), version };
      return kept.calendar;
    },
  };
}
