import { appendLedger } from './ledger.ts';
import type { RuleActor } from './rule-version.ts';
import type { Queryable } from '../prisma/database.ts';

/** A person, or the rules themselves. */
export type TrialActor = RuleActor | { staffId: null; at: Date };

export function logTrial(
  tx: Queryable,
  { staffId, at }: TrialActor,
  act: Extract<Parameters<typeof appendLedger>[1]['act'], `trial_${string}`>,
  id: string,
  detail: Record<string, unknown>,
): Promise<number> {
  return appendLedger(tx, {
    at,
    actor: staffId === null ? { kind: 'rule' } : { kind: 'staff', id: staffId },
    act,
    subject: { kind: 'rule_trial', id },
    detail,
  });
}
