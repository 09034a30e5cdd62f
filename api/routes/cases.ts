import { z } from 'zod';
import { faultPoint } from '../../fault-point.ts';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import {
  claimNext,
  claimTask,
  currentLease,
  endLease,
  holdLease,
  type Lease,
  renewLease,
} from '../../records/lease.ts';
import { appendLedger } from '../../records/ledger.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { buildCase } from '../queries/build-case.ts';
import { takerOf } from '../queries/taker.ts';
import { Case, Claim } from '../schemas/case.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';

const tags = ['cases'];
const can = ['work', 'case'] as const;
const ClaimParams = z.object({ claimId: Id });

/** 次の案件, leases and drafts (C1, C14). */
export async function caseRoutes(app: App): Promise<void> {
  const { db, clock, books } = app.deps;
  const show = (lease: Lease, staffId: string) => buildCase(app.deps, lease, staffId);

  app.post(
    '/api/tasks/next',
    { schema: { tags, response: { 200: Case, ...problemReplies } }, config: { can } },
    async (request) => {
      const staff = staffOf(request);
      const now = await clock.now();
      const held = await currentLease(db, staff.id);
      const lease = held ?? (await claimNext(db, takerOf(await books.calendar(db), staff.id, now)));
      if (!lease) throw problem('no_task');
      await logOperation(db, request, { function: 'view', targetKind: 'case', targetId: lease.taskId });
      return show(lease, staff.id);
    },
  );

  app.post(
    '/api/tasks/:id/claim',
    { schema: { tags, params: IdParams, response: { 200: Case, ...problemReplies } }, config: { can } },
    async (request) => {
      const staff = staffOf(request);
      const now = await clock.now();
      const held = await currentLease(db, staff.id);
      if (held && held.taskId !== request.params.id) throw problem('already_claimed');
      const lease = held ?? (await claimTask(db, staff.id, request.params.id, now));
      faultPoint('api.case_claimed');
      await logOperation(db, request, { function: 'view', targetKind: 'case', targetId: lease.taskId });
      return show(lease, staff.id);
    },
  );

  app.get(
    '/api/cases/current',
    { schema: { tags, response: { 200: Case.nullable(), ...problemReplies } }, config: { can } },
    async (request) => {
      const staff = staffOf(request);
      const lease = await currentLease(db, staff.id);
      return lease ? show(lease, staff.id) : null;
    },
  );

  app.post(
    '/api/cases/:claimId/heartbeat',
    {
      schema: {
        tags,
        params: ClaimParams,
        body: z.object({ version: z.int(), task_id: Id }),
        response: { 200: Claim, ...problemReplies },
      },
      config: { can },
    },
    (request) =>
      transaction(db, async (tx) => {
        const lease = await holdLease(tx, request.params.claimId, request.body.version, request.body.task_id);
        return claimOf({ ...lease, until: await renewLease(tx, lease) });
      }),
  );

  app.post(
    '/api/cases/:claimId/release',
    {
      schema: {
        tags,
        params: ClaimParams,
        body: z.object({
          version: z.int(),
          task_id: Id,
          reason: z.enum(['not_suitable', 'language', 'acquaintance', 'break', 'other']),
        }),
        response: { 204: z.null(), ...problemReplies },
      },
      config: { can },
    },
    async (request, reply) => {
      const staff = staffOf(request);
      const now = await clock.now();
      await transaction(db, async (tx) => {
        const { version, task_id, reason } = request.body;
        const lease = await holdLease(tx, request.params.claimId, version, task_id);
        if (lease.phase === 'in_call') throw problem('call_running');
        await tx.query(
          `INSERT INTO task_skip (task_id, staff_id, reason, skipped_at, until) VALUES ($1,$2,$3,$4,$4::timestamptz + interval '4 hours')`,
          [lease.taskId, staff.id, reason, now],
        );
        await endLease(tx, lease.unitId);
        await appendLedger(tx, {
          at: now,
          actor: { kind: 'staff', id: staff.id },
          act: 'task_skipped',
          subject: { kind: 'task', id: lease.taskId },
          detail: { reason },
        });
      });
      return reply.code(204).send(null);
    },
  );

  app.put(
    '/api/cases/:claimId/draft',
    {
      schema: {
        tags,
        params: ClaimParams,
        body: z.object({ task_id: Id, content: z.record(z.string(), z.unknown()) }),
        response: { 200: z.object({ saved_at: z.date() }), ...problemReplies },
      },
      config: { can },
    },
    async (request) => {
      // By person and task, not by claim: a draft outlives its lease.
      const { rows } = await db.query<{ saved_at: Date }>(
        `INSERT INTO draft (staff_id, task_id, content) SELECT $1, id, $3 FROM task WHERE id = $2
         ON CONFLICT (staff_id, task_id) DO UPDATE SET content = EXCLUDED.content, saved_at = clock_timestamp() RETURNING saved_at`,
        [staffOf(request).id, request.body.task_id, JSON.stringify(request.body.content)],
      );
      if (!rows[0]) throw problem('not_found');
      return rows[0];
    },
  );
}

export function claimOf(lease: Lease): Claim {
  const { claimId, version, unitId, taskId, phase, since, until } = lease;
  return { claim_id: claimId, version, unit_id: unitId, task_id: taskId, phase, since, until };
}
