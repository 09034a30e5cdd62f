import { type Intake, plain, unknownDebtors } from './intake.ts';

/** The city's word does not revive a number that the centre found dead or wrong, unless it was obtained later. */
export const phones: Intake = {
  check: unknownDebtors,
  async apply(tx) {
    const { rows } = await tx.query<{ debtor_id: string; added: boolean }>(
      `INSERT INTO phone AS p (debtor_id, number, kind, owner, status, source, obtained_on)
       SELECT d.id, i.number, i.kind, i.owner, i.status, 'city', i."obtainedOn"
         FROM incoming i JOIN debtor d ON d.addressee_no = i."addresseeNo"
       ON CONFLICT (debtor_id, number) DO UPDATE
          SET owner = EXCLUDED.owner, obtained_on = greatest(p.obtained_on, EXCLUDED.obtained_on),
              status = CASE WHEN EXCLUDED.status = 'active' AND EXCLUDED.obtained_on <= p.obtained_on THEN p.status ELSE EXCLUDED.status END
        WHERE p.owner <> EXCLUDED.owner OR EXCLUDED.obtained_on > p.obtained_on
           OR (EXCLUDED.status <> 'active' AND EXCLUDED.status <> p.status)
       RETURNING p.debtor_id, p.xmax = 0 AS added`,
    );
    const { rows: accounts } = await tx.query<{ id: string }>(
      `SELECT a.id FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL WHERE a.debtor_id = ANY($1::uuid[])`,
      [rows.map((row) => row.debtor_id)],
    );
    const accountIds = accounts.map(({ id }) => id);
    const added = rows.filter((row) => row.added).length;
    return {
      counts: { added, changed: rows.length - added, removed: 0, parked: 0 },
      effects: [{ act: 'phone_changed', accounts: plain(accountIds) }],
      touched: accountIds,
    };
  },
};
