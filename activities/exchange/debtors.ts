import { dateOf } from '../../domain/time.ts';
import type { Queryable } from '../../prisma/database.ts';
import { type Intake, plain } from './intake.ts';
import { endAddressTasks } from '../../records/address-task.ts';
import { applySendTo } from './send-to.ts';

/**
 * Debtors by 宛名番号. A contact unit is never null: the household, or the person alone for companies, the DV-protected and unknown
 * households. A blank household or DV cell means that this sender does not say, so it never unsays what another department said.
 */
export const debtors: Intake = {
  check: () => Promise.resolve([]),
  async apply(tx, { sender, now }) {
    await chooseUnits(tx, dateOf(now));
    await insertUnits(tx);
    const debtorRows = await upsertDebtors(tx);
    const sendTo = await applySendTo(tx, sender);
    const moved = await followUnits(tx);
    const changedIds = debtorRows.filter(({ added }) => !added).map(({ id }) => id);
    const debtorIds = [...changedIds, ...sendTo.debtorIds];
    await endAddressTasks(tx, { kind: 'city' }, { debtorIds, at: now, reason: 'address_changed' });
    const accounts = await accountsOf(tx, changedIds, [...sendTo.accountIds, ...moved]);
    const changedDebtors = new Set([...changedIds, ...sendTo.debtorIds]);
    const added = debtorRows.filter((row) => row.added);
    for (const { id } of added) changedDebtors.delete(id);
    return {
      counts: { added: added.length, changed: changedDebtors.size, removed: 0, parked: 0 },
      effects: [{ act: 'debtor_changed', accounts: plain(accounts) }],
      touched: accounts,
    };
  },
};

/** A hold for DV protection keeps the protection, whatever this sender says. `unit`: the household's when one is given and allowed, else the single unit the debtor has or gets. */
async function chooseUnits(tx: Queryable, today: string): Promise<void> {
  await tx.query(
    `CREATE TEMPORARY TABLE chosen ON COMMIT DROP AS
     SELECT i."addresseeNo" AS addressee_no, i.household AS household_no, d.id AS debtor_id, i.dv,
            CASE WHEN i.household IS NOT NULL THEN coalesce(h.id, gen_random_uuid())
                 WHEN u.id IS NOT NULL AND (u.household_no IS NULL OR NOT i.alone) THEN u.id
                 ELSE gen_random_uuid() END AS unit_id
       FROM (SELECT i.*, d.dv, (i.kind = 'company' OR d.dv) AS alone,
                    CASE WHEN i.kind = 'person' AND NOT d.dv THEN i."householdNo" END AS household
               FROM incoming i
               CROSS JOIN LATERAL (SELECT coalesce(i."dvProtected", (SELECT dv_protected FROM debtor
                                     WHERE addressee_no = i."addresseeNo"), false)
                                     OR EXISTS (SELECT FROM hold h JOIN debtor p ON p.id = h.debtor_id
                                                 WHERE p.addressee_no = i."addresseeNo" AND h.kind = 'dv_protection'
                                                   AND h.released_at IS NULL AND coalesce(h.until_date, $1) >= $1) AS dv) d) i
       LEFT JOIN debtor d ON d.addressee_no = i."addresseeNo"
       LEFT JOIN contact_unit u ON u.id = d.contact_unit_id
       LEFT JOIN contact_unit h ON h.household_no = i.household`,
    [today],
  );
  // one new household may have several members in the file: they share the first one's id
  await tx.query(
    `UPDATE chosen c SET unit_id = f.unit_id
       FROM (SELECT DISTINCT ON (household_no) household_no, unit_id FROM chosen WHERE household_no IS NOT NULL
              ORDER BY household_no, addressee_no) f
      WHERE f.household_no = c.household_no AND f.unit_id <> c.unit_id`,
  );
}

async function insertUnits(tx: Queryable): Promise<void> {
  await tx.query(
    `INSERT INTO contact_unit (id, household_no)
     SELECT DISTINCT unit_id, household_no FROM chosen c WHERE NOT EXISTS (SELECT FROM contact_unit u WHERE u.id = c.unit_id)`,
  );
}

/** A new address clears the mark of returned mail: letters may go out again. */
async function upsertDebtors(tx: Queryable): Promise<{ id: string; added: boolean }[]> {
  const { rows } = await tx.query<{ id: string; added: boolean }>(
    `INSERT INTO debtor AS d (addressee_no, kind, name, kana, kana_key, birth_date, postcode, address, ward, contact_unit_id, dv_protected)
     SELECT i."addresseeNo", i.kind, i.name, i.kana, i."kanaKey", i."birthDate", i.postcode, i.address, coalesce(i.ward, ''), c.unit_id, c.dv
       FROM incoming i JOIN chosen c ON c.addressee_no = i."addresseeNo"
     ON CONFLICT (addressee_no) DO UPDATE
        SET kind = EXCLUDED.kind, name = EXCLUDED.name, kana = EXCLUDED.kana, kana_key = EXCLUDED.kana_key,
            birth_date = EXCLUDED.birth_date, postcode = EXCLUDED.postcode, address = EXCLUDED.address, ward = EXCLUDED.ward,
            contact_unit_id = EXCLUDED.contact_unit_id, dv_protected = EXCLUDED.dv_protected,
            returned_mail_at = CASE WHEN (d.postcode, d.address) = (EXCLUDED.postcode, EXCLUDED.address) THEN d.returned_mail_at END
      WHERE (d.kind, d.name, d.kana, d.kana_key, d.birth_date, d.postcode, d.address, d.ward, d.contact_unit_id, d.dv_protected)
            IS DISTINCT FROM
            (EXCLUDED.kind, EXCLUDED.name, EXCLUDED.kana, EXCLUDED.kana_key, EXCLUDED.birth_date, EXCLUDED.postcode, EXCLUDED.address,
             EXCLUDED.ward, EXCLUDED.contact_unit_id, EXCLUDED.dv_protected)
     RETURNING d.id, d.xmax = 0 AS added`,
  );
  return rows;
}

/** Open tasks go with their debtor to the new unit; a task that somebody holds stays until it is done. Returns the accounts. */
async function followUnits(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ account_id: string }>(
    `UPDATE task t SET contact_unit_id = d.contact_unit_id
       FROM chosen c JOIN debtor d ON d.addressee_no = c.addressee_no JOIN account a ON a.debtor_id = d.id
      WHERE t.account_id = a.id AND t.state = 'open' AND t.contact_unit_id <> d.contact_unit_id
        AND NOT EXISTS (SELECT FROM contact_unit u WHERE u.lease_task_id = t.id)
     RETURNING t.account_id`,
  );
  return rows.map((row) => row.account_id);
}

async function accountsOf(tx: Queryable, debtorIds: string[], accountIds: string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT a.id FROM account a
      WHERE (a.debtor_id = ANY($1::uuid[]) OR a.id = ANY($2::uuid[]))
        AND EXISTS (SELECT FROM episode e WHERE e.account_id = a.id AND e.closed_at IS NULL)`,
    [debtorIds, accountIds],
  );
  return rows.map(({ id }) => id);
}
