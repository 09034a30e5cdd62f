import { notEffectMethods } from '../domain/codes.ts';
import { notTried } from '../domain/line-result.ts';

/** Instants travel as epoch milliseconds: one JSON answer carries all facts and facts.ts turns them into dates again. */
const ms = (column: string) => `floor(extract(epoch FROM ${column}) * 1000)::bigint`;
const quoted = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(',');

/** Shapes of AccountFacts (domain/facts.ts) but for the numbers' records, one sub-select a list. $1 the episodes that `which` names, $2 now, $3 its day in Asia/Tokyo. */
const factsOf = (which: string) => `
SELECT json_build_object(
  'accountId', a.id, 'episodeId', e.id, 'receivableCode', a.receivable_code, 'step', e.step,
  'stepEnteredAt', ${ms('e.step_entered_at')}, 'openedAt', ${ms('e.opened_at')},
  'company', d.kind = 'company', 'dvProtected', d.dv_protected, 'returnedMail', d.returned_mail_at IS NOT NULL,
  'paymentsAsOf', ${ms('r.payments_as_of')},
  'lines', (
    SELECT coalesce(json_agg(json_build_object('id', l.id, 'dueDate', l.due_date, 'demandDate', l.demand_date,
             'prescriptionDate', l.prescription_date, 'balance', b.balance, 'removed', l.removed_at IS NOT NULL,
             'held', EXISTS (SELECT FROM hold h WHERE h.debtor_id = d.id AND h.line_id = l.id AND h.released_at IS NULL
                                AND h.from_date <= $3 AND (h.until_date IS NULL OR h.until_date >= $3))) ORDER BY l.due_date, l.id), '[]')
      FROM arrears_line l JOIN line_balance b ON b.line_id = l.id
     WHERE l.account_id = a.id AND (l.episode_id = e.id OR b.balance > 0)),
  'phones', (
    SELECT coalesce(json_agg(json_build_object('id', p.id, 'kind', p.kind, 'owner', p.owner, 'status', p.status,
             'hours', (SELECT coalesce(json_agg(h ORDER BY h.session, h.weekday, h.hour), '[]')
                         FROM (SELECT session, weekday, hour, sum(tries)::integer AS tries, sum(answers)::integer AS answers FROM phone_hour
                                WHERE phone_id = p.id AND month > $3::date - interval '1 year' GROUP BY session, weekday, hour) h),
             'shares', coalesce((SELECT s.shares FROM answer_share s
                                  WHERE s.group_code = r.group_code AND s.debtor_kind = d.kind AND s.phone_kind = p.kind), '{}'),
             'lastTriedAt', ${ms('k.started_at')}, 'lastResult', k.line_result) ORDER BY p.id), '[]')
      FROM phone p
      LEFT JOIN LATERAL (SELECT started_at, line_result FROM call WHERE phone_id = p.id AND direction = 'out'
                                   AND (line_result IS NULL OR line_result NOT IN (${quoted(notTried)}))
                          ORDER BY started_at DESC LIMIT 1) k ON true
     WHERE p.debtor_id = d.id),
  'contacts', (
    SELECT coalesce(json_agg(json_build_object('id', c.id, 'kind', c.kind, 'outcome', c.outcome, 'spokeWith', c.spoke_with,
             'at', ${ms('c.at')}, 'onDate', c.on_date, 'session', c.session, 'phoneId', c.phone_id) ORDER BY c.at, c.recorded_at), '[]')
      FROM contact c
     WHERE c.account_id = a.id AND c.episode_id = e.id AND c.source = 'centre'
       AND NOT EXISTS (SELECT FROM contact later WHERE later.account_id = a.id AND later.corrects_id = c.id)),
  'promises', (
    SELECT coalesce(json_agg(json_build_object('id', p.id, 'state', p.state, 'promisedFor', p.promised_for, 'amount', p.amount,
             'madeAt', ${ms('p.made_at')}, 'judgedAt', ${ms('p.judged_at')},
             'paid', (SELECT coalesce(sum(y.amount), 0) FROM payment y
                       WHERE y.account_id = a.id AND y.stage <> 'cancelled' AND y.method NOT IN (${quoted(notEffectMethods)})
                         AND y.paid_on BETWEEN (p.made_at AT TIME ZONE 'Asia/Tokyo')::date AND p.promised_for)) ORDER BY p.made_at), '[]')
      FROM promise p WHERE p.account_id = a.id AND p.episode_id = e.id),
  'holds', (
    SELECT coalesce(json_agg(json_build_object('id', h.id, 'kind', h.kind, 'scope', h.scope,
             'blocks', json_build_object('call', h.blocks_call, 'sms', h.blocks_sms, 'letter', h.blocks_letter),
             'from', h.from_date, 'until', h.until_date,
             'endedAt', ${ms(`coalesce(h.released_at, CASE WHEN h.until_date < $3 THEN (h.until_date + 1)::timestamp AT TIME ZONE 'Asia/Tokyo' END)`)})
             ORDER BY h.from_date, h.id), '[]')
      FROM hold h WHERE h.debtor_id = d.id AND (h.scope = 'debtor' OR h.account_id = a.id)),
  'tasks', (
    SELECT coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'state', t.state, 'step', t.step, 'session', t.session,
             'retry', t.is_retry, 'notBefore', ${ms('t.not_before')}, 'dueAt', ${ms('t.due_at')}, 'endedAt', ${ms('t.ended_at')},
             'leased', t.state = 'open' AND t.kind IN ('call','callback') AND u.lease_holder IS NOT NULL
                       AND (u.lease_phase = 'in_call' OR u.lease_until > clock_timestamp())) ORDER BY t.created_at, t.id), '[]')
      FROM task t WHERE t.account_id = a.id AND t.episode_id = e.id),
  'intents', (
    SELECT coalesce(json_agg(json_build_object('id', i.id, 'kind', i.kind, 'step', i.step, 'attempt', i.attempt, 'state', i.state,
             'refusal', i.refusal, 'plannedAt', ${ms('i.planned_at')}, 'settledAt', ${ms('i.settled_at')}) ORDER BY i.planned_at, i.id), '[]')
      FROM intent i WHERE i.account_id = a.id AND i.episode_id = e.id),
  'letters', (
    SELECT coalesce(json_agg(json_build_object('id', l.id, 'step', i.step, 'state', l.state, 'designatedDue', b.designated_due,
             'handedOverOn', c.on_date) ORDER BY l.created_at, l.id), '[]')
      FROM letter l JOIN intent i ON i.id = l.intent_id
      LEFT JOIN letter_batch b ON b.id = l.batch_id
      LEFT JOIN contact c ON c.id = l.contact_id
     WHERE l.account_id = a.id AND l.episode_id = e.id),
  'letterBefore', (
    SELECT max(c.on_date) FROM contact c
     WHERE c.account_id = a.id AND c.kind = 'letter' AND c.outcome = 'letter_handed_over' AND c.episode_id IS DISTINCT FROM e.id),
  'windows', (
    SELECT coalesce(json_agg(json_build_object('id', w.id, 'channel', w.channel, 'fromDate', w.from_date, 'toDate', w.to_date,
             'state', w.state) ORDER BY w.to_date, w.id), '[]')
      FROM effect_window w WHERE w.account_id = a.id AND (w.episode_id = e.id OR w.state = 'open')),
  'handOver', (
    SELECT CASE WHEN h.state <> 'returned' THEN json_build_object('id', h.id, 'state', h.state) END
      FROM hand_over h WHERE h.account_id = a.id AND h.episode_id = e.id ORDER BY h.sent_at DESC LIMIT 1),
  'returnedAt', (SELECT ${ms('max(h.ended_at)')} FROM hand_over h WHERE h.account_id = a.id AND h.state = 'returned'),
  'stoppedChannels', (
    SELECT coalesce(json_agg(DISTINCT s.channel ORDER BY s.channel), '[]') FROM channel_stop s
     WHERE s.ended_at IS NULL AND (s.receivable_code IS NULL OR s.receivable_code = a.receivable_code)),
  'unitRingsAt', (
    SELECT coalesce(json_agg(${ms('i.attempted_at')} ORDER BY i.attempted_at), '[]') FROM intent i
     WHERE i.contact_unit_id = u.id AND i.kind IN ('ring','sms') AND i.state IN ('attempted','confirmed','unknown')
       AND i.attempted_at > $2::timestamptz - interval '7 days'),
  'debtorContactsAt', (
    SELECT coalesce(json_agg(${ms('i.attempted_at')} ORDER BY i.attempted_at), '[]') FROM intent i JOIN account o ON o.id = i.account_id
     WHERE i.contact_unit_id = u.id AND o.debtor_id = d.id AND i.kind IN ('ring','sms') AND i.state IN ('attempted','confirmed','unknown')
       AND i.attempted_at > $2::timestamptz - interval '7 days'),
  'caseRings', (
    SELECT coalesce(json_agg(json_build_object('at', ${ms('i.attempted_at')}, 'phoneId', i.phone_id) ORDER BY i.attempted_at), '[]') FROM intent i
     WHERE i.contact_unit_id = u.id AND i.kind = 'ring' AND i.state IN ('attempted','confirmed','unknown')
       AND i.attempted_at >= $3::date::timestamp AT TIME ZONE 'Asia/Tokyo'
       AND EXISTS (SELECT FROM contact c WHERE c.account_id = a.id AND c.task_id = i.task_id))
)::text AS facts
  FROM episode e JOIN account a ON a.id = e.account_id JOIN debtor d ON d.id = a.debtor_id
  JOIN contact_unit u ON u.id = d.contact_unit_id JOIN receivable r ON r.code = a.receivable_code
 WHERE ${which}`;

export const factsStatement = factsOf('e.id = $1');
/** Of many episodes at once, in no order. */
export const manyFactsStatement = factsOf('e.id = ANY($1::uuid[])');
