import type { HandOverReason, Outcome, Session, SpokeWith } from '../domain/codes.ts';
import { problem } from '../domain/problem.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { recordContact } from './contact.ts';
import { sendHandOver } from './hand-over.ts';
import type { Lease } from './lease.ts';
import { type Actor, appendLedger } from './ledger.ts';
import { sendMessage } from './message.ts';
import { learnPhone, markPhone } from './phone.ts';
import { countTry } from './phone-hour.ts';
import { makePromise } from './promise.ts';
import { endTask, openCallback } from './task.ts';

/** What an operator says came of a case; shapes as in api/schemas/case.ts `ResultBody`. */
export interface CallResult {
  callId: string | null;
  phoneId: string | null;
  outcome: Outcome;
  spokeWith: SpokeWith | null;
  accountIds: string[];
  text: string;
  promise: { promisedFor: string; amounts: { accountId: string; amount: number }[] } | null;
  callback: { at: Date; mine: boolean } | null;
  message: { kind: string; text: string; urgent: boolean } | null;
  handOver: { reason: HandOverReason; note: string } | null;
  newPhone: string | null;
}

export interface Recording {
  lease: Lease;
  staffId: string;
  at: Date;
  session: Session | null;
  direction: 'call' | 'inbound';
}

/**
 * Writes one result for every account spoken about under one call (C12): contacts, promise, call-back, message, hand-over and number
 * states, ends the tasks of these accounts and touches every account of the home, so that caps count at once. Does not end the lease.
 * Returns the contacts' ids in the order of `accountIds`.
 */
export async function recordResult(tx: Queryable, recording: Recording, result: CallResult): Promise<string[]> {
  const { lease, at } = recording;
  const actor: Actor = { kind: 'staff', id: recording.staffId };
  await assertSameHome(tx, lease.unitId, result);
  const contactIds: string[] = [];
  for (const accountId of result.accountIds) {
    const contactId = await recordContact(tx, actor, {
      accountId,
      kind: recording.direction,
      outcome: result.outcome,
      at,
      session: recording.session,
      spokeWith: result.spokeWith,
      callId: result.callId,
      phoneId: result.phoneId,
      taskId: lease.taskId,
      claimId: lease.claimId,
      text: result.text,
    });
    contactIds.push(contactId);
    await recordConsequences(tx, actor, { accountId, contactId, recording, result });
  }
  await countIfTried(tx, recording, result);
  if (result.phoneId && (result.outcome === 'dead_number' || result.outcome === 'wrong_number')) {
    await markPhone(tx, actor, at, result.phoneId, result.outcome === 'dead_number' ? 'dead' : 'wrong');
  }
  if (result.newPhone) await learnPhone(tx, actor, at, result.accountIds[0]!, result.newPhone);
  await touchHome(tx, lease.unitId);
  return contactIds;
}

async function countIfTried(
  tx: Queryable,
  { direction, session, at }: Recording,
  { phoneId, outcome, accountIds }: CallResult,
): Promise<void> {
  const accountId = accountIds[0];
  if (direction !== 'call' || !session || !phoneId || !accountId) return;
  await countTry(tx, { phoneId, accountId, at, session, outcome });
}

interface Consequences {
  accountId: string;
  contactId: string;
  recording: Recording;
  result: CallResult;
}

async function recordConsequences(
  tx: Queryable,
  actor: Actor,
  { accountId, contactId, recording, result }: Consequences,
): Promise<void> {
  const { at, lease } = recording;
  await endTask(tx, actor, { accountId, at, reason: result.outcome });
  const promised = result.promise?.amounts.find((amount) => amount.accountId === accountId);
  if (result.promise && promised && result.spokeWith) {
    const { promisedFor } = result.promise;
    await makePromise(tx, actor, {
      accountId,
      contactId,
      promisedFor,
      amount: promised.amount,
      spokeWith: result.spokeWith,
      at,
    });
  }
  if (result.callback) {
    await openCallback(tx, actor, {
      accountId,
      unitId: lease.unitId,
      at,
      dueAt: result.callback.at,
      mine: result.callback.mine,
    });
  }
  if (result.message) {
    const messageId = await sendMessage(tx, actor, { accountId, contactId, at, ...result.message });
    if (result.outcome === 'complaint') await openComplaint(tx, actor, { accountId, contactId, messageId, at });
  }
  if (result.handOver) await sendHandOver(tx, actor, { accountId, at, ...result.handOver });
}

async function openComplaint(
  tx: Queryable,
  actor: Actor,
  complaint: { accountId: string; contactId: string; messageId: string; at: Date },
): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    'INSERT INTO complaint (contact_id, message_id, opened_at) VALUES ($1,$2,$3) RETURNING id',
    [complaint.contactId, complaint.messageId, complaint.at],
  );
  await appendLedger(tx, {
    at: complaint.at,
    actor,
    act: 'complaint_opened',
    accountId: complaint.accountId,
    subject: { kind: 'complaint', id: rows[0]!.id },
  });
}

/** Throws `not_found` unless accounts, number and call are all of the leased home. */
async function assertSameHome(tx: Queryable, unitId: string, result: CallResult): Promise<void> {
  const { rows } = await tx.query<{ all_of_it: boolean }>(
    `SELECT (SELECT count(*) FROM account a JOIN debtor d ON d.id = a.debtor_id WHERE a.id = ANY($2::uuid[]) AND d.contact_unit_id = $1) = $3
        AND ($4::uuid IS NULL OR EXISTS (SELECT FROM phone p JOIN debtor d ON d.id = p.debtor_id WHERE p.id = $4 AND d.contact_unit_id = $1))
        AND ($5::uuid IS NULL OR EXISTS (SELECT FROM call c WHERE c.id = $5 AND c.contact_unit_id = $1)) AS all_of_it`,
    [unitId, result.accountIds, result.accountIds.length, result.phoneId, result.callId],
  );
  if (!rows[0]!.all_of_it) throw problem('not_found');
}

/** The others of this home have their caps and gaps to look at again. */
async function touchHome(tx: Queryable, unitId: string): Promise<void> {
  const { rows } = await tx.query<{ account_id: string }>(
    `SELECT DISTINCT t.account_id FROM task t WHERE t.contact_unit_id = $1 AND t.state = 'open' AND t.kind = 'call'`,
    [unitId],
  );
  await touchAccounts(
    tx,
    rows.map((row) => row.account_id),
    'home_contacted',
  );
}
