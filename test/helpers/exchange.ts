import type { Clock } from '../../domain/clock.ts';
import {
  type ArrearsRow,
  type DebtorRow,
  exchangeFileName,
  type ExchangeInterface,
  type ExchangeRows,
  type PaymentRow,
} from '../../domain/exchange-layout.ts';
import type { FileEncoding } from '../../activities/exchange/encoding.ts';
import { checkFile, commitFile, type FileOutcome, receiveFile } from '../../activities/exchange/take-in.ts';
import { writeExchangeFile } from '../../activities/exchange/write.ts';
import type { Database } from '../../prisma/database.ts';

/** Business time that a test sets by hand. */
export interface SetClock extends Clock {
  set(instant: string): void;
}

export function setClock(instant: string): SetClock {
  let now = new Date(instant);
  return {
    set: (next) => void (now = new Date(next)),
    now: () => Promise.resolve(now),
    offsetMs: () => Promise.resolve(0),
  };
}

/** The city's system and the centre's intake, for one test database. Numbers of files count up by themselves. */
export function cityExchange(db: Database, clock: Clock) {
  const sequences = new Map<string, number>();

  async function takeIn(fileName: string, bytes: Buffer): Promise<FileOutcome & { id: string }> {
    const id = await receiveFile(db, clock, { fileName, bytes });
    const checked = await checkFile(db, clock, id);
    return { id, ...(checked.state === 'checked' ? await commitFile(db, clock, id, null) : checked) };
  }

  return {
    takeIn,
    nextSequence(sender: string, name: ExchangeInterface): number {
      const next = (sequences.get(`${sender}/${name}`) ?? 0) + 1;
      sequences.set(`${sender}/${name}`, next);
      return next;
    },
    async send<I extends ExchangeInterface>(
      name: I,
      asOf: string,
      rows: readonly ExchangeRows[I][],
      { sender = 'tax', encoding = 'utf8' as FileEncoding } = {},
    ): Promise<FileOutcome & { id: string }> {
      const sequence = this.nextSequence(sender, name);
      const fileName = exchangeFileName({ sender, interface: name, sequence, asOf: new Date(asOf) });
      return takeIn(fileName, writeExchangeFile(name, rows, encoding));
    },
  };
}

export function aDebtor(addresseeNo: string, more: Partial<DebtorRow> = {}): DebtorRow {
  return {
    addresseeNo,
    kind: 'person',
    name: '試験 太郎',
    kana: 'シケン タロウ',
    postcode: '9508550',
    address: '新潟市中央区学校町通1番町602番地1',
    ward: '中央区',
    ...more,
  };
}

export function aLine(addresseeNo: string, more: Partial<ArrearsRow> = {}): ArrearsRow {
  return {
    addresseeNo,
    receivable: '市税',
    taxItem: '市・県民税普通徴収',
    assessedYear: 2026,
    taxedYear: 2026,
    noticeNo: '00012345',
    period: '1',
    dueDate: '2026-06-30',
    demandDate: '2026-07-20',
    assessed: 30_000,
    outstanding: 30_000,
    ...more,
  };
}

export function aPayment(paymentKey: string, addresseeNo: string, more: Partial<PaymentRow> = {}): PaymentRow {
  return {
    paymentKey,
    receivable: '市税',
    addresseeNo,
    noticeNo: '00012345',
    period: '1',
    stage: 'final',
    amount: 30_000,
    paidOn: '2026-09-10',
    method: 'convenience',
    ...more,
  };
}

export async function balanceOf(db: Database, addresseeNo: string): Promise<number> {
  const { rows } = await db.query<{ balance: number }>(
    `SELECT coalesce(sum(b.balance), 0) AS balance FROM debtor d JOIN account a ON a.debtor_id = d.id JOIN line_balance b ON b.account_id = a.id
      WHERE d.addressee_no = $1`,
    [addresseeNo],
  );
  return rows[0]!.balance;
}

export async function fileRow(db: Database, id: string) {
  const { rows } = await db.query<{
    state: string;
    row_count: number;
    added_count: number;
    changed_count: number;
    removed_count: number;
    parked_count: number;
    error_count: number;
    content: Buffer | null;
  }>('SELECT * FROM exchange_file WHERE id = $1', [id]);
  return rows[0]!;
}
