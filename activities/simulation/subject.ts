import type { Calendar } from '../../domain/calendar.ts';
import type { ReceivableSettings } from '../../domain/receivable.ts';
import type { RuleSet } from '../../domain/rules.ts';
import type { SimulationDeps } from './activities.ts';

/** A simulation that is not over, with the two versions that are compared. */
export interface Simulation {
  id: string;
  kind: 'account' | 'book' | 'replay';
  receivableCode: string;
  parameters: Record<string, string | number>;
  /** The active version's content; the draft's own for a receivable without one */
  base: RuleSet;
  draft: RuleSet;
  settings: ReceivableSettings;
  calendar: Calendar;
  /** Business time at the beginning */
  now: Date;
}

interface Row extends Omit<Simulation, 'calendar' | 'now'> {
  draftHash: string;
  contentHash: string;
}

/** Null when it is over, or when the draft was edited before it began: what it would say would be about another content. */
export async function findSimulation({ db, books, clock }: SimulationDeps, id: string): Promise<Simulation | null> {
  const { rows } = await db.query<Row>(
    `SELECT s.id, s.kind, s.receivable_code AS "receivableCode", s.parameters, COALESCE(b.content, v.content) AS base, v.content AS draft,
            v.content_hash AS "draftHash", s.content_hash AS "contentHash", r.settings
       FROM simulation s JOIN rule_version v ON v.id = s.rule_version_id JOIN receivable r ON r.code = s.receivable_code
       LEFT JOIN rule_version b ON b.id = s.base_version_id
      WHERE s.id = $1 AND s.state IN ('waiting','running')`,
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  if (row.draftHash !== row.contentHash) {
    await db.query(`UPDATE simulation SET state = 'cancelled', finished_at = $2 WHERE id = $1`, [
      id,
      await clock.now(),
    ]);
    return null;
  }
  return { ...row, calendar: await books.calendar(db), now: await clock.now() };
}
