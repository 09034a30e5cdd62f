import type { Queryable } from '../../prisma/database.ts';
import type { AccountEvent } from '../schemas/account.ts';

const MAX_EVENTS = 500;

/** The account's ledger as rows a person reads, newest first, with a predecessor's contacts that came by 移行 and have no ledger row. */
export async function pastEvents(db: Queryable, accountId: string): Promise<AccountEvent[]> {
  const { rows } = await db.query<AccountEvent>(
    `SELECT * FROM (
       SELECT 'l' || l.id AS id, l.at, false AS future,
              CASE WHEN l.act = 'decision' THEN 'decision' WHEN l.act LIKE 'contact%' OR l.act LIKE 'call%' OR l.act = 'complaint_opened' THEN 'contact'
                   WHEN l.act LIKE 'payment%' THEN 'payment' WHEN l.act LIKE 'promise%' THEN 'promise' WHEN l.act LIKE 'letter%' THEN 'letter'
                   WHEN l.act LIKE 'sms%' THEN 'sms' WHEN l.act LIKE 'message%' THEN 'message' WHEN l.act LIKE 'hand_over%' THEN 'hand_over'
                   WHEN l.act LIKE 'hold%' THEN 'hold' WHEN l.act LIKE 'window%' OR l.act = 'restated' THEN 'window'
                   WHEN l.act LIKE 'episode%' OR l.act LIKE 'run%' OR l.act = 'rule_moved' THEN 'episode' WHEN l.act LIKE 'lines%' OR l.act LIKE 'debtor%' OR l.act LIKE 'phone%' THEN 'lines'
                   ELSE 'task' END AS kind,
              l.act AS code, l.actor_kind, s.name AS actor_name,
              CASE WHEN jsonb_array_length(l.reasons) > 0 THEN l.reasons ELSE COALESCE(td.reasons, '[]'::jsonb) END AS reasons,
              l.detail, l.id AS ledger_no, v.version AS rule_version, d.step, d.until, d.inputs,
              x.text
         FROM ledger l LEFT JOIN staff s ON s.id = l.actor_id
         LEFT JOIN decision d ON l.act = 'decision' AND d.id = l.subject_id
         LEFT JOIN rule_version v ON v.id = d.rule_version_id
         LEFT JOIN contact c ON l.act = 'contact_recorded' AND c.id = l.subject_id
         LEFT JOIN contact_text x ON x.contact_id = c.id
         LEFT JOIN intent i ON i.id = c.intent_id LEFT JOIN task t ON t.id = c.task_id
         LEFT JOIN decision td ON td.id = COALESCE(i.decision_id, t.decision_id)
        WHERE l.account_id = $1
       UNION ALL
       SELECT 'c' || c.id, c.at, false, 'contact', 'contact_recorded', 'predecessor', NULL, '[]'::jsonb,
              jsonb_build_object('kind', c.kind, 'outcome', c.outcome, 'spokeWith', c.spoke_with), NULL, NULL, NULL, NULL, NULL,
              x.text
         FROM contact c LEFT JOIN contact_text x ON x.contact_id = c.id WHERE c.account_id = $1 AND c.source = 'predecessor'
     ) AS events ORDER BY at DESC, ledger_no DESC NULLS LAST LIMIT ${MAX_EVENTS}`,
    [accountId],
  );
  return rows;
}

/** What is still to come, furthest first: the decision now waited for, promises to be judged, windows to close, letters' due dates. */
export async function futureEvents(db: Queryable, accountId: string): Promise<AccountEvent[]> {
  const { rows } = await db.query<AccountEvent>(
    `SELECT * FROM (
       SELECT 'w' || a.id AS id, a.until AS at, 'decision' AS kind, 'next_decision' AS code, d.reasons,
              jsonb_build_object('waitingFor', a.waiting_for) AS detail, v.version AS rule_version, d.step, a.until, d.inputs
         FROM account a JOIN LATERAL (SELECT * FROM decision WHERE account_id = a.id ORDER BY seq DESC LIMIT 1) d ON true
         JOIN rule_version v ON v.id = d.rule_version_id WHERE a.id = $1 AND a.until IS NOT NULL
       UNION ALL
       SELECT 'p' || p.id, (p.promised_for + 1)::timestamp AT TIME ZONE 'Asia/Tokyo', 'promise', 'promise_due', '[]'::jsonb,
              jsonb_build_object('promisedFor', p.promised_for, 'amount', p.amount), NULL, NULL, NULL, NULL
         FROM promise p WHERE p.account_id = $1 AND p.state = 'open'
       UNION ALL
       SELECT 'e' || w.id, (w.to_date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo', 'window', 'window_end', '[]'::jsonb,
              jsonb_build_object('channel', w.channel, 'fromDate', w.from_date, 'toDate', w.to_date), NULL, NULL, NULL, NULL
         FROM effect_window w WHERE w.account_id = $1 AND w.state = 'open'
       UNION ALL
       SELECT 'n' || l.id, b.designated_due::timestamp AT TIME ZONE 'Asia/Tokyo', 'letter', 'designated_due', '[]'::jsonb,
              jsonb_build_object('designatedDue', b.designated_due), NULL, NULL, NULL, NULL
         FROM letter l JOIN letter_batch b ON b.id = l.batch_id
        WHERE l.account_id = $1 AND l.state = 'handed_over' AND b.designated_due > (SELECT max(at)::date FROM ledger WHERE account_id = $1)
     ) AS events
     CROSS JOIN (VALUES (true, 'rule', NULL::text, NULL::bigint, NULL::text)) AS always (future, actor_kind, actor_name, ledger_no, text)
     ORDER BY at DESC`,
    [accountId],
  );
  return rows;
}
