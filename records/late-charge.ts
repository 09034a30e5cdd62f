import { lateChargeEstimate } from '../domain/late-charge.ts';
import { type DatedLateCharge, lateChargeFor, type LateChargeSettings } from '../domain/late-charge-settings.ts';
import type { PlainDate } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';

/** A line with what is left of its principal, yen. */
export interface ChargedLine {
  lineId: string;
  receivableCode: string;
  balance: number;
  dueDate: PlainDate;
  demandDate: PlainDate | null;
}

/** Every receivable's ordinances, oldest first. */
export async function lateChargeRules(tx: Queryable): Promise<Map<string, DatedLateCharge[]>> {
  const { rows } = await tx.query<DatedLateCharge & { code: string }>(
    `SELECT receivable_code AS code, applies_from AS "appliesFrom", settings FROM late_charge_rule ORDER BY receivable_code, applies_from`,
  );
  const rules = new Map<string, DatedLateCharge[]>();
  for (const { code, appliesFrom, settings } of rows)
    rules.set(code, [...(rules.get(code) ?? []), { appliesFrom, settings }]);
  return rules;
}

/**
 * 延滞金 of each line by its id, yen, if all that is left were paid on `asOf`: on the principal as it was before each part payment (principal
 * first), less the late charge that was paid already.
 */
export async function estimatedCharges(
  tx: Queryable,
  lines: readonly ChargedLine[],
  asOf: PlainDate,
): Promise<Map<string, number>> {
  const rules = await lateChargeRules(tx);
  const paid = await paymentsOf(
    tx,
    lines.map(({ lineId }) => lineId),
  );
  return new Map(lines.map((line) => [line.lineId, chargeOf(line, rules, paid.get(line.lineId) ?? [], asOf)]));
}

interface Paid {
  paidOn: PlainDate;
  amount: number;
  lateCharge: number;
}

function chargeOf(
  { receivableCode, balance, dueDate, demandDate }: ChargedLine,
  rules: ReadonlyMap<string, DatedLateCharge[]>,
  payments: readonly Paid[],
  asOf: PlainDate,
): number {
  const settings = lateChargeFor(rules.get(receivableCode) ?? [], dueDate);
  if (!settings) return 0;
  const principal = balance + payments.reduce((sum, { amount }) => sum + amount, 0);
  const { charge } = lateChargeEstimate(principal, dueDate, asOf, settings, { demandDate, payments });
  return Math.max(0, charge - payments.reduce((sum, { lateCharge }) => sum + lateCharge, 0));
}

async function paymentsOf(tx: Queryable, lineIds: readonly string[]): Promise<Map<string, Paid[]>> {
  const { rows } = await tx.query<Paid & { lineId: string }>(
    `SELECT x.line_id AS "lineId", p.paid_on AS "paidOn", x.principal AS amount, x.late_charge AS "lateCharge"
       FROM payment_allocation x JOIN payment p ON p.id = x.payment_id
      WHERE x.line_id = ANY($1::uuid[]) AND p.stage <> 'cancelled' ORDER BY p.paid_on`,
    [lineIds],
  );
  return Map.groupBy(rows, ({ lineId }) => lineId);
}

/** Enters or replaces the ordinance that applies from that due date on; false for an unknown receivable. */
export async function setLateCharge(
  tx: Queryable,
  code: string,
  { appliesFrom, settings }: { appliesFrom: PlainDate; settings: LateChargeSettings },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO late_charge_rule (receivable_code, applies_from, settings) SELECT code, $2, $3 FROM receivable WHERE code = $1
     ON CONFLICT (receivable_code, applies_from) DO UPDATE SET settings = EXCLUDED.settings`,
    [code, appliesFrom, JSON.stringify(settings)],
  );
  return rowCount === 1;
}

/** Takes a revision back; the first entry stays, so that every line has one. False when there is no such revision. */
export async function removeLateCharge(tx: Queryable, code: string, appliesFrom: PlainDate): Promise<boolean> {
  const { rowCount } = await tx.query(
    `DELETE FROM late_charge_rule WHERE receivable_code = $1 AND applies_from = $2
        AND applies_from > (SELECT min(applies_from) FROM late_charge_rule WHERE receivable_code = $1)`,
    [code, appliesFrom],
  );
  return rowCount === 1;
}
