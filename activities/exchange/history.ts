import type { ExchangeProblem } from '../../domain/exchange-problem.ts';
import type { Queryable } from '../../prisma/database.ts';
import { connectedOutcomes } from '../../domain/codes.ts';
import { dateOf } from '../../domain/time.ts';
import { closeUnwatchedWindows, recomputeAttribution } from '../../records/attribution.ts';
import type { AccountChange } from '../../records/changes.ts';
import { refreshAnswerShares } from '../../records/phone-hour.ts';
import { type Intake, type IntakeFile, unknownDebtors } from './intake.ts';

/**
 * 移行: a predecessor's contacts, shown as such and without decisions. They open effect windows by the receivable's settings, so that the
 * effect of past months can be computed. Contacts are append-only: a record that is there already is left alone.
 */
export const history: Intake = {
  check: async (tx) => {
    const debtors = await unknownDebtors(tx);
    return debtors.length > 0 ? debtors : unknownTargets(tx);
  },
  async apply(tx, file) {
    const accounts = await insertContacts(tx, file);
    await insertOwed(tx);
    await insertDerivedOwed(tx);
    await insertTexts(tx);
    await openWindows(tx);
    await countTries(tx);
    // the first such file fills tables that were empty: what follows would be planned for empty ones
    await tx.query('ANALYZE contact, contact_line, effect_window, phone_hour');
    await refreshAnswerShares(tx, dateOf(file.now));
    const accountIds = accounts.map(({ accountId }) => accountId);
    await recomputeAttribution(tx, accountIds, file.now);
    await closeUnwatchedWindows(tx, await receivablesOf(tx), file.now);
    return {
      counts: { added: await countNew(tx), changed: 0, removed: 0, parked: 0 },
      effects: [{ act: 'contact_recorded', accounts: await withTexts(tx, accounts) }],
      touched: await watched(tx, accountIds),
    };
  },
};

const owedCells = `CROSS JOIN LATERAL regexp_split_to_table(i.owed, '\\|') AS cell
  CROSS JOIN LATERAL (SELECT trim(split_part(cell, ':', 1)) AS item, split_part(cell, ':', 2) AS notice, split_part(cell, ':', 3) AS part,
                             split_part(cell, ':', 4)::integer AS yen) o
   LEFT JOIN tax_item t ON t.receivable_code = i.receivable AND o.item IN (t.code, t.name_ja)
   LEFT JOIN arrears_line l ON l.account_id = a.id AND l.tax_item_code = t.code AND l.notice_no = o.notice AND l.period = o.part`;
const incomingAccounts = `incoming i JOIN debtor d ON d.addressee_no = i."addresseeNo"
   LEFT JOIN account a ON a.debtor_id = d.id AND a.receivable_code = i.receivable`;

async function unknownTargets(tx: Queryable): Promise<ExchangeProblem[]> {
  const accounts = await tx.query<{ row_no: number }>(
    `SELECT i.row_no FROM ${incomingAccounts} WHERE a.id IS NULL ORDER BY i.row_no`,
  );
  const lines = await tx.query<{ row_no: number }>(
    `SELECT DISTINCT i.row_no FROM ${incomingAccounts} ${owedCells} WHERE a.id IS NOT NULL AND l.id IS NULL ORDER BY i.row_no`,
  );
  return [
    ...accounts.rows.map(({ row_no }) => ({ row: row_no, column: '債権', code: 'account_unknown' as const })),
    ...lines.rows.map(({ row_no }) => ({ row: row_no, column: '未納明細', code: 'line_unknown' as const })),
  ];
}

/** `fresh` keeps the new contacts beside their rows for the statements that follow. */
async function insertContacts(tx: Queryable, { sender }: IntakeFile): Promise<AccountChange[]> {
  await tx.query(
    `CREATE TEMPORARY TABLE fresh ON COMMIT DROP AS
     SELECT gen_random_uuid() AS id, a.id AS account_id, i.*, coalesce(i."onDate", (i.at AT TIME ZONE 'Asia/Tokyo')::date) AS on_date,
            (SELECT p.id FROM phone p WHERE p.debtor_id = d.id AND p.number = i.phone) AS phone_id, $1 || ':' || i."recordNo" AS source_key
       FROM ${incomingAccounts}
      WHERE NOT EXISTS (SELECT FROM contact c WHERE c.source = 'predecessor' AND c.source_key = $1 || ':' || i."recordNo")`,
    [sender],
  );
  await tx.query(
    `INSERT INTO contact (id, account_id, kind, outcome, spoke_with, at, on_date, session, phone_id, source, source_key)
     SELECT id, account_id, kind, outcome, "spokeWith", at, on_date, session, phone_id, 'predecessor', source_key FROM fresh`,
  );
  const { rows } = await tx.query<{ account_id: string; contacts: number }>(
    'SELECT account_id, count(*) AS contacts FROM fresh GROUP BY account_id',
  );
  return rows.map(({ account_id, contacts }) => ({
    accountId: account_id,
    detail: { contacts, source: 'predecessor' },
  }));
}

async function insertOwed(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO contact_line (contact_id, line_id, outstanding)
     SELECT i.id, l.id, o.yen FROM fresh i JOIN account a ON a.id = i.account_id ${owedCells}
     ON CONFLICT DO NOTHING`,
  );
}

/** Without 未納明細: what was overdue on that day, with the payments from that day on added back. */
async function insertDerivedOwed(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO contact_line (contact_id, line_id, outstanding)
     SELECT i.id, l.id, s.owed
       FROM fresh i JOIN arrears_line l ON l.account_id = i.account_id AND l.due_date < i.on_date
       JOIN line_balance b ON b.line_id = l.id
      CROSS JOIN LATERAL (
        SELECT least(l.assessed, b.balance + coalesce((
                 SELECT sum(x.principal) FROM payment_allocation x JOIN payment p ON p.id = x.payment_id
                  WHERE x.line_id = l.id AND p.stage <> 'cancelled' AND p.paid_on >= i.on_date), 0)) AS owed) s
      WHERE i.owed IS NULL AND s.owed > 0`,
  );
}

async function insertTexts(tx: Queryable): Promise<void> {
  await tx.query(
    'INSERT INTO contact_text (contact_id, salt, text) SELECT id, gen_random_bytes(32), text FROM fresh WHERE text IS NOT NULL',
  );
}

async function openWindows(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO effect_window (contact_id, account_id, channel, from_date, to_date)
     SELECT i.id, i.account_id, CASE WHEN i.kind = 'letter' THEN 'letter' ELSE 'call' END, i.on_date,
            i.on_date + (v.content->'effect'->>CASE WHEN i.kind = 'letter' THEN 'letterWindowDays' ELSE 'callWindowDays' END)::integer
       FROM fresh i JOIN rule_version v ON v.receivable_code = i.receivable AND v.status = 'active'
      WHERE v.content->'effect'->'windowOutcomes' ? i.outcome AND EXISTS (SELECT FROM contact_line l WHERE l.contact_id = i.id)`,
  );
}

/** Into the numbers' records by weekday and hour; one call about several accounts has the same time and number in each of its rows. */
async function countTries(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO phone_hour AS h (phone_id, month, group_code, session, weekday, hour, tries, answers)
     SELECT phone_id, date_trunc('month', local)::date, group_code, session, extract(isodow FROM local), extract(hour FROM local), count(*),
            count(*) FILTER (WHERE outcome = ANY($1))
       FROM (SELECT DISTINCT ON (i.phone_id, i.at) i.phone_id, r.group_code, i.session, i.outcome, i.at AT TIME ZONE 'Asia/Tokyo' AS local
               FROM fresh i JOIN receivable r ON r.code = i.receivable
              WHERE i.kind = 'call' AND i.phone_id IS NOT NULL AND i.session IS NOT NULL ORDER BY i.phone_id, i.at, i.id) tried
      GROUP BY 1, 2, 3, 4, 5, 6
     ON CONFLICT (phone_id, month, group_code, session, weekday, hour)
     DO UPDATE SET tries = h.tries + EXCLUDED.tries, answers = h.answers + EXCLUDED.answers`,
    [connectedOutcomes],
  );
}

/** The ledger keeps each text's HMAC under the salt that is destroyed with it. */
async function withTexts(tx: Queryable, accounts: readonly AccountChange[]): Promise<AccountChange[]> {
  const { rows } = await tx.query<{ account_id: string; texts: Record<string, string> }>(
    `SELECT f.account_id, jsonb_object_agg(f.id, encode(hmac(convert_to(t.text, 'UTF8'), t.salt, 'sha256'), 'hex')) AS texts
       FROM fresh f JOIN contact_text t ON t.contact_id = f.id GROUP BY f.account_id`,
  );
  const texts = new Map(rows.map((row) => [row.account_id, row.texts]));
  return accounts.map(({ accountId, detail }) => ({
    accountId,
    detail: texts.has(accountId) ? { ...detail, textHmacs: texts.get(accountId) } : detail,
  }));
}

async function receivablesOf(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ receivable: string }>('SELECT DISTINCT receivable FROM fresh');
  return rows.map(({ receivable }) => receivable);
}

async function watched(tx: Queryable, accountIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ account_id: string }>(
    'SELECT account_id FROM episode WHERE account_id = ANY($1::uuid[]) AND closed_at IS NULL',
    [accountIds],
  );
  return rows.map((row) => row.account_id);
}

async function countNew(tx: Queryable): Promise<number> {
  const { rows } = await tx.query<{ count: number }>('SELECT count(*) AS count FROM fresh');
  return rows[0]!.count;
}
