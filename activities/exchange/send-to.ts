import type { Queryable } from '../../prisma/database.ts';

/**
 * 送付先, 代理 and the other contact (§8(3)イ) hold for the sender's own receivables. An account that has none yet is made for them, closed,
 * because the arrears usually come in the next file. Returns what changed. A 送付先 from which no letter came back clears the mark of returned
 * mail, as a new address does.
 */
export async function applySendTo(
  tx: Queryable,
  sender: string,
): Promise<{ accountIds: string[]; debtorIds: string[] }> {
  const { rows } = await tx.query<{ id: string; debtor_id: string }>(
    `INSERT INTO account AS a (debtor_id, receivable_code, addressee_name, addressee_postcode, addressee_address, representative_kind,
                               contact_phone, state, decided_version)
     SELECT d.id, r.code, i."sendToName", i."sendToPostcode", i."sendToAddress", i.representative, i."contactPhone", 'closed', 1
       FROM incoming i JOIN debtor d ON d.addressee_no = i."addresseeNo" CROSS JOIN receivable r
      WHERE r.department_code = $1
        AND (num_nonnulls(i."sendToName", i."sendToPostcode", i."sendToAddress", i.representative, i."contactPhone") > 0
             OR EXISTS (SELECT FROM account x WHERE x.debtor_id = d.id AND x.receivable_code = r.code))
     ON CONFLICT (debtor_id, receivable_code) DO UPDATE
        SET addressee_name = EXCLUDED.addressee_name, addressee_postcode = EXCLUDED.addressee_postcode,
            addressee_address = EXCLUDED.addressee_address, representative_kind = EXCLUDED.representative_kind,
            contact_phone = EXCLUDED.contact_phone
      WHERE (a.addressee_name, a.addressee_postcode, a.addressee_address, a.representative_kind, a.contact_phone) IS DISTINCT FROM
            (EXCLUDED.addressee_name, EXCLUDED.addressee_postcode, EXCLUDED.addressee_address, EXCLUDED.representative_kind,
             EXCLUDED.contact_phone)
     RETURNING a.id, a.debtor_id`,
    [sender],
  );
  await clearReturnedMail(
    tx,
    rows.map(({ id }) => id),
  );
  return { accountIds: rows.map(({ id }) => id), debtorIds: rows.map((row) => row.debtor_id) };
}

async function clearReturnedMail(tx: Queryable, accountIds: string[]): Promise<void> {
  await tx.query(
    `UPDATE debtor d SET returned_mail_at = NULL FROM account a
      WHERE a.debtor_id = d.id AND a.id = ANY($1::uuid[]) AND d.returned_mail_at IS NOT NULL AND a.addressee_address IS NOT NULL
        AND NOT EXISTS (SELECT FROM letter l WHERE l.account_id = a.id AND l.returned_at IS NOT NULL
                           AND l.addressee->>'address' = a.addressee_address)`,
    [accountIds],
  );
}
