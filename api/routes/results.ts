import { z } from 'zod';
import { faultPoint } from '../../fault-point.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { problem } from '../../domain/problem.ts';
import { addDays, dateOf } from '../../domain/time.ts';
import { rollback, transaction, type Tx } from '../../prisma/database.ts';
import { announce } from '../../records/event.ts';
import { endLease, holdLease, type Lease } from '../../records/lease.ts';
import { type CallResult, recordResult } from '../../records/result.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { consequence } from '../queries/consequence.ts';
import { Consequence, ResultAnswer, ResultBody } from '../schemas/case.ts';
import { Id, problemReplies } from '../schemas/common.ts';

const tags = ['cases'];
const can = ['work', 'case'] as const;
const ClaimParams = z.object({ claimId: Id });
const PROMISE_DAYS = 60;

/** Results in two actions (C3): what will follow, then the record. */
export async function resultRoutes(app: App): Promise<void> {
  const { db, clock, books } = app.deps;

  app.post(
    '/api/cases/:claimId/preview',
    {
      schema: {
        tags,
        params: ClaimParams,
        body: ResultBody,
        response: { 200: z.array(Consequence), ...problemReplies },
      },
      config: { can },
    },
    async (request) => {
      const now = await clock.now();
      const workflowNowMs = now.getTime() - (await clock.offsetMs());
      // The only true preview is to do it: the rules decide on the real facts, then everything is undone.
      return rollback(db, async (tx) => {
        const lease = await holdLease(tx, request.params.claimId, request.body.version, request.body.task_id);
        await record(
          tx,
          { calendar: await books.calendar(tx), lease, staffId: staffOf(request).id, at: now },
          request.body,
        );
        const consequences: Consequence[] = [];
        for (const accountId of request.body.account_ids)
          consequences.push(await consequence(tx, books, accountId, workflowNowMs));
        return consequences;
      });
    },
  );

  app.post(
    '/api/cases/:claimId/result',
    {
      schema: { tags, params: ClaimParams, body: ResultBody, response: { 200: ResultAnswer, ...problemReplies } },
      config: { can },
    },
    async (request) => {
      const staff = staffOf(request);
      const now = await clock.now();
      const { claimId } = request.params;
      const recorded = await transaction(db, async (tx) => {
        const before = await recordedBefore(tx, claimId);
        if (before) return before;
        const lease = await holdLease(tx, claimId, request.body.version, request.body.task_id);
        if (lease.phase === 'in_call') throw problem('call_running');
        const contactIds = await record(
          tx,
          { calendar: await books.calendar(tx), lease, staffId: staff.id, at: now },
          request.body,
        );
        await endLease(tx, lease.unitId);
        await tx.query('DELETE FROM draft WHERE staff_id = $1 AND task_id = $2', [staff.id, lease.taskId]);
        const answer: ResultAnswer = { contact_ids: contactIds, task_id: lease.taskId };
        await tx.query('INSERT INTO recorded_result (claim_id, answer) VALUES ($1,$2)', [
          claimId,
          JSON.stringify(answer),
        ]);
        await announce(tx, { noun: 'task', id: lease.taskId });
        return answer;
      });
      faultPoint('api.result_recorded');
      return recorded;
    },
  );
}

async function recordedBefore(tx: Tx, claimId: string): Promise<ResultAnswer | null> {
  const { rows } = await tx.query<{ answer: ResultAnswer }>('SELECT answer FROM recorded_result WHERE claim_id = $1', [
    claimId,
  ]);
  return rows[0]?.answer ?? null;
}

interface Recorder {
  calendar: Calendar;
  lease: Lease;
  staffId: string;
  at: Date;
}

async function record(tx: Tx, { calendar, lease, staffId, at }: Recorder, body: ResultBody): Promise<string[]> {
  if (new Set(body.account_ids).size < body.account_ids.length) throw problem('bad_request', { field: 'account_ids' });
  if (body.callback && (body.callback.at <= at || !calendar.isOpen(body.callback.at)))
    throw problem('outside_operating_hours');
  if (body.promise) {
    const { promised_for, amounts } = body.promise;
    if (!body.spoke_with) throw problem('bad_request', { field: 'spoke_with' });
    if (amounts.some(({ account_id }) => !body.account_ids.includes(account_id)))
      throw problem('bad_request', { field: 'promise' });
    if (promised_for < dateOf(at) || promised_for > addDays(dateOf(at), PROMISE_DAYS))
      throw problem('promise_date', { days: PROMISE_DAYS });
  }
  return recordResult(tx, { lease, staffId, at, session: calendar.sessionAt(at), direction: 'call' }, resultOf(body));
}

function resultOf(body: ResultBody): CallResult {
  return {
    callId: body.call_id,
    phoneId: body.phone_id,
    outcome: body.outcome,
    spokeWith: body.spoke_with,
    accountIds: body.account_ids,
    text: body.text,
    promise: body.promise && {
      promisedFor: body.promise.promised_for,
      amounts: body.promise.amounts.map(({ account_id, amount }) => ({ accountId: account_id, amount })),
    },
    callback: body.callback,
    message: body.message,
    handOver: body.hand_over,
    newPhone: body.new_phone,
  };
}
