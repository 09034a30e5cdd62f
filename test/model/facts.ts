import { commitFile, receiveFile } from '../../activities/exchange/take-in.ts';
import { writeExchangeFile } from '../../activities/exchange/write.ts';
import { exchangeFileName, type ExchangeRows } from '../../domain/exchange-layout.ts';
import { type Database, transaction, type Tx } from '../../prisma/database.ts';
import { recordContact } from '../../records/contact.ts';
import { sendHandOver } from '../../records/hand-over.ts';
import { aLine, aPayment } from '../helpers/exchange.ts';
import type { SeededAccount } from '../helpers/facts.ts';
import { begins } from './stage.ts';
import type { Landmarks } from './stepper.ts';

export type FactKind = 'talk' | 'handOver' | 'payment' | 'cancelledPayment' | 'newLine';

/** A change of facts that somebody makes in one transaction, by the product's own code. */
export type Fact = (db: Database) => Promise<void>;

/** Where a fact's transaction meets others: what it does before the first of them counts as done before the play begins. */
export const factLandmarks: Landmarks = [
  ['lock the account', /FROM account a? ?WHERE (a\.)?id = ANY.*FOR NO KEY UPDATE/s, 'shuts'],
  ['look for an open episode', /INSERT INTO (episode|hand_over)/],
  ['commit', /^COMMIT$/, 'ends'],
];

const at = begins;
const clock = { now: async () => at, offsetMs: async () => 0 };

export async function preparedFact(db: Database, kind: FactKind, account: SeededAccount): Promise<Fact> {
  const { accountId } = account;
  switch (kind) {
    case 'talk':
      return byHand((tx) =>
        recordContact(tx, { kind: 'system' }, { accountId, kind: 'inbound', outcome: 'claims_paid', at }),
      );
    case 'handOver':
      return byHand((tx) => sendHandOver(tx, { kind: 'system' }, { accountId, at, reason: 'dispute', note: '' }));
    case 'payment':
      return byFile(db, 'payments', [payment(await wordsOf(db, account), 'final')]);
    case 'cancelledPayment':
      return byFile(db, 'payments', [payment(await wordsOf(db, account), 'cancelled')]);
    case 'newLine': // and the old one is taken off the book
      return byFile(db, 'arrears', [aLine((await wordsOf(db, account)).addresseeNo, { noticeNo: 'new' })]);
  }
}

function byHand(work: (tx: Tx) => Promise<unknown>): Fact {
  return async (db) => void (await transaction(db, work));
}

/** The city's file has been received and checked; what is left is to take it in. */
async function byFile<Name extends 'payments' | 'arrears'>(
  db: Database,
  name: Name,
  rows: readonly ExchangeRows[Name][],
): Promise<Fact> {
  const files = await db.query('SELECT FROM exchange_file');
  const fileName = exchangeFileName({ sender: 'tax', interface: name, sequence: 1 + (files.rowCount ?? 0), asOf: at });
  const bytes = writeExchangeFile(name, rows, 'utf8');
  const fileId = await receiveFile(db, clock, { fileName, bytes });
  await db.query(`UPDATE exchange_file SET state = 'checked' WHERE id = $1`, [fileId]); // its dry run is not played
  return async (own) => {
    const { state } = await commitFile(own, clock, fileId, null);
    if (state !== 'committed') throw new Error(`The file of ${name} is ${state}`);
  };
}

interface Words {
  addresseeNo: string;
  noticeNo: string;
}

/** How the city names the debtor and the account's one line. */
async function wordsOf(db: Database, { accountId }: SeededAccount): Promise<Words> {
  const { rows } = await db.query<Words>(
    `SELECT d.addressee_no AS "addresseeNo", l.notice_no AS "noticeNo"
       FROM account a JOIN debtor d ON d.id = a.debtor_id JOIN arrears_line l ON l.account_id = a.id WHERE a.id = $1`,
    [accountId],
  );
  return rows[0]!;
}

function payment({ addresseeNo, noticeNo }: Words, stage: 'final' | 'cancelled') {
  return aPayment(`payment-${addresseeNo}`, addresseeNo, { noticeNo, paidOn: '2026-11-23', stage });
}
