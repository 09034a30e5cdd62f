import type { Queryable } from '../../prisma/database.ts';

/**
 * Who has a hold for DV protection is protected from that moment (domain.md § Prescription and holds): alone in a contact unit, without
 * borrowed numbers, letters or texts, until a clerk of the department says otherwise in a file. Returns the accounts whose calls moved.
 */
export async function protectDebtors(tx: Queryable, debtorIds: readonly string[]): Promise<string[]> {
  await tx.query('UPDATE debtor SET dv_protected = true WHERE id = ANY($1::uuid[]) AND NOT dv_protected', [debtorIds]);
  await tx.query(
    `WITH leaving AS MATERIALIZED (
       SELECT d.id, gen_random_uuid() AS unit_id FROM debtor d JOIN contact_unit u ON u.id = d.contact_unit_id
        WHERE d.id = ANY($1::uuid[]) AND u.household_no IS NOT NULL),
     own AS (INSERT INTO contact_unit (id) SELECT unit_id FROM leaving)
     UPDATE debtor d SET contact_unit_id = l.unit_id FROM leaving l WHERE l.id = d.id`,
    [debtorIds],
  );
  const { rows } = await tx.query<{ account_id: string }>(
    `UPDATE task t SET contact_unit_id = d.contact_unit_id
       FROM debtor d JOIN account a ON a.debtor_id = d.id
      WHERE d.id = ANY($1::uuid[]) AND t.account_id = a.id AND t.state = 'open' AND t.contact_unit_id <> d.contact_unit_id
        AND NOT EXISTS (SELECT FROM contact_unit u WHERE u.lease_task_id = t.id)
     RETURNING t.account_id`,
    [debtorIds],
  );
  return rows.map((row) => row.account_id);
}
