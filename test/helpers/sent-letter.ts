import type { Database } from '../../prisma/database.ts';
import { aPlannedLetter } from './planned-letter.ts';
import type { SeededAccount } from './facts.ts';

/** A letter that was handed over at `at` to the address that its debtor has now. */
export async function aSentLetter(
  db: Database,
  { at, staffId }: { at: Date; staffId: string },
): Promise<SeededAccount & { letterId: string; referenceNo: string; addresseeNo: string }> {
  const letter = await aPlannedLetter(db, { at });
  const { rows } = await db.query<{ reference_no: string; addressee_no: string }>(
    `WITH note AS (
       INSERT INTO delivery_note (department_code, on_date, no, handed_over_at, handed_over_by)
       SELECT 'tax', ($2::timestamptz AT TIME ZONE 'Asia/Tokyo')::date, 1 + count(*), $2, $3 FROM delivery_note RETURNING id)
     UPDATE letter l SET state = 'handed_over', state_at = $2, delivery_note_id = note.id,
            addressee = jsonb_build_object('kind', 'person', 'name', d.name, 'postcode', d.postcode, 'address', d.address, 'displayNumber', '1-602-1')
       FROM note, account a JOIN debtor d ON d.id = a.debtor_id WHERE l.id = $1 AND a.id = l.account_id
     RETURNING l.reference_no, d.addressee_no`,
    [letter.letterId, at, staffId],
  );
  return { ...letter, referenceNo: rows[0]!.reference_no, addresseeNo: rows[0]!.addressee_no };
}
