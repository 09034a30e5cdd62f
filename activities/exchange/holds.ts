import { type HoldKind, holdKinds } from '../../domain/codes.ts';
import type { ExchangeProblem } from '../../domain/exchange-problem.ts';
import { blocksOf } from '../../domain/hold-blocks.ts';
import { dateOf } from '../../domain/time.ts';
import type { Queryable } from '../../prisma/database.ts';
import { type Intake, plain, unknownDebtors } from './intake.ts';
import { protectDebtors } from './protect.ts';

/** Holds by the sender's own number; a 解除日 releases. What is not in the file stays as it is; an empty 停止 is what the kind blocks. */
export const holds: Intake = {
  check: async (tx) => {
    const debtors = await unknownDebtors(tx);
    return debtors.length > 0 ? debtors : unknownTargets(tx);
  },
  async apply(tx, { sender, now }) {
    const { rows } = await tx.query<{
      id: string;
      debtor_id: string;
      account_id: string | null;
      kind: HoldKind;
      over: boolean;
      added: boolean;
      released: boolean;
    }>(
      `INSERT INTO hold AS h (scope, debtor_id, account_id, line_id, kind, blocks_call, blocks_sms, blocks_letter, blocks_export, from_date,
                              until_date, reason, source, source_key, released_at)
       SELECT i.scope, d.id, CASE WHEN i.scope <> 'debtor' THEN a.id END, CASE WHEN i.scope = 'line' THEN l.id END, i.kind,
              coalesce(i."blocksCall", k.calls), coalesce(i."blocksSms", k.texts), coalesce(i."blocksLetter", k.letters),
              coalesce(i."blocksExport", k.exports), i."fromDate", i."untilDate", i.reason, 'city', $1 || ':' || i."holdNo",
              CASE WHEN i."releasedOn" IS NOT NULL THEN least($2, i."releasedOn"::timestamp AT TIME ZONE 'Asia/Tokyo') END
         FROM ${targets}
         JOIN jsonb_to_recordset($3) AS k(kind text, calls boolean, texts boolean, letters boolean, exports boolean) ON k.kind = i.kind
       ON CONFLICT (source, source_key) DO UPDATE
          SET scope = EXCLUDED.scope, debtor_id = EXCLUDED.debtor_id, account_id = EXCLUDED.account_id, line_id = EXCLUDED.line_id,
              kind = EXCLUDED.kind, blocks_call = EXCLUDED.blocks_call, blocks_sms = EXCLUDED.blocks_sms,
              blocks_letter = EXCLUDED.blocks_letter, blocks_export = EXCLUDED.blocks_export, from_date = EXCLUDED.from_date,
              until_date = EXCLUDED.until_date, reason = EXCLUDED.reason, released_at = EXCLUDED.released_at
        WHERE (h.scope, h.debtor_id, h.account_id, h.line_id, h.kind, h.blocks_call, h.blocks_sms, h.blocks_letter, h.blocks_export,
               h.from_date, h.until_date, h.reason, h.released_at IS NULL) IS DISTINCT FROM
              (EXCLUDED.scope, EXCLUDED.debtor_id, EXCLUDED.account_id, EXCLUDED.line_id, EXCLUDED.kind, EXCLUDED.blocks_call,
               EXCLUDED.blocks_sms, EXCLUDED.blocks_letter, EXCLUDED.blocks_export, EXCLUDED.from_date, EXCLUDED.until_date,
               EXCLUDED.reason, EXCLUDED.released_at IS NULL)
       RETURNING h.id, h.debtor_id, h.account_id, h.kind, coalesce(h.until_date < $4, false) AS over, h.xmax = 0 AS added, h.released_at IS NOT NULL AS released`,
      [sender, now, JSON.stringify(holdKinds.map((kind) => ({ kind, ...blocksOf(kind) }))), dateOf(now)],
    );
    const protecting = rows.filter((row) => row.kind === 'dv_protection' && !row.released && !row.over);
    const moved = await protectDebtors(
      tx,
      protecting.map((row) => row.debtor_id),
    );
    const set = await accountsOf(
      tx,
      rows.filter((row) => !row.released),
    );
    const released = await accountsOf(
      tx,
      rows.filter((row) => row.released),
    );
    return {
      counts: {
        added: rows.filter((row) => row.added && !row.released).length,
        changed: rows.filter((row) => !row.added && !row.released).length,
        removed: rows.filter((row) => row.released).length,
        parked: 0,
      },
      effects: [
        { act: 'hold_set', accounts: plain(set) },
        { act: 'hold_released', accounts: plain(released) },
      ],
      touched: [...new Set([...set, ...released, ...moved])],
    };
  },
};

const targets = `incoming i JOIN debtor d ON d.addressee_no = i."addresseeNo"
         LEFT JOIN account a ON a.debtor_id = d.id AND a.receivable_code = i.receivable
         LEFT JOIN arrears_line l ON l.account_id = a.id AND l.tax_item_code = i."taxItem" AND l.notice_no = i."noticeNo" AND l.period = i.period`;

async function unknownTargets(tx: Queryable): Promise<ExchangeProblem[]> {
  const { rows } = await tx.query<{ row_no: number; account: boolean }>(
    `SELECT i.row_no, a.id IS NOT NULL AS account FROM ${targets}
      WHERE (i.scope <> 'debtor' AND a.id IS NULL) OR (i.scope = 'line' AND l.id IS NULL) ORDER BY i.row_no`,
  );
  return rows.map(({ row_no, account }) =>
    account
      ? { row: row_no, column: '期別', code: 'line_unknown' }
      : { row: row_no, column: '債権', code: 'account_unknown' },
  );
}

async function accountsOf(
  tx: Queryable,
  holdRows: readonly { debtor_id: string; account_id: string | null }[],
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT DISTINCT a.id FROM unnest($1::uuid[], $2::uuid[]) AS t(debtor_id, account_id)
       JOIN account a ON a.debtor_id = t.debtor_id AND a.id = coalesce(t.account_id, a.id)
       JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL`,
    [holdRows.map((row) => row.debtor_id), holdRows.map((row) => row.account_id)],
  );
  return rows.map(({ id }) => id);
}
