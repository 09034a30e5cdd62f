import { type Database, transaction } from '../prisma/database.ts';
import { activateDue } from '../records/rule-activation.ts';
import { turnTrials } from '../records/trial-course.ts';

/**
 * Puts the rules in force whose day has come by `at`, business time: every minute, whenever a demo's clock has moved, and before a file is
 * taken in, whose new episodes follow the rules of its day even when nothing ran at midnight. Trials begin and end with the day as well.
 * Returns how many rules came into force.
 */
export function activateRules(db: Database, at: Date): Promise<number> {
  return transaction(db, async (tx) => {
    const activated = await activateDue(tx, at);
    await turnTrials(tx, at);
    return activated;
  });
}
