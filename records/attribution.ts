import { notEffectMethods } from '../domain/codes.ts';
import type { Queryable } from '../prisma/database.ts';

/**
 * Attributes the payments of these accounts to the contacts before them, as domain/attribution does (a property test compares the two):
 * whole and re-runnable, so it is called after every change of payments, lines or contacts. A closed window whose figure becomes another
 * one gets a restatement with its ledger row. `at` is the business instant.
 */
export async function recomputeAttribution(tx: Queryable, accountIds: readonly string[], at: Date): Promise<void> {
  if (accountIds.length === 0) return;
  await replaceAttribution(tx, accountIds);
  await restateWindows(tx, accountIds, at);
}

/**
 * The rules of domain/attribution, in its order: `belonging` is its rule 2, `capped` rule 3, `wanted` rule 4. Contacts that do not count at all
 * are left out first: an SMS that a receipt says failed, and a contact that was corrected.
 */
async function replaceAttribution(tx: Queryable, accountIds: readonly string[]): Promise<void> {
  await tx.query(
    `WITH belonging AS (
       SELECT p.id AS payment_id, a.line_id, ch.channel, k.contact_id, p.account_id, a.principal, p.paid_on, k.from_date, k.at, k.outstanding,
              coalesce(sum(a.principal) OVER (PARTITION BY k.contact_id, a.line_id ORDER BY p.paid_on, p.id
                                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
         FROM payment p
         JOIN payment_allocation a ON a.payment_id = p.id AND a.principal > 0
        CROSS JOIN (VALUES ('call'), ('letter')) ch(channel)
        CROSS JOIN LATERAL (
          SELECT w.contact_id, w.from_date, c.at, l.outstanding
            FROM effect_window w
            JOIN contact c ON c.id = w.contact_id AND c.account_id = w.account_id
            JOIN contact_line l ON l.contact_id = w.contact_id AND l.line_id = a.line_id
           WHERE w.account_id = p.account_id AND w.channel = ch.channel AND p.paid_on BETWEEN w.from_date AND w.to_date
             AND NOT EXISTS (SELECT FROM sms s WHERE s.intent_id = c.intent_id AND s.state = 'failed')
             AND NOT EXISTS (SELECT FROM contact later WHERE later.account_id = c.account_id AND later.corrects_id = c.id)
           ORDER BY w.from_date DESC, c.at DESC, c.id DESC LIMIT 1) k
        WHERE p.account_id = ANY($1::uuid[]) AND p.stage <> 'cancelled' AND p.method <> ALL($2::text[])),
     capped AS (
       SELECT *, least(principal, outstanding - before)::integer AS amount FROM belonging WHERE outstanding > before),
     wanted AS (
       SELECT *, row_number() OVER (PARTITION BY payment_id, line_id ORDER BY from_date DESC, at DESC, channel) = 1 AS in_total FROM capped),
     gone AS (
       DELETE FROM attribution t
        WHERE (t.account_id = ANY($1::uuid[])
               OR t.payment_id IN (SELECT id FROM payment WHERE account_id = ANY($1::uuid[])))
          AND NOT EXISTS (SELECT FROM wanted w WHERE (w.payment_id, w.line_id, w.channel) = (t.payment_id, t.line_id, t.channel)))
     INSERT INTO attribution AS t (payment_id, line_id, channel, contact_id, account_id, amount, in_total, paid_on)
     SELECT payment_id, line_id, channel, contact_id, account_id, amount, in_total, paid_on FROM wanted
     ON CONFLICT (payment_id, line_id, channel) DO UPDATE
        SET contact_id = EXCLUDED.contact_id, account_id = EXCLUDED.account_id, amount = EXCLUDED.amount,
            in_total = EXCLUDED.in_total, paid_on = EXCLUDED.paid_on
      WHERE (t.contact_id, t.account_id, t.amount, t.in_total, t.paid_on) IS DISTINCT FROM
            (EXCLUDED.contact_id, EXCLUDED.account_id, EXCLUDED.amount, EXCLUDED.in_total, EXCLUDED.paid_on)`,
    [accountIds, notEffectMethods],
  );
}

async function restateWindows(tx: Queryable, accountIds: readonly string[], at: Date): Promise<void> {
  await tx.query(
    `WITH figure AS (
       SELECT w.id, w.account_id, w.episode_id, w.channel,
              coalesce((SELECT r.effect_after FROM restatement r WHERE r.window_id = w.id ORDER BY r.id DESC LIMIT 1), w.effect, 0) AS before,
              coalesce((SELECT sum(t.amount) FROM attribution t WHERE t.contact_id = w.contact_id AND t.channel = w.channel), 0)::integer AS after
         FROM effect_window w WHERE w.account_id = ANY($1::uuid[]) AND w.state <> 'open'),
     restated AS (
       INSERT INTO restatement (window_id, effect_before, effect_after, reason, restated_at)
       SELECT id, before, after, CASE WHEN after < before THEN 'payment_taken_back' ELSE 'payment_data_later' END, $2
         FROM figure WHERE before <> after RETURNING window_id, reason)
     INSERT INTO ledger (at, actor_kind, act, account_id, episode_id, subject_kind, subject_id, detail)
     SELECT $2, 'system', 'restated', f.account_id, f.episode_id, 'effect_window', f.id,
            jsonb_build_object('channel', f.channel, 'before', f.before, 'after', f.after, 'reason', r.reason)
       FROM restated r JOIN figure f ON f.id = r.window_id`,
    [accountIds, at],
  );
}

/**
 * Closes a predecessor's windows, and those that no open episode watches, once their receivable's payment data reaches past their last day.
 * All other windows are closed by the account's workflow; so a new installation does not begin by deciding about thousands of old ones.
 */
export async function closeUnwatchedWindows(tx: Queryable, receivables: readonly string[], at: Date): Promise<void> {
  await tx.query(
    `WITH closed AS (
       UPDATE effect_window w
          SET state = 'closed', closed_at = $2,
              effect = (SELECT coalesce(sum(t.amount), 0) FROM attribution t WHERE t.contact_id = w.contact_id AND t.channel = w.channel)
         FROM account a JOIN receivable r ON r.code = a.receivable_code
        WHERE a.id = w.account_id AND w.state = 'open' AND a.receivable_code = ANY($1::text[])
          AND w.to_date < (r.payments_as_of AT TIME ZONE 'Asia/Tokyo')::date
          AND (EXISTS (SELECT FROM contact c WHERE c.id = w.contact_id AND c.source = 'predecessor')
               OR NOT EXISTS (SELECT FROM episode e WHERE e.account_id = a.id AND e.closed_at IS NULL))
       RETURNING w.id, w.account_id, w.episode_id, w.channel, w.effect)
     INSERT INTO ledger (at, actor_kind, act, account_id, episode_id, subject_kind, subject_id, detail)
     SELECT $2, 'system', 'window_closed', account_id, episode_id, 'effect_window', id,
            jsonb_build_object('state', 'closed', 'channel', channel, 'effect', effect)
       FROM closed`,
    [receivables, at],
  );
}
