import type { Queryable } from '../../prisma/database.ts';
import type { DeliveryNoteData } from '../../reports/delivery-note/data.ts';

interface Head {
  no: number;
  date: string;
  departmentName: string;
  handedOverBy: string;
  centreName: string;
}

/** The printed 納品書 of a note; null for an unknown id. */
export async function deliveryNoteData(db: Queryable, noteId: string): Promise<DeliveryNoteData | null> {
  const { rows: heads } = await db.query<Head>(
    `SELECT n.no, n.on_date AS date, p.name_ja AS "departmentName", s.name AS "handedOverBy",
            (SELECT r.settings->'letter'->>'centreName' FROM receivable r WHERE r.department_code = n.department_code LIMIT 1) AS "centreName"
       FROM delivery_note n JOIN department p ON p.code = n.department_code JOIN staff s ON s.id = n.handed_over_by WHERE n.id = $1`,
    [noteId],
  );
  const head = heads[0];
  if (!head) return null;
  const { rows: batches } = await db.query<DeliveryNoteData['batches'][number]>(
    `SELECT '催告書（' || r.name_ja || '）' AS title, b.no, count(*) FILTER (WHERE l.delivery_note_id = $1)::integer AS letters,
            COALESCE(sum(l.page_count) FILTER (WHERE l.delivery_note_id = $1), 0)::integer AS sheets,
            jsonb_build_object('from', min(l.reference_no) FILTER (WHERE l.delivery_note_id = $1),
                               'to', max(l.reference_no) FILTER (WHERE l.delivery_note_id = $1)) AS references,
            count(*) FILTER (WHERE l.state = 'pulled')::integer AS pulled, count(*) FILTER (WHERE l.state = 'spoiled')::integer AS spoiled
       FROM letter_batch b JOIN receivable r ON r.code = b.receivable_code JOIN letter l ON l.batch_id = b.id
      WHERE b.id IN (SELECT batch_id FROM letter WHERE delivery_note_id = $1) GROUP BY b.id, r.code ORDER BY r.position, b.no`,
    [noteId],
  );
  const waste = batches.reduce((sum, batch) => sum + batch.pulled + batch.spoiled, 0);
  return {
    ...head,
    batches,
    waste: waste > 0 ? [{ title: '引抜・破損の催告書', count: waste, unit: '通', remark: '' }] : [],
  };
}
