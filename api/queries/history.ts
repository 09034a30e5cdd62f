import type { Queryable } from '../../prisma/database.ts';
import type { HistoryItem } from '../schemas/case.ts';

/**
 * 経過 of some accounts, newest first: contacts, decisions that changed something, payments, promises judged and holds. Each row says when,
 * who, what, why and the result; words for the codes are the screen's.
 */
export async function history(db: Queryable, accountIds: readonly string[], limit: number): Promise<HistoryItem[]> {
  const { rows } = await db.query<HistoryItem>(
    `SELECT * FROM (
       SELECT 'c' || c.id AS id, c.at, 'contact' AS kind, c.outcome AS code, c.kind AS channel, c.session, p.kind AS phone_kind, c.spoke_with,
              s.name AS staff_name, a.receivable_code, pr.amount, x.text,
              COALESCE(d.reasons, '[]'::jsonb) AS reasons, c.source
         FROM contact c JOIN account a ON a.id = c.account_id LEFT JOIN phone p ON p.id = c.phone_id LEFT JOIN staff s ON s.id = c.staff_id
         LEFT JOIN contact_text x ON x.contact_id = c.id LEFT JOIN promise pr ON pr.contact_id = c.id
         LEFT JOIN intent i ON i.id = c.intent_id LEFT JOIN task t ON t.id = c.task_id
         LEFT JOIN decision d ON d.id = COALESCE(i.decision_id, t.decision_id)
        WHERE c.account_id = ANY($1::uuid[])
       UNION ALL
       SELECT 'd' || d.id, d.decided_at, 'decision', d.act, NULL, NULL, NULL, NULL, NULL, a.receivable_code, NULL, NULL, d.reasons, 'centre'
         FROM decision d JOIN account a ON a.id = d.account_id
        WHERE d.account_id = ANY($1::uuid[]) AND d.act <> 'enterStep' AND COALESCE(d.inputs->>'waitingFor', '') <> 'call_task'
       UNION ALL
       SELECT 'p' || p.id, p.posted_at, 'payment', p.stage, p.method, NULL, NULL, NULL, NULL, p.receivable_code, p.amount, NULL, '[]'::jsonb, 'city'
         FROM payment p WHERE p.account_id = ANY($1::uuid[])
       UNION ALL
       SELECT 'j' || p.id, p.judged_at, 'promise', p.state, NULL, NULL, NULL, p.spoke_with, NULL, a.receivable_code, p.paid, NULL, '[]'::jsonb, 'centre'
         FROM promise p JOIN account a ON a.id = p.account_id WHERE p.account_id = ANY($1::uuid[]) AND p.judged_at IS NOT NULL
     ) AS items ORDER BY at DESC, id LIMIT $2`,
    [accountIds, limit],
  );
  return rows;
}
