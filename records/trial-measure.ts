import { connectedOutcomes } from '../domain/codes.ts';
import { type ArmCounts, noCounts, trialEffect, type TrialEffect } from '../domain/trial-effect.ts';
import { type TrialArm, trialArms } from '../domain/trial.ts';
import type { Queryable } from '../prisma/database.ts';

/**
 * What came of a trial's episodes so far, by arm, in one statement: homes as they were when they were assigned; contacts without those that
 * were corrected; payments as they are attributed, also those that came after the trial's end.
 */
export async function measureTrial(db: Queryable, trialId: string): Promise<TrialEffect> {
  const { rows } = await db.query<ArmCounts & { arm: TrialArm }>(
    `WITH touched AS (
       SELECT m.contact_unit_id, c.id, c.kind, COALESCE(c.call_id, c.id) AS call_id,
              c.kind = 'call' AND c.outcome = ANY($2) AND c.spoke_with IN ('self','household') AS reached
         FROM rule_trial_episode m JOIN episode e ON e.id = m.episode_id
         JOIN contact c ON c.account_id = e.account_id AND c.episode_id = e.id
        WHERE m.trial_id = $1 AND c.kind IN ('call','sms','letter')
          AND NOT EXISTS (SELECT FROM contact later WHERE later.account_id = c.account_id AND later.corrects_id = c.id)),
     contacts AS (
       SELECT contact_unit_id, count(*) AS contacts, count(DISTINCT call_id) FILTER (WHERE kind = 'call') AS calls,
              count(DISTINCT call_id) FILTER (WHERE reached) AS reached
         FROM touched GROUP BY 1),
     payments AS (
       SELECT m.contact_unit_id, sum(t.amount) AS yen
         FROM rule_trial_episode m JOIN episode e ON e.id = m.episode_id
         JOIN contact c ON c.account_id = e.account_id AND c.episode_id = e.id
         JOIN attribution t ON t.contact_id = c.id AND t.in_total
        WHERE m.trial_id = $1 GROUP BY 1),
     watched AS (
       SELECT DISTINCT m.contact_unit_id
         FROM rule_trial_episode m JOIN episode e ON e.id = m.episode_id
         JOIN effect_window w ON w.account_id = e.account_id AND w.episode_id = e.id AND w.state = 'open'
        WHERE m.trial_id = $1),
     homes AS (
       SELECT contact_unit_id, min(arm) AS arm, count(*) AS episodes FROM rule_trial_episode WHERE trial_id = $1 GROUP BY 1),
     figures AS (
       SELECT h.arm, h.episodes, COALESCE(c.contacts, 0)::float8 AS x, COALESCE(p.yen, 0)::float8 AS y, COALESCE(c.calls, 0) AS calls,
              COALESCE(c.reached, 0) AS reached, w.contact_unit_id IS NOT NULL AS watched
         FROM homes h LEFT JOIN contacts c USING (contact_unit_id) LEFT JOIN payments p USING (contact_unit_id)
         LEFT JOIN watched w USING (contact_unit_id))
     SELECT arm, count(*)::integer AS households, sum(episodes)::integer AS episodes, sum(calls)::integer AS calls,
            sum(reached)::integer AS "callsReached", count(*) FILTER (WHERE reached > 0)::integer AS "householdsReached",
            count(*) FILTER (WHERE y > 0)::integer AS "householdsPaid", count(*) FILTER (WHERE watched)::integer AS "householdsWatched",
            sum(x)::integer AS contacts, sum(y) AS yen, sum(x * x) AS "contactsSquared", sum(x * y) AS "contactsTimesYen",
            sum(y * y) AS "yenSquared"
       FROM figures GROUP BY arm`,
    [trialId, connectedOutcomes],
  );
  const counts = new Map(rows.map(({ arm, ...figures }) => [arm, figures]));
  const [champion, challenger] = trialArms.map((arm) => counts.get(arm) ?? noCounts);
  return trialEffect({ champion: champion!, challenger: challenger! });
}
