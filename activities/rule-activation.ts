import { type Database, transaction } from '../prisma/database.ts';
import { activateDue } from '../records/rule-activation.ts';

/**
 * Puts the rules in force whose day has come by `at`, business time: every minute, whenever a demo's clock has moved, and before a file is
 * taken in, whose new episodes follow the rules of its day even when nothing ran at midnight. Returns how many.
 */
export function activateRules(db: Database, at: Date): Promise<number> {
  return transaction(db, (tx) => activateDue(tx, at));
}
