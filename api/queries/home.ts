import { CALLS_A_SEAT } from '../../domain/simulation/capacity.ts';
import { type Opening } from '../../domain/calendar.ts';
import { connectedOutcomes } from '../../domain/codes.ts';
import type { Queryable } from '../../prisma/database.ts';
import { bandOf, callableNow, type Taker } from '../../records/lease.ts';
import type { Home } from '../schemas/home.ts';

const QUEUE_SHOWN = 6;

/** The case `claimNext` would take, shown before it is claimed, and the next ones after it: a row a home, the best task of each. */
export async function callQueue(db: Queryable, taker: Taker): Promise<Home['queue']> {
  const { rows } = await db.query<Home['queue'][number]>(
    `WITH ranked AS (${callableNow(QUEUE_SHOWN * 8)}),
     next AS (SELECT DISTINCT ON (contact_unit_id) * FROM ranked ORDER BY contact_unit_id, rank)
     SELECT n.id AS task_id, n.kind, n.reasons, n.priority_parts, d.ward, array_agg(DISTINCT r.name_ja) AS receivables,
            COALESCE(sum(b.balance), 0)::integer AS balance, count(b.line_id)::integer AS lines, $4::date - min(l.due_date) AS oldest_due_days,
            EXISTS (SELECT FROM phone p WHERE p.debtor_id = d.id AND p.kind = 'mobile' AND p.status = 'active') AS has_mobile
       FROM next n JOIN account t ON t.id = n.account_id JOIN debtor d ON d.id = t.debtor_id JOIN account a ON a.debtor_id = d.id
       JOIN receivable r ON r.code = a.receivable_code JOIN line_balance b ON b.account_id = a.id AND b.balance > 0
       JOIN arrears_line l ON l.id = b.line_id
      GROUP BY n.id, n.kind, n.reasons, n.priority_parts, n.rank, d.id, d.ward ORDER BY n.rank LIMIT ${QUEUE_SHOWN}`,
    [taker.staffId, taker.now, taker.session, taker.today, bandOf(taker.now)],
  );
  return rows;
}

export async function heldCase(db: Queryable, staffId: string): Promise<Home['held']> {
  const { rows } = await db.query<NonNullable<Home['held']>>(
    `SELECT u.lease_task_id AS task_id, u.lease_phase AS phase, split_part(d.name, ' ', 1) || ' ●●' AS name
       FROM contact_unit u JOIN task t ON t.id = u.lease_task_id JOIN account a ON a.id = t.account_id JOIN debtor d ON d.id = a.debtor_id
      WHERE u.lease_holder = $1 AND (u.lease_phase = 'in_call' OR u.lease_until > clock_timestamp())`,
    [staffId],
  );
  return rows[0] ?? null;
}

/** Mine and anybody's, the overdue first; the note is what the last contact's text says was asked for. */
export async function callbacks(db: Queryable, staffId: string, now: Date): Promise<Home['callbacks']> {
  const { rows } = await db.query<Home['callbacks'][number]>(
    `SELECT t.id AS task_id, t.account_id, t.due_at, floor(extract(epoch FROM $2 - t.due_at) / 60)::integer AS overdue_minutes,
            split_part(d.name, ' ', 1) || ' ●●' AS name, r.name_ja AS receivable_name, COALESCE(t.assigned_to = $1, false) AS mine, left(x.text, 60) AS note
       FROM task t JOIN account a ON a.id = t.account_id JOIN debtor d ON d.id = a.debtor_id JOIN receivable r ON r.code = t.receivable_code
       LEFT JOIN LATERAL (SELECT ct.text FROM contact c JOIN contact_text ct ON ct.contact_id = c.id
                           WHERE c.account_id = t.account_id AND c.outcome = 'callback_requested' ORDER BY c.at DESC LIMIT 1) x ON true
      WHERE t.kind = 'callback' AND t.state = 'open' AND (t.assigned_to IS NULL OR t.assigned_to = $1) ORDER BY t.due_at LIMIT 20`,
    [staffId, now],
  );
  return rows;
}

export async function otherWork(db: Queryable, staffId: string): Promise<Home['other']> {
  const { rows } = await db.query<Home['other']>(
    `SELECT (SELECT count(*) FROM task WHERE state = 'no_result' AND assigned_to = $1)::integer AS no_result,
            (SELECT count(*) FROM letter l WHERE l.state = 'printed'
                AND NOT EXISTS (SELECT FROM letter_check k WHERE k.letter_id = l.id AND (k.round = 2 OR k.staff_id = $1)))::integer AS letters_to_check,
            (SELECT count(*) FROM message WHERE state = 'answered')::integer AS messages_answered,
            (SELECT count(*) FROM intent WHERE state = 'unknown')::integer AS unknown_intents`,
    [staffId],
  );
  return rows[0]!;
}

/** My calls, contacts and promises of the day, and the centre's; the plan spreads a day's calls over the opening hours. */
export async function todaysProgress(
  db: Queryable,
  staffId: string,
  today: string,
  openings: Opening[],
): Promise<Home['today']> {
  const { rows } = await db.query<{ hour: number; mine: number; centre: number }>(
    `SELECT extract(hour FROM c.started_at AT TIME ZONE 'Asia/Tokyo')::integer AS hour, count(*) FILTER (WHERE c.operator_id = $1)::integer AS mine,
            count(*)::integer AS centre
       FROM call c JOIN intent i ON i.id = c.intent_id AND i.state IN ('attempted','confirmed','unknown')
      WHERE c.direction = 'out' AND (c.started_at AT TIME ZONE 'Asia/Tokyo')::date = $2 GROUP BY 1`,
    [staffId, today],
  );
  const { rows: results } = await db.query<Pick<Home['today'], 'connected' | 'promises' | 'promised'>>(
    `SELECT count(DISTINCT COALESCE(c.call_id, c.id)) FILTER (WHERE c.outcome = ANY($3) AND c.spoke_with IN ('self','household'))::integer AS connected,
            count(DISTINCT p.id)::integer AS promises, COALESCE(sum(p.amount), 0)::integer AS promised
       FROM contact c LEFT JOIN promise p ON p.contact_id = c.id
      WHERE c.staff_id = $1 AND c.on_date = $2 AND c.kind IN ('call','inbound')`,
    [staffId, today, connectedOutcomes],
  );
  const hours = openings.flatMap(({ from, to }) => hoursOf(from, to));
  const plan = hours.length === 0 ? 0 : Math.round(CALLS_A_SEAT / hours.length);
  return {
    ...results[0]!,
    calls: rows.reduce((sum, row) => sum + row.mine, 0),
    calls_plan: CALLS_A_SEAT,
    centre_calls: rows.reduce((sum, row) => sum + row.centre, 0),
    by_hour: hours.map((hour) => ({ hour, plan, calls: rows.find((row) => row.hour === hour)?.mine ?? 0 })),
  };
}

function hoursOf(from: Date, to: Date): number[] {
  const count = Math.round((to.getTime() - from.getTime()) / 3_600_000);
  const first = (from.getUTCHours() + 9) % 24;
  return Array.from({ length: count }, (_, index) => first + index);
}

/** Connected ÷ calls of the month, each call counted once per receivable group (domain.md § Contact rate). */
export async function contactRates(db: Queryable, today: string): Promise<Home['contact_rates']> {
  const { rows } = await db.query<Home['contact_rates'][number]>(
    `SELECT g.code AS group_code, g.name_ja AS name, g.contact_target_percent AS target_percent,
            count(DISTINCT COALESCE(c.call_id, c.id)) FILTER (WHERE c.kind = 'call')::integer AS calls,
            count(DISTINCT COALESCE(c.call_id, c.id)) FILTER (WHERE c.kind = 'call' AND c.outcome = ANY($2)
              AND c.spoke_with IN ('self','household'))::integer AS connected,
            bool_or(v.content->'seasonMonths' = 'null'::jsonb OR v.content->'seasonMonths' @> to_jsonb(extract(month FROM $1::date)::integer)) AS in_season
       FROM receivable_group g JOIN receivable r ON r.group_code = g.code
       JOIN rule_version v ON v.receivable_code = r.code AND v.status = 'active'
       LEFT JOIN account a ON a.receivable_code = r.code
       LEFT JOIN contact c ON c.account_id = a.id AND c.on_date >= date_trunc('month', $1::date) AND c.on_date <= $1::date
      GROUP BY g.code ORDER BY g.position`,
    [today, connectedOutcomes],
  );
  return rows;
}
