import type { Queryable } from '../../prisma/database.ts';
import type { SentLetter } from '../schemas/returned-mail.ts';

const MAX_FOUND = 20;

/** Letters that went out, newest first, by the 参照番号 on the sheet (with or without its N) or by a whole 宛名番号, in any width. */
export async function findSentLetters(db: Queryable, text: string): Promise<SentLetter[]> {
  const number = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const { rows } = await db.query<SentLetter>(
    `SELECT l.id, l.account_id, l.reference_no, r.name_ja AS receivable_name,
            CASE WHEN d.kind = 'company' THEN d.name ELSE split_part(d.name, ' ', 1) || ' ●●' END AS name,
            repeat('●', greatest(0, length(d.addressee_no) - 4)) || right(d.addressee_no, 4) AS addressee_no,
            n.on_date AS handed_over_on, (SELECT COALESCE(sum(x.outstanding), 0)::integer FROM letter_line x WHERE x.letter_id = l.id) AS total,
            l.returned_at,
            COALESCE(l.addressee->>'address' = COALESCE(a.addressee_address, d.address)
                     AND l.addressee->>'postcode' = COALESCE(a.addressee_postcode, d.postcode), false) AS same_address
       FROM letter l JOIN account a ON a.id = l.account_id JOIN debtor d ON d.id = a.debtor_id JOIN receivable r ON r.code = a.receivable_code
       JOIN delivery_note n ON n.id = l.delivery_note_id
      WHERE l.state = 'handed_over' AND (l.reference_no = ANY($1) OR d.addressee_no = $2)
      ORDER BY n.on_date DESC, l.reference_no DESC LIMIT ${MAX_FOUND}`,
    [[number, `N${number}`], number],
  );
  return rows;
}
