import type { ReceivableSettings } from '../domain/receivable.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';

export interface NewReceivable {
  code: string;
  group_code: string;
  department_code: string;
  name_ja: string;
  name_en: string;
  like: string;
}

/** A further receivable with the settings, late charges, one tax item and the active rules of another; false when the code is taken or a name unknown. */
export async function addReceivable(tx: Queryable, receivable: NewReceivable): Promise<boolean> {
  const { code, group_code, department_code, name_ja, name_en, like } = receivable;
  const { rowCount } = await tx.query(
    `INSERT INTO receivable (code, group_code, department_code, name_ja, name_en, position, settings)
     SELECT $1, g.code, d.code, $4, $5, (SELECT max(position) + 1 FROM receivable), r.settings
       FROM receivable r JOIN receivable_group g ON g.code = $2 JOIN department d ON d.code = $3 WHERE r.code = $6
     ON CONFLICT DO NOTHING`,
    [code, group_code, department_code, name_ja, name_en, like],
  );
  if (!rowCount) return false;
  await tx.query(
    `INSERT INTO tax_item (code, receivable_code, name_ja, name_en, position) VALUES ($1, $1, $2, $3, (SELECT max(position) + 1 FROM tax_item))`,
    [code, name_ja, name_en],
  );
  await tx.query(
    'INSERT INTO late_charge_rule SELECT $1, applies_from, settings FROM late_charge_rule WHERE receivable_code = $2',
    [code, like],
  );
  await tx.query(
    `INSERT INTO rule_version (receivable_code, version, status, content, content_hash, effective_from)
     SELECT $1, 1, 'active', content, content_hash, effective_from FROM rule_version WHERE receivable_code = $2 AND status = 'active'`,
    [code, like],
  );
  return true;
}

export interface ReceivableChange {
  name_ja?: string | undefined;
  name_en?: string | undefined;
  active?: boolean | undefined;
  settings?: Partial<ReceivableSettings> | undefined;
}

/** Changes what is given; its open accounts are decided about again. False for an unknown code. */
export async function changeReceivable(tx: Queryable, code: string, change: ReceivableChange): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE receivable SET name_ja = COALESCE($2, name_ja), name_en = COALESCE($3, name_en), active = COALESCE($4, active),
            settings = settings || $5::jsonb WHERE code = $1`,
    [
      code,
      change.name_ja ?? null,
      change.name_en ?? null,
      change.active ?? null,
      JSON.stringify(change.settings ?? {}),
    ],
  );
  if (!rowCount) return false;
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM account WHERE receivable_code = $1 AND state <> 'closed'`,
    [code],
  );
  await touchAccounts(
    tx,
    rows.map((row) => row.id),
    'setting',
  );
  return true;
}
