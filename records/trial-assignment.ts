import { armOf, type TrialArm } from '../domain/trial.ts';
import type { Queryable } from '../prisma/database.ts';

interface Home {
  accountId: string;
  contactUnitId: string;
  /** The arm the home, or somebody who lives there now, was given before */
  givenArm: TrialArm | null;
}

/** Aligned arrays, as a statement takes them. */
export interface Assignment {
  trialId: string;
  challengerVersionId: string;
  accountIds: string[];
  unitIds: string[];
  arms: TrialArm[];
}

/**
 * The arms of these accounts' homes in the running trial, for the episodes that are about to open; null without a trial. A home keeps the arm
 * it was first given; one that was never seen takes that of the first of its people who was (a household that merged), else its own by `armOf`.
 */
export async function assignArms(tx: Queryable, accountIds: readonly string[]): Promise<Assignment | null> {
  const { rows: trials } = await tx.query<{ id: string; challenger: string; code: string; share: number }>(
    `SELECT id, challenger_version_id AS challenger, receivable_code AS code, share_percent AS share FROM rule_trial WHERE state = 'running'`,
  );
  const trial = trials[0];
  if (!trial) return null;
  const { rows } = await tx.query<Home>(
    `SELECT a.id AS "accountId", d.contact_unit_id AS "contactUnitId", COALESCE(own.arm, brought.arm) AS "givenArm"
       FROM account a JOIN debtor d ON d.id = a.debtor_id
       LEFT JOIN LATERAL (SELECT m.arm FROM rule_trial_episode m WHERE m.trial_id = $1 AND m.contact_unit_id = d.contact_unit_id LIMIT 1) own ON true
       LEFT JOIN LATERAL (
         SELECT m.arm FROM debtor o JOIN account b ON b.debtor_id = o.id AND b.receivable_code = $2
           JOIN episode e ON e.account_id = b.id JOIN rule_trial_episode m ON m.episode_id = e.id AND m.trial_id = $1
          WHERE own.arm IS NULL AND o.contact_unit_id = d.contact_unit_id ORDER BY e.opened_at, e.id LIMIT 1) brought ON true
      WHERE a.id = ANY($3::uuid[]) AND a.receivable_code = $2`,
    [trial.id, trial.code, accountIds],
  );
  return {
    trialId: trial.id,
    challengerVersionId: trial.challenger,
    accountIds: rows.map(({ accountId }) => accountId),
    unitIds: rows.map(({ contactUnitId }) => contactUnitId),
    arms: rows.map(({ contactUnitId, givenArm }) => givenArm ?? armOf(trial.id, contactUnitId, trial.share)),
  };
}
