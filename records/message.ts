import type { Queryable } from '../prisma/database.ts';
import { textHmac } from './erasable.ts';
import { announce } from './event.ts';
import { type Actor, appendLedger } from './ledger.ts';

export interface NewMessage {
  accountId: string;
  contactId: string | null;
  at: Date;
  kind: string;
  text: string;
  urgent: boolean;
}

/** 取次 to the account's department; the case goes on. */
export async function sendMessage(tx: Queryable, actor: Actor, message: NewMessage): Promise<string> {
  const { rows } = await tx.query<{ id: string; salt: Buffer }>(
    `INSERT INTO message (account_id, contact_id, department_code, receivable_code, kind, urgent, text, sent_by, sent_at)
     SELECT a.id, $2, r.department_code, r.code, $3, $4, $5, $6, $7
       FROM account a JOIN receivable r ON r.code = a.receivable_code WHERE a.id = $1 RETURNING id, salt`,
    [
      message.accountId,
      message.contactId,
      message.kind,
      message.urgent,
      message.text,
      actor.kind === 'staff' ? actor.id : null,
      message.at,
    ],
  );
  const { id, salt } = rows[0]!;
  await appendLedger(tx, {
    at: message.at,
    actor,
    act: 'message_sent',
    accountId: message.accountId,
    subject: { kind: 'message', id },
    detail: { kind: message.kind, urgent: message.urgent, textHmac: textHmac(salt, message.text) },
  });
  await announce(tx, { noun: 'message', id });
  return id;
}
