import type { Queryable } from '../../prisma/database.ts';

export interface EffectQuery {
  /** First and last 納付日, ISO days of Asia/Tokyo */
  from: string;
  to: string;
  /** The month's figure adds inbound calls to calls and SMS; the day's does not (§12(3)ア(エ), イ(エ)) */
  withInbound: boolean;
  /** All when left out */
  receivables?: readonly string[];
}

/** Yen of principal by what they followed. A payment may stand in both columns; in the total it counts once. */
export interface EffectFigures {
  receivable_code: string;
  call: number;
  letter: number;
  total: number;
  /** Late charge that came with the total, a column of its own */
  late_charge: number;
  payments: number;
}

/** 納付額: attributed payments whose 納付日 lies in the period, per receivable. Receivables without any are left out. */
export async function effectOfPeriod(
  db: Queryable,
  { from, to, withInbound, receivables }: EffectQuery,
): Promise<EffectFigures[]> {
  const { rows } = await db.query<EffectFigures>(
    `SELECT receivable_code, sum(call)::bigint AS call, sum(letter)::bigint AS letter, sum(once)::bigint AS total,
            sum(late_charge)::bigint AS late_charge, count(DISTINCT payment_id) AS payments
       FROM (SELECT a.receivable_code, t.payment_id, coalesce(sum(t.amount) FILTER (WHERE t.channel = 'call'), 0) AS call,
                    coalesce(sum(t.amount) FILTER (WHERE t.channel = 'letter'), 0) AS letter,
                    (array_agg(t.amount ORDER BY t.in_total DESC))[1] AS once, max(x.late_charge) AS late_charge
               FROM attribution t
               JOIN account a ON a.id = t.account_id
               JOIN contact c ON c.id = t.contact_id
               JOIN payment_allocation x ON x.payment_id = t.payment_id AND x.line_id = t.line_id
              WHERE t.paid_on BETWEEN $1 AND $2 AND ($3 OR c.kind <> 'inbound') AND a.receivable_code = ANY(coalesce($4, ARRAY[a.receivable_code]))
              GROUP BY a.receivable_code, t.payment_id, t.line_id) s
      GROUP BY receivable_code ORDER BY receivable_code`,
    [from, to, withInbound, receivables ?? null],
  );
  return rows;
}
