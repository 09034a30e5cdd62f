import type pg from 'pg';

/**
 * A book of so many open city tax accounts with everything that a case can have had behind it: set-based and as random as the seed, so
 * that thousands come in seconds. What no rule looks at (texts of contacts, ledger rows) is left out. For the owner's connection.
 */
export async function randomBook(owner: pg.Pool, count: number, now: Date, seed = 0.42): Promise<void> {
  const tx = await owner.connect();
  try {
    await tx.query('BEGIN');
    await tx.query('SELECT setseed($1)', [seed]);
    for (const statement of statements)
      await tx.query(
        statement
          .replaceAll(':count', String(Math.floor(count)))
          .replaceAll(':now', `'${now.toISOString()}'::timestamptz`),
      );
    await tx.query('COMMIT');
  } finally {
    tx.release();
  }
  await owner.query('ANALYZE');
}

const oneOf = (...items: string[]) =>
  `(ARRAY[${items.map((item) => `'${item}'`).join(',')}])[1 + floor(random() * ${items.length})::integer]`;
/** Some time of the last days, to the microsecond. */
const within = (days: number) => `:now - random() * interval '${days} days'`;

const statements = [
  `CREATE TEMP TABLE book ON COMMIT DROP AS
   SELECT n, gen_random_uuid() AS unit, gen_random_uuid() AS debtor, gen_random_uuid() AS account, gen_random_uuid() AS episode,
          ${within(150)} AS opened FROM generate_series(1, :count) n`,
  `INSERT INTO contact_unit (id) SELECT unit FROM book`,
  `INSERT INTO debtor (id, addressee_no, kind, name, kana, kana_key, postcode, address, ward, contact_unit_id, dv_protected)
   SELECT debtor, lpad((n + 1000000)::text, 10, '7'), CASE WHEN random() < 0.15 THEN 'company' ELSE 'person' END, '試験 太郎', 'シケン タロウ',
          'シケンタロウ', '9508550', '新潟市中央区学校町通1番町602番地1', '中央区', unit, random() < 0.1 FROM book`,
  `INSERT INTO phone (debtor_id, number, kind, owner, status, obtained_on)
   SELECT debtor, CASE WHEN i = 1 THEN '090' ELSE '080' END || lpad(n::text, 8, '0'), ${oneOf('mobile', 'mobile', 'landline', 'ip')},
          ${oneOf('self', 'self', 'household', 'work')}, ${oneOf('active', 'active', 'active', 'dead', 'wrong')}, '2026-04-01'
     FROM book, generate_series(1, 2) i WHERE random() < 0.6`,
  `INSERT INTO account (id, debtor_id, receivable_code) SELECT account, debtor, 'city_tax' FROM book`,
  `INSERT INTO episode (id, account_id, no, rule_version_id, opened_at, step_entered_at, step)
   SELECT episode, account, 1, (SELECT id FROM rule_version WHERE receivable_code = 'city_tax' AND status = 'active'), opened,
          CASE WHEN random() < 0.7 THEN opened END, 1 + floor(random() * 5)::integer FROM book`,
  `INSERT INTO arrears_line (account_id, episode_id, tax_item_code, assessed_year, taxed_year, notice_no, period, due_date, demand_date,
                             prescription_date, assessed, outstanding, outstanding_as_of, removed_at)
   SELECT account, episode, 'resident_tax', 2026, 2026, 'T' || n, i::text, (:now)::date - (floor(random() * 700) + 10)::integer,
          CASE WHEN random() < 0.9 THEN (:now)::date - floor(random() * 40)::integer END,
          CASE WHEN random() < 0.2 THEN (:now)::date + (floor(random() * 400) - 100)::integer END,
          300000, (ARRAY[1000, 12000, 30000, 50000, 150000, 300000])[1 + floor(random() * 6)::integer], ${within(20)},
          CASE WHEN random() < 0.05 THEN :now END
     FROM book, generate_series(1, 3) i WHERE random() < 0.8`,
  `INSERT INTO hold (scope, debtor_id, account_id, line_id, kind, blocks_call, blocks_sms, blocks_letter, blocks_export, from_date, until_date,
                     reason, source, released_at)
   SELECT 'line', a.debtor_id, a.id, l.id, 'instalments', true, true, true, true, (:now)::date + (floor(random() * 20) - 15)::integer,
          CASE WHEN random() < 0.5 THEN (:now)::date + 10 + floor(random() * 20)::integer END, '', 'city',
          CASE WHEN random() < 0.3 THEN ${within(10)} END
     FROM arrears_line l JOIN account a ON a.id = l.account_id WHERE random() < 0.15`,
  `WITH paid AS (
     INSERT INTO payment (receivable_code, payment_key, account_id, stage, amount, paid_on, posted_at, cancelled_at, method, addressee_no, notice_no, period)
     SELECT 'city_tax', l.id::text, l.account_id, stage, 12000, (:now)::date, ${within(30)}, CASE WHEN stage = 'cancelled' THEN ${within(30)} END,
            'convenience', '', l.notice_no, l.period
       FROM arrears_line l, LATERAL (SELECT ${oneOf('final', 'preliminary', 'cancelled')} AS stage, l.id) s WHERE random() < 0.3 RETURNING id, payment_key)
   INSERT INTO payment_allocation (payment_id, line_id, principal) SELECT id, payment_key::uuid, 12000 FROM paid`,
  `INSERT INTO contact (account_id, episode_id, kind, outcome, at, on_date, session, source)
   SELECT account, episode, kind, CASE WHEN kind = 'inbound' THEN 'inbound_talk' WHEN kind = 'note' THEN 'note' ELSE outcome END, at, at::date,
          CASE WHEN kind = 'call' THEN ${oneOf('weekday', 'evening', 'holiday')} END, 'centre'
     FROM book, generate_series(1, 5) i, LATERAL (SELECT ${oneOf('call', 'call', 'call', 'call', 'inbound', 'note')} AS kind,
          ${oneOf('no_answer', 'no_answer', 'machine_message', 'busy', 'talked_no_promise', 'message_left_household', 'claims_paid')} AS outcome,
          ${within(60)} AS at, i AS again, n AS own) c WHERE random() < 0.5`,
  `INSERT INTO contact (account_id, episode_id, kind, outcome, at, on_date, session, source, corrects_id)
   SELECT account_id, episode_id, kind, 'talked_no_promise', at, on_date, session, 'centre', id FROM contact WHERE kind = 'call' AND random() < 0.05`,
  `INSERT INTO intent (kind, account_id, episode_id, contact_unit_id, step, attempt, state, planned_at, attempted_at)
   SELECT 'sms', account, episode, unit, i % 4, i, ${oneOf('attempted', 'confirmed', 'confirmed', 'unknown', 'refused', 'cancelled')}, at, at
     FROM book, generate_series(1, 3) i, LATERAL (SELECT ${within(60)} AS at, i AS again, n AS own) t WHERE random() < 0.3`,
  `WITH print AS (
     INSERT INTO intent (kind, account_id, episode_id, contact_unit_id, step, attempt, state, planned_at)
     SELECT 'print', account, episode, unit, 4, i, 'confirmed', ${within(60)} FROM book, generate_series(1, 2) i WHERE random() < 0.3
     RETURNING id, account_id, episode_id, planned_at),
   sent AS (
     INSERT INTO contact (account_id, episode_id, kind, outcome, at, on_date, source, intent_id)
     SELECT account_id, episode_id, 'letter', 'letter_handed_over', planned_at, planned_at::date, 'centre', id FROM print RETURNING id, intent_id)
   INSERT INTO letter (reference_no, intent_id, account_id, episode_id, state, contact_id, created_at, state_at)
   SELECT 'N' || row_number() OVER (), p.id, p.account_id, p.episode_id, ${oneOf('handed_over', 'handed_over', 'handed_over', 'pulled')}, s.id, p.planned_at, p.planned_at
     FROM print p JOIN sent s ON s.intent_id = p.id`,
  `INSERT INTO promise (account_id, episode_id, contact_id, promised_for, amount, spoke_with, state, made_at, judged_at)
   SELECT c.account_id, c.episode_id, c.id, c.on_date + 10, 10000, 'self', ${oneOf('kept', 'partly', 'broken', 'broken', 'replaced')}, c.at,
          CASE WHEN random() < 0.8 THEN c.at + random() * interval '10 days' END
     FROM contact c WHERE c.kind = 'call' AND random() < 0.2`,
  `INSERT INTO hand_over (account_id, episode_id, department_code, reason, state, sent_at, ended_at)
   SELECT account, episode, 'tax', 'operator', 'returned', ${within(90)}, ${within(30)} FROM book WHERE random() < 0.2`,
  `UPDATE receivable SET payments_as_of = :now - interval '5 days' WHERE code = 'city_tax'`,
];
