import { customerBarcodeSvg } from '../../domain/customer-barcode-svg.ts';
import { customerBarcode } from '../../domain/customer-barcode.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { Addressee } from '../../reports/letter/data.ts';
import type { ListDefinition } from './list.ts';

const masked = `CASE WHEN d.kind = 'company' THEN d.name ELSE split_part(d.name, ' ', 1) || ' ●●' END AS name`;

export const batchList: ListDefinition = {
  name: 'letter-batches',
  select: `b.id, b.receivable_code, r.name_ja AS receivable_name, r.department_code, e.name_ja AS department_name, b.on_date, b.no, b.state, b.created_at, b.cut_off_at,
           b.payments_as_of, b.designated_due, b.rendered_at, b.printed_at, p.name AS printed_by_name, b.page_count, b.pdf IS NOT NULL AS has_pdf,
           c.letters, o.left_out, c.rendered, c.pulled, c.refused, c.spoiled, c.handed_over, c.delivery_note_id, n.handed_over_at, n.received_at,
           k.checked_once, k.checked_twice, k.first_checker, k.second_checker`,
  from: `letter_batch b JOIN receivable r ON r.code = b.receivable_code JOIN department e ON e.code = r.department_code
    LEFT JOIN staff p ON p.id = b.printed_by
    CROSS JOIN LATERAL (
      SELECT count(*)::integer AS letters, count(*) FILTER (WHERE l.page_from IS NOT NULL)::integer AS rendered,
             count(*) FILTER (WHERE l.state = 'pulled')::integer AS pulled, count(*) FILTER (WHERE l.state = 'refused')::integer AS refused,
             count(*) FILTER (WHERE l.state = 'spoiled')::integer AS spoiled,
             count(*) FILTER (WHERE l.state = 'handed_over')::integer AS handed_over, (array_agg(l.delivery_note_id))[1] AS delivery_note_id
        FROM letter l WHERE l.batch_id = b.id) c
    CROSS JOIN LATERAL (
      SELECT count(*)::integer AS left_out FROM letter l JOIN account a ON a.id = l.account_id
       WHERE l.batch_id IS NULL AND l.state = 'refused' AND l.state_at = b.cut_off_at AND a.receivable_code = b.receivable_code) o
    LEFT JOIN delivery_note n ON n.id = c.delivery_note_id
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE x.round = 1 AND x.result = 'match' AND l.state <> ALL(ARRAY['pulled','spoiled']))::integer AS checked_once,
             count(*) FILTER (WHERE x.round = 2 AND x.result = 'match' AND l.state <> ALL(ARRAY['pulled','spoiled']))::integer AS checked_twice,
             (array_agg(s.name ORDER BY x.checked_at DESC) FILTER (WHERE x.round = 1))[1] AS first_checker, (array_agg(s.name ORDER BY x.checked_at DESC) FILTER (WHERE x.round = 2))[1] AS second_checker
        FROM letter_check x JOIN letter l ON l.id = x.letter_id JOIN staff s ON s.id = x.staff_id WHERE l.batch_id = b.id) k`,
  sorts: { id: 'b.id', on_date: 'b.on_date', created_at: 'b.created_at', state: 'b.state' },
  defaultSort: 'b.on_date DESC, r.position, b.no',
  filters: {
    id: 'b.id::text = ANY(?)',
    state: 'b.state = ?',
    states: 'b.state = ANY(?)',
    receivable_code: 'b.receivable_code = ?',
    on_date: 'b.on_date = ?',
    department_code: 'r.department_code = ?',
  },
};

export const letterList: ListDefinition = {
  name: 'letters',
  select: `l.id, l.account_id, a.debtor_id, l.reference_no, l.batch_id, l.envelope_no, a.receivable_code, r.name_ja AS receivable_name, ${masked},
           l.state, l.state_reason, l.page_from, l.page_count, t.total, t.lines, l.created_at, l.state_at, l.returned_at,
           d.returned_mail_at IS NOT NULL AS address_stopped,
           COALESCE((SELECT jsonb_agg(jsonb_build_object('round', k.round, 'staff_id', k.staff_id, 'name', s.name, 'result', k.result,
                              'reason', k.reason, 'checked_at', k.checked_at) ORDER BY k.round)
                       FROM letter_check k JOIN staff s ON s.id = k.staff_id WHERE k.letter_id = l.id), '[]'::jsonb) AS checks`,
  from: `letter l JOIN account a ON a.id = l.account_id JOIN debtor d ON d.id = a.debtor_id JOIN receivable r ON r.code = a.receivable_code
    CROSS JOIN LATERAL (SELECT COALESCE(sum(x.outstanding), 0)::integer AS total, count(*)::integer AS lines
                          FROM letter_line x WHERE x.letter_id = l.id) t`,
  sorts: {
    id: 'l.id',
    envelope_no: 'l.envelope_no',
    reference_no: 'l.reference_no',
    state_at: 'l.state_at',
    returned_at: 'l.returned_at',
    created_at: 'l.created_at',
  },
  defaultSort: 'l.created_at DESC, l.reference_no',
  filters: {
    id: 'l.id::text = ANY(?)',
    batch_id: 'l.batch_id = ?',
    state: 'l.state = ?',
    states: 'l.state = ANY(?)',
    returned: '(l.returned_at IS NOT NULL) = ?',
    account_id: 'l.account_id = ?',
    receivable_code: 'a.receivable_code = ?',
    delivery_note_id: 'l.delivery_note_id = ?',
  },
};

export const deliveryNoteList: ListDefinition = {
  name: 'delivery-notes',
  select: `n.id, n.department_code, p.name_ja AS department_name, n.on_date, n.no, n.handed_over_at, h.name AS handed_over_by_name, n.received_at,
           g.name AS received_by_name, (SELECT count(*) FROM letter l WHERE l.delivery_note_id = n.id)::integer AS letters`,
  from: `delivery_note n JOIN department p ON p.code = n.department_code JOIN staff h ON h.id = n.handed_over_by
    LEFT JOIN staff g ON g.id = n.received_by`,
  sorts: { id: 'n.id', on_date: 'n.on_date' },
  defaultSort: 'n.on_date DESC, n.department_code, n.no',
  filters: { id: 'n.id::text = ANY(?)', department_code: 'n.department_code = ?', open: '(n.received_at IS NULL) = ?' },
};

/** Letters that the rules ask for and no batch has yet, by receivable. */
export async function waitingLetters(db: Queryable) {
  const { rows } = await db.query<{
    receivable_code: string;
    receivable_name: string;
    letters: number;
    total: number;
    payments_as_of: Date | null;
  }>(
    `SELECT r.code AS receivable_code, r.name_ja AS receivable_name, r.payments_as_of, count(*)::integer AS letters,
            COALESCE(sum((SELECT sum(x.outstanding) FROM letter_line x WHERE x.letter_id = l.id)), 0)::integer AS total
       FROM letter l JOIN account a ON a.id = l.account_id JOIN receivable r ON r.code = a.receivable_code
      WHERE l.state = 'planned' GROUP BY r.code ORDER BY r.position`,
  );
  return rows;
}

/** What one envelope's window shows; null before it was rendered. */
export async function envelopeOf(db: Queryable, letterId: string) {
  const { rows } = await db.query<{
    id: string;
    reference_no: string;
    page_from: number | null;
    page_count: number | null;
    addressee: Addressee | null;
  }>('SELECT id, reference_no, page_from, page_count, addressee FROM letter WHERE id = $1', [letterId]);
  const letter = rows[0];
  if (!letter?.addressee) return null;
  const { addressee, ...rest } = letter;
  const barcode = customerBarcode(addressee.postcode, addressee.displayNumber);
  return {
    ...rest,
    postcode: `${addressee.postcode.slice(0, 3)}-${addressee.postcode.slice(3)}`,
    address: addressee.address,
    name: `${addressee.name} ${addressee.kind === 'company' ? '御中' : '様'}`,
    barcode_svg: barcode && customerBarcodeSvg(barcode.bars),
  };
}
