import { addressDisplayNumber, afterTownArea } from '../domain/address-display-number.ts';
import { formatPhone } from '../domain/phone-number.ts';
import type { ReceivableSettings } from '../domain/receivable.ts';
import type { Queryable } from '../prisma/database.ts';
import { formHours, type LetterData, type LetterLine } from '../reports/letter/data.ts';

export interface LetterToPrint {
  id: string;
  accountId: string;
  data: LetterData;
}

interface Row {
  id: string;
  account_id: string;
  reference_no: string;
  on_date: string;
  designated_due: string;
  charge_as_of: string;
  kind: 'person' | 'company';
  name: string;
  postcode: string;
  address: string;
  phone: string;
  settings: ReceivableSettings;
  lines: LetterLine[];
}

/** The envelopes of a batch in order, as they will be printed. */
export async function lettersOf(db: Queryable, batchId: string): Promise<LetterToPrint[]> {
  const { rows } = await db.query<Row>(
    `SELECT l.id, l.account_id, l.reference_no, b.on_date, b.designated_due, b.charge_as_of, d.kind, COALESCE(a.addressee_name, d.name) AS name,
            COALESCE(a.addressee_postcode, d.postcode) AS postcode, COALESCE(a.addressee_address, d.address) AS address,
            COALESCE(a.contact_phone, g.phone) AS phone, r.settings,
            (SELECT jsonb_agg(jsonb_build_object('taxItem', i.name_ja, 'assessedYear', n.assessed_year, 'taxedYear', n.taxed_year,
                      'noticeNo', n.notice_no, 'period', n.period, 'dueDate', n.due_date, 'principal', x.outstanding, 'lateCharge', x.late_charge,
                      'remark', '') ORDER BY n.due_date, i.position, n.period)
               FROM letter_line x JOIN arrears_line n ON n.id = x.line_id JOIN tax_item i ON i.code = n.tax_item_code WHERE x.letter_id = l.id) AS lines
       FROM letter l JOIN letter_batch b ON b.id = l.batch_id JOIN account a ON a.id = l.account_id JOIN debtor d ON d.id = a.debtor_id
       JOIN receivable r ON r.code = a.receivable_code JOIN receivable_group g ON g.code = r.group_code
      WHERE l.batch_id = $1 AND l.state = 'in_batch' ORDER BY l.envelope_no`,
    [batchId],
  );
  return rows.map((row) => ({ id: row.id, accountId: row.account_id, data: dataOf(row) }));
}

function dataOf(row: Row): LetterData {
  const { signatory, subject, kindName, payAt, centreName } = row.settings.letter;
  return {
    referenceNo: row.reference_no,
    date: row.on_date,
    addressee: {
      kind: row.kind,
      postcode: row.postcode,
      address: row.address,
      name: row.name,
      displayNumber: addressDisplayNumber(afterTownArea(row.address)),
    },
    signatory,
    subject,
    kindName,
    payAt,
    designatedDue: row.designated_due,
    chargeAsOf: row.charge_as_of,
    lines: row.lines ?? [],
    contact: { centreName, phone: formatPhone(row.phone), hours: formHours },
  };
}
