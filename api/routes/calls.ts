import { z } from 'zod';
import { faultPoint } from '../../fault-point.ts';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import { planCall } from '../../records/call.ts';
import { holdLease } from '../../records/lease.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { findCall } from '../queries/call.ts';
import { CallState } from '../schemas/case.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';

const tags = ['calls'];
const can = ['work', 'case'] as const;

/** Click-to-call (C2). The gateway asks the gate at the last second; its refusal comes back as `gate_refused`. */
export async function callRoutes(app: App): Promise<void> {
  const { db, clock, gateway } = app.deps;

  app.post(
    '/api/cases/:claimId/calls',
    {
      schema: {
        tags,
        params: z.object({ claimId: Id }),
        body: z.object({ version: z.int(), task_id: Id, phone_id: Id }),
        response: { 200: CallState, ...problemReplies },
      },
      config: { can },
    },
    async (request) => {
      const staff = staffOf(request);
      const now = await clock.now();
      const callId = await transaction(db, async (tx) => {
        const { version, task_id, phone_id } = request.body;
        const lease = await holdLease(tx, request.params.claimId, version, task_id);
        if (lease.phase === 'in_call') throw problem('call_running');
        return planCall(tx, { lease, phoneId: phone_id, operatorId: staff.id, at: now });
      });
      faultPoint('api.call_planned');
      await gateway.startCall(callId);
      faultPoint('api.call_started');
      return shown(callId);
    },
  );

  app.get(
    '/api/calls/:id',
    { schema: { tags, params: IdParams, response: { 200: CallState, ...problemReplies } }, config: { can } },
    (request) => shown(request.params.id),
  );

  app.post(
    '/api/calls/:id/:verb',
    {
      schema: {
        tags,
        params: IdParams.extend({ verb: z.enum(['hang-up', 'hold', 'unhold', 'mute', 'unmute']) }),
        response: { 200: CallState, ...problemReplies },
      },
      config: { can },
    },
    async (request) => {
      const { id, verb } = request.params;
      const call = await findCall(db, id);
      if (!call) throw problem('not_found');
      if (call.operator_id !== staffOf(request).id) throw problem('forbidden');
      await gateway.control(id, verb);
      return shown(id);
    },
  );

  async function shown(id: string): Promise<CallState> {
    const call = await findCall(db, id);
    if (!call) throw problem('not_found');
    return call;
  }
}
