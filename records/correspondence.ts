import { problem } from '../domain/problem.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { textHmac } from './erasable.ts';
import { announce } from './event.ts';
import { type Actor, appendLedger } from './ledger.ts';

export type CorrespondenceKind = 'message' | 'hand_over';

/** The verbs of 取次 and 引継 and the states each may start from (C7, B8). */
const verbs = {
  receive: { from: ['sent'], to: 'received', staff: 'received_by', at: 'received_at' },
  answer: { from: ['sent', 'received'], to: 'answered', staff: 'answered_by', at: 'answered_at' },
  done: { from: ['received', 'answered'], to: 'done', staff: 'done_by', at: 'done_at' },
  return: { from: ['sent', 'received', 'answered'], to: 'returned', staff: 'ended_by', at: 'ended_at' },
} as const;
export type CorrespondenceVerb = keyof typeof verbs;

export interface Step {
  kind: CorrespondenceKind;
  id: string;
  verb: CorrespondenceVerb;
  at: Date;
  /** The answer's or return's words; erasable, only their HMAC enters the ledger */
  text: string | null;
}

/**
 * Takes a message or a hand-over one state further. Throws `not_found`, or `wrong_state` with its state. A done or returned hand-over is
 * the account's again: its facts changed.
 */
export async function stepCorrespondence(tx: Queryable, actor: Actor & { kind: 'staff' }, step: Step): Promise<void> {
  const { kind, id, verb, at, text } = step;
  const current = await lock(tx, kind, id);
  const rule = verbs[verb];
  if (!(rule.from as readonly string[]).includes(current.state)) throw problem('wrong_state', { state: current.state });
  const ended = kind === 'hand_over' && verb === 'done' ? { staff: 'ended_by', at: 'ended_at' } : rule;
  await tx.query(
    `UPDATE ${kind} SET state = $2, ${ended.staff} = $3, ${ended.at} = $4, answer = COALESCE($5, answer) WHERE id = $1`,
    [id, rule.to, actor.id, at, text],
  );
  await appendLedger(tx, {
    at,
    actor,
    act: verb === 'return' ? 'hand_over_returned' : `${kind}_${rule.to as 'received' | 'answered' | 'done'}`,
    accountId: current.account_id,
    subject: { kind, id },
    detail: text ? { textHmac: textHmac(current.salt, text) } : {},
  });
  if (kind === 'hand_over') await touchAccounts(tx, [current.account_id], `hand_over_${rule.to}`);
  await announce(tx, { noun: kind, id });
}

interface Current {
  state: string;
  account_id: string;
  salt: Buffer;
}

async function lock(tx: Queryable, kind: CorrespondenceKind, id: string): Promise<Current> {
  const { rows } = await tx.query<Current>(`SELECT state, account_id, salt FROM ${kind} WHERE id = $1 FOR UPDATE`, [
    id,
  ]);
  if (!rows[0]) throw problem('not_found');
  return rows[0];
}
