import { type Database, transaction } from '../prisma/database.ts';
import { announce } from '../records/event.ts';
import { activateDue } from '../records/rule-activation.ts';

/** Puts the rules in force whose day has come by `at`, business time; every minute, and whenever a demo's clock has moved. Returns how many. */
export function activateRules(db: Database, at: Date): Promise<number> {
  return transaction(db, async (tx) => {
    const activated = await activateDue(tx, at);
    if (activated > 0) await announce(tx, { noun: 'rule' });
    return activated;
  });
}
