import { z } from 'zod';
import { type Queryable, transaction } from '../../prisma/database.ts';
import { approveTrial, declineTrial, endTrial, requestTrial, withdrawTrial } from '../../records/rule-trial.ts';
import type { RuleActor } from '../../records/rule-version.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { ruleTrial, trialColumns, trialTables } from '../queries/rule-trial.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';
import { RuleTrial, RuleTrialBody, RuleTrialRow, TrialApproveBody, TrialReasonBody } from '../schemas/rule-trial.ts';
import { listRoute } from './resource.ts';

const tags = ['rule-trials'];
const manage = { can: ['administer', 'rule'] as const };
const approve = { can: ['approve', 'rule'] as const };
const stop = { can: ['stop', 'rule'] as const };
const done = { 204: z.null(), ...problemReplies };

/** 比較試行 (G5): asked for by a manager, approved by a second person, ended by one person, by its stop rule or by its last day. */
export async function ruleTrialRoutes(app: App): Promise<void> {
  const { db, clock } = app.deps;

  async function act<Answer>(staffId: string, verb: (tx: Queryable, actor: RuleActor) => Promise<Answer>) {
    const at = await clock.now();
    return transaction(db, (tx) => verb(tx, { staffId, at }));
  }

  listRoute(app, {
    path: 'rule-trials',
    can: ['read', 'rule'],
    row: RuleTrialRow,
    personal: false,
    definition: {
      name: 'rule-trials',
      select: trialColumns,
      from: trialTables,
      sorts: { id: 't.id', requested_at: 't.requested_at' },
      defaultSort: 't.requested_at DESC, t.id',
      filters: { receivable_code: 't.receivable_code = ?', state: 't.state = ?' },
    },
  });

  app.get(
    '/api/rule-trials/:id',
    {
      schema: { tags, params: IdParams, response: { 200: RuleTrial, ...problemReplies } },
      config: { can: ['read', 'rule'] },
    },
    (request) => ruleTrial(db, request.params.id, staffOf(request).id),
  );

  app.post(
    '/api/rule-trials',
    {
      schema: { tags, body: RuleTrialBody, response: { 201: z.object({ id: Id }), ...problemReplies } },
      config: manage,
    },
    async (request, reply) => {
      const { body } = request;
      const id = await act(staffOf(request).id, (tx, actor) =>
        requestTrial(tx, actor, {
          challengerVersionId: body.challenger_version_id,
          contentHash: body.content_hash,
          sharePercent: body.share_percent,
          fromDay: body.from_day,
          untilDay: body.until_day,
          minimumSample: body.minimum_sample,
          stopMeasures: body.stop_measures,
          reason: body.reason,
        }),
      );
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/rule-trials/:id/approve',
    { schema: { tags, params: IdParams, body: TrialApproveBody, response: done }, config: approve },
    async (request, reply) => {
      const { params, body } = request;
      await act(staffOf(request).id, (tx, actor) => approveTrial(tx, actor, params.id, body.content_hash));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rule-trials/:id/decline',
    { schema: { tags, params: IdParams, body: TrialReasonBody, response: done }, config: approve },
    async (request, reply) => {
      const { params, body } = request;
      await act(staffOf(request).id, (tx, actor) => declineTrial(tx, actor, params.id, body.reason));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rule-trials/:id/withdraw',
    { schema: { tags, params: IdParams, body: TrialReasonBody, response: done }, config: manage },
    async (request, reply) => {
      const { params, body } = request;
      await act(staffOf(request).id, (tx, actor) => withdrawTrial(tx, actor, params.id, body.reason));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rule-trials/:id/end',
    { schema: { tags, params: IdParams, body: TrialReasonBody, response: done }, config: stop },
    async (request, reply) => {
      const { params, body } = request;
      await act(staffOf(request).id, (tx, actor) => endTrial(tx, actor, params.id, body.reason));
      return reply.code(204).send(null);
    },
  );
}
