import { connectedOutcomes, missOutcomes } from '../domain/codes.ts';
import { NEVER_DAYS } from '../domain/plan/condition.ts';
import { REMINDER_STEP } from '../domain/plan/misses.ts';

/** Facts travel in whole milliseconds (facts-statement.ts), so they are compared in them here too. */
const ms = (column: string) => `date_trunc('milliseconds', ${column})`;
const day = (column: string) => `(${column} AT TIME ZONE 'Asia/Tokyo')::date`;
const listed = (codes: readonly string[]) => codes.map((code) => `'${code}'`).join(',');

/**
 * The relation `account_measure`: for every open account of a receivable what a condition may look at, by the names of domain/rules.ts and
 * with the meaning of domain/plan/condition.ts. $1 the receivable, $2 the business time. To be followed by a SELECT.
 */
export const withAccountMeasure = `
WITH subject AS MATERIALIZED (
  SELECT a.id AS account_id, e.id AS episode_id, d.id AS debtor_id, d.kind = 'company' AS is_company, d.dv_protected,
         r.payments_as_of, coalesce((r.settings->>'demandTermDays')::integer, 0) AS demand_term, ${day('$2::timestamptz')} AS today,
         (SELECT LEAST(${ms('max(h.ended_at)')}, $2::timestamptz) FROM hand_over h WHERE h.account_id = a.id AND h.state = 'returned'
           HAVING max(h.ended_at) IS NOT NULL) AS returned_at
    FROM episode e JOIN account a ON a.id = e.account_id JOIN debtor d ON d.id = a.debtor_id JOIN receivable r ON r.code = a.receivable_code
   WHERE a.receivable_code = $1 AND e.closed_at IS NULL
), owed AS (
  SELECT s.account_id, sum(b.balance) AS amount, count(*) AS lines, max(s.today - l.due_date) AS oldest_due_days
    FROM subject s JOIN arrears_line l ON l.account_id = s.account_id JOIN line_balance b ON b.line_id = l.id
   WHERE b.balance > 0 AND l.demand_date + s.demand_term < s.today AND (l.prescription_date IS NULL OR l.prescription_date > s.today)
     AND NOT EXISTS (SELECT FROM hold h WHERE h.debtor_id = s.debtor_id AND h.line_id = l.id AND h.released_at IS NULL
                        AND h.from_date <= s.today AND (h.until_date IS NULL OR h.until_date >= s.today))
   GROUP BY s.account_id
), voice AS (
  SELECT s.account_id, c.id, c.kind, c.outcome, c.session, ${ms('c.at')} AS at
    FROM subject s JOIN contact c ON c.account_id = s.account_id AND c.episode_id = s.episode_id
   WHERE c.source = 'centre' AND c.kind IN ('call','inbound') AND (s.returned_at IS NULL OR ${ms('c.at')} > s.returned_at)
     AND NOT EXISTS (SELECT FROM contact later WHERE later.account_id = c.account_id AND later.corrects_id = c.id)
), spoken AS (
  SELECT account_id, count(*) FILTER (WHERE kind = 'call') AS calls,
         count(*) FILTER (WHERE outcome IN (${listed(connectedOutcomes)})) AS connections,
         count(*) FILTER (WHERE kind = 'call' AND outcome IN (${listed(missOutcomes)})) AS misses,
         count(*) FILTER (WHERE kind = 'call' AND outcome IN (${listed(missOutcomes)}) AND session = 'weekday') AS misses_weekday,
         count(*) FILTER (WHERE kind = 'call' AND outcome IN (${listed(missOutcomes)}) AND session = 'evening') AS misses_evening,
         count(*) FILTER (WHERE kind = 'call' AND outcome IN (${listed(missOutcomes)}) AND session = 'holiday') AS misses_holiday,
         (array_agg(outcome ORDER BY at DESC, id DESC))[1] IN (${listed(missOutcomes)}) AS last_was_miss
    FROM voice GROUP BY account_id
), number AS (
  SELECT s.account_id, bool_or(p.kind = 'mobile' AND p.owner = 'self' AND NOT s.dv_protected) AS has_mobile
    FROM subject s JOIN phone p ON p.debtor_id = s.debtor_id
   WHERE p.status = 'active' AND (p.owner = 'self' OR NOT s.dv_protected)
   GROUP BY s.account_id
), texted AS (
  SELECT s.account_id, count(*) AS sms_sent
    FROM subject s JOIN intent i ON i.episode_id = s.episode_id
   WHERE i.kind = 'sms' AND i.step <> ${REMINDER_STEP} AND i.state IN ('attempted','confirmed','unknown')
     AND (s.returned_at IS NULL OR ${ms('i.planned_at')} > s.returned_at)
   GROUP BY s.account_id
), written AS (
  SELECT s.account_id, count(*) AS letters_handed_over
    FROM subject s JOIN letter l ON l.account_id = s.account_id AND l.episode_id = s.episode_id JOIN contact c ON c.id = l.contact_id
   WHERE l.state = 'handed_over' AND (s.returned_at IS NULL OR c.on_date >= ${day('s.returned_at')})
   GROUP BY s.account_id
), broken AS (
  SELECT s.account_id, count(*) AS broken_promises
    FROM subject s JOIN promise p ON p.account_id = s.account_id AND p.episode_id = s.episode_id
   WHERE p.state IN ('broken','partly') AND (s.returned_at IS NULL OR ${ms('coalesce(p.judged_at, p.made_at)')} > s.returned_at)
   GROUP BY s.account_id
), account_measure AS (
  SELECT s.account_id, s.episode_id,
         coalesce(amount, 0) AS amount, coalesce(lines, 0) AS lines, coalesce(oldest_due_days, 0) AS oldest_due_days,
         coalesce(misses_weekday, 0) AS misses_weekday, coalesce(misses_evening, 0) AS misses_evening,
         coalesce(misses_holiday, 0) AS misses_holiday, coalesce(misses, 0) AS misses, coalesce(calls, 0) AS calls,
         coalesce(connections, 0) AS connections, coalesce(sms_sent, 0) AS sms_sent,
         coalesce(letters_handed_over, 0) AS letters_handed_over, coalesce(broken_promises, 0) AS broken_promises,
         coalesce(GREATEST(0, s.today - ${day('s.payments_as_of')}), ${NEVER_DAYS}) AS payment_data_age_days,
         extract(month FROM s.today)::integer AS month,
         n.account_id IS NOT NULL AS has_phone, coalesce(n.has_mobile, false) AS has_mobile, s.is_company,
         coalesce(last_was_miss, false) AS last_was_miss
    FROM subject s LEFT JOIN owed USING (account_id) LEFT JOIN spoken USING (account_id) LEFT JOIN number n USING (account_id)
    LEFT JOIN texted USING (account_id) LEFT JOIN written USING (account_id) LEFT JOIN broken USING (account_id)
)
`;
