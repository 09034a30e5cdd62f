import type { LineResult } from '../domain/line-result.ts';
import type { Queryable } from '../prisma/database.ts';
import { announce } from './event.ts';
import { CLAIM_SECONDS, WRAP_UP_SECONDS } from './lease.ts';

/** A call to a debtor with what the line needs; `number` goes nowhere else. */
export interface OutgoingCall {
  id: string;
  state: 'starting' | 'ringing' | 'talking' | 'ended';
  intentId: string;
  accountId: string;
  unitId: string;
  operatorId: string;
  taskId: string | null;
  /** Of the operator's telephone; null for staff without a seat */
  extension: string | null;
  number: string;
  /** The group's number, digits only: the one number that a debtor may see */
  callerId: string;
}

export async function outgoingCall(tx: Queryable, callId: string): Promise<OutgoingCall | null> {
  const { rows } = await tx.query<OutgoingCall>(
    `SELECT c.id, c.state, c.intent_id AS "intentId", i.account_id AS "accountId", c.contact_unit_id AS "unitId",
            c.operator_id AS "operatorId", c.task_id AS "taskId", s.extension, p.number,
            regexp_replace(g.phone, '[^0-9]', '', 'g') AS "callerId"
       FROM call c JOIN intent i ON i.id = c.intent_id JOIN phone p ON p.id = c.phone_id JOIN staff s ON s.id = c.operator_id
       JOIN receivable_group g ON g.code = c.group_code
      WHERE c.id = $1 AND c.direction = 'out'`,
    [callId],
  );
  return rows[0] ?? null;
}

/** Calls that went out and have not ended: after a restart somebody must look what became of them. */
export async function openCalls(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT c.id FROM call c JOIN intent i ON i.id = c.intent_id WHERE c.state <> 'ended' AND i.state = 'attempted'`,
  );
  return rows.map(({ id }) => id);
}

/** Of these ids, those that are calls of this installation: an Asterisk may be shared. */
export async function knownCalls(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM call WHERE id = ANY($1::uuid[])', [ids]);
  return rows.map(({ id }) => id);
}

/** Locks the home; true when another call of it or of this operator is up. */
export async function isOtherCallUp(tx: Queryable, call: OutgoingCall): Promise<boolean> {
  await tx.query('SELECT FROM contact_unit WHERE id = $1 FOR NO KEY UPDATE', [call.unitId]);
  const { rows } = await tx.query<{ up: boolean }>(
    `SELECT EXISTS (SELECT FROM call c JOIN intent i ON i.id = c.intent_id
      WHERE c.id <> $1 AND c.state <> 'ended' AND i.state = 'attempted' AND (c.operator_id = $2 OR c.contact_unit_id = $3)) AS up`,
    [call.id, call.operatorId, call.unitId],
  );
  return rows[0]!.up;
}

/** While the line is up the lease cannot run out. */
export async function holdLeaseForCall(tx: Queryable, call: OutgoingCall): Promise<void> {
  await tx.query(
    `UPDATE contact_unit SET lease_phase = 'in_call', lease_until = clock_timestamp() + interval '1 day'
      WHERE id = $1 AND lease_holder = $2 AND lease_task_id IS NOT DISTINCT FROM $3`,
    [call.unitId, call.operatorId, call.taskId],
  );
}

export interface LineEvent {
  type: string;
  /** Codes and instants of the line; never a number or name */
  payload: object;
  at: Date;
}

/** One writer a call: the gateway, which holds the lock of its kind. */
export async function appendCallEvent(tx: Queryable, callId: string, { type, payload, at }: LineEvent): Promise<void> {
  await tx.query(
    `INSERT INTO call_event (call_id, seq, type, payload, at)
     SELECT $1, 1 + COALESCE(max(seq), 0), $2, $3, $4 FROM call_event WHERE call_id = $1`,
    [callId, type, JSON.stringify(payload), at],
  );
}

export async function callEvents(db: Queryable, callId: string): Promise<{ type: string; payload: unknown }[]> {
  const { rows } = await db.query<{ type: string; payload: unknown }>(
    'SELECT type, payload FROM call_event WHERE call_id = $1 ORDER BY seq',
    [callId],
  );
  return rows;
}

export interface Milestone {
  state: 'starting' | 'ringing' | 'talking';
  answeredAt: Date | null;
  ringMs: number | null;
  machineHint: boolean;
}

/** What the operator's screen shows while the call is up. */
export async function recordMilestone(tx: Queryable, call: OutgoingCall, milestone: Milestone): Promise<void> {
  await tx.query(
    `UPDATE call SET state = $2, answered_at = COALESCE(answered_at, $3), ring_ms = COALESCE($4, ring_ms), machine_hint = $5
      WHERE id = $1 AND state <> 'ended'`,
    [call.id, milestone.state, milestone.answeredAt, milestone.ringMs, milestone.machineHint],
  );
  await announce(tx, { noun: 'call', id: call.id, staffId: call.operatorId });
}

export interface CallEnd {
  result: LineResult;
  cause: number | null;
  techCause: number | null;
  ringMs: number | null;
  talkMs: number | null;
  /** `cancelled`: the debtor's line was never dialled; `unknown`: dialled, and nobody knows what became of it */
  intent: 'confirmed' | 'unknown' | 'cancelled';
  at: Date;
}

/**
 * Ends a call once. What was dialled leaves the operator thirty minutes to record the result; what never went out leaves the case claimed
 * as before. False when it had ended already.
 */
export async function endCall(tx: Queryable, call: OutgoingCall, end: CallEnd): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE call SET state = 'ended', line_result = $2, cause = $3, tech_cause = $4, ring_ms = $5, talk_ms = $6, ended_at = $7
      WHERE id = $1 AND state <> 'ended'`,
    [call.id, end.result, end.cause, end.techCause, end.ringMs, end.talkMs, end.at],
  );
  if (!rowCount) return false;
  await tx.query(`UPDATE intent SET state = $2, settled_at = $3 WHERE id = $1 AND state IN ('planned','attempted')`, [
    call.intentId,
    end.intent,
    end.at,
  ]);
  await leaveLease(tx, call, end.intent !== 'cancelled');
  await announce(tx, { noun: 'call', id: call.id, staffId: call.operatorId });
  return true;
}

async function leaveLease(tx: Queryable, call: OutgoingCall, wasDialled: boolean): Promise<void> {
  await tx.query(
    `UPDATE contact_unit SET lease_phase = $4, lease_until = clock_timestamp() + make_interval(secs => $5)
      WHERE id = $1 AND lease_holder = $2 AND lease_task_id IS NOT DISTINCT FROM $3 AND lease_phase = 'in_call'`,
    [
      call.unitId,
      call.operatorId,
      call.taskId,
      wasDialled ? 'wrap_up' : 'claimed',
      wasDialled ? WRAP_UP_SECONDS : CLAIM_SECONDS,
    ],
  );
}

export interface Unstarted {
  callId?: string;
  /** Only calls planned before it */
  before?: Date;
}

/** Calls (or the one named) that were planned while no gateway was there to make them: nothing went out. Returns how many. */
export async function cancelUnstartedCalls(tx: Queryable, at: Date, { callId, before }: Unstarted): Promise<number> {
  const { rowCount } = await tx.query(
    `WITH unstarted AS (
       UPDATE intent i SET state = 'cancelled', settled_at = $1 FROM call c
        WHERE c.intent_id = i.id AND c.state = 'starting' AND i.kind = 'ring' AND i.state = 'planned'
          AND ($2::uuid IS NULL OR c.id = $2) AND ($3::timestamptz IS NULL OR c.started_at < $3) RETURNING c.id)
     UPDATE call c SET state = 'ended', line_result = 'cancelled', ended_at = $1 FROM unstarted u WHERE c.id = u.id`,
    [at, callId ?? null, before ?? null],
  );
  return rowCount ?? 0;
}
