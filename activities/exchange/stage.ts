import type { ExchangeInterface } from '../../domain/exchange-layout.ts';
import { kanaKey } from '../../domain/kana.ts';
import { phoneKind } from '../../domain/phone-number.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { ParsedRow } from './parse.ts';
import type { Cells } from './row-rules.ts';

const chunkRows = 5_000;

/** Columns of the temporary table `incoming`, one set an interface, named as the layouts' keys in snake case. */
const incomingColumns: Record<ExchangeInterface, string> = {
  debtors: `"addresseeNo" text, kind text, name text, kana text, "kanaKey" text, "birthDate" date, postcode text, address text, ward text,
            "householdNo" text, "dvProtected" boolean, "sendToName" text, "sendToPostcode" text, "sendToAddress" text,
            representative text, "contactPhone" text`,
  arrears: `"addresseeNo" text, receivable text, "taxItem" text, "assessedYear" integer, "taxedYear" integer, "noticeNo" text, period text,
            "dueDate" date, "demandDate" date, "prescriptionDate" date, assessed integer, outstanding integer`,
  phones: `"addresseeNo" text, number text, kind text, owner text, status text, "obtainedOn" date`,
  payments: `"paymentKey" text, receivable text, "addresseeNo" text, "noticeNo" text, period text, stage text, amount integer,
             "lateCharge" integer, "paidOn" date, method text`,
  holds: `"holdNo" text, "addresseeNo" text, scope text, receivable text, "taxItem" text, "noticeNo" text, period text, kind text,
          "blocksCall" boolean, "blocksSms" boolean, "blocksLetter" boolean, "blocksExport" boolean, "fromDate" date, "untilDate" date,
          reason text, "releasedOn" date`,
  history: `"recordNo" text, "addresseeNo" text, receivable text, kind text, outcome text, "spokeWith" text, at timestamptz, "onDate" date,
            session text, phone text, owed text, text text`,
};

/**
 * Puts the parsed rows into `incoming`, a temporary table of this transaction, with the file's line in `row_no`. The intake then works on
 * whole tables: its time does not grow with round trips.
 */
export async function stage(
  tx: Queryable,
  name: ExchangeInterface,
  rows: readonly ParsedRow[],
  progress: (done: number) => Promise<void>,
): Promise<void> {
  const columns = incomingColumns[name];
  await tx.query(`CREATE TEMPORARY TABLE incoming (row_no integer, ${columns}) ON COMMIT DROP`);
  for (let start = 0; start < rows.length; start += chunkRows) {
    const chunk = rows.slice(start, start + chunkRows);
    await tx.query(
      `INSERT INTO incoming SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(row_no integer, ${columns})`,
      [JSON.stringify(chunk.map(({ row, cells }) => ({ row_no: row, ...cells, ...derived[name]?.(cells) })))],
    );
    await progress(start + chunk.length);
  }
  await tx.query('ANALYZE incoming');
}

/** What the database cannot derive by itself in the same way as the domain does. */
const derived: Partial<Record<ExchangeInterface, (cells: Cells) => Cells>> = {
  debtors: ({ kana }) => ({ kanaKey: kanaKey(String(kana)) }),
  phones: ({ number }) => ({ kind: phoneKind(String(number)) }),
};
