import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import { endSimulation, requestSimulation } from '../../records/simulation.ts';
import { simulationWorkflowId, taskQueue } from '../../workflows/ids.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { simulation, triedReceivable } from '../queries/simulation.ts';
import { assertMaySee } from '../queries/staff.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';
import { Simulation, SimulationBody, SimulationChangeRow } from '../schemas/simulation.ts';
import { listRoute } from './resource.ts';

const tags = ['simulations'];
const manage = { can: ['administer', 'rule'] as const };

/** 試算 (G3): what a draft would do to one account, to all open ones, and would have done in past months. */
export async function simulationRoutes(app: App): Promise<void> {
  const { db, clock, temporal, installationId } = app.deps;

  app.post(
    '/api/simulations',
    {
      schema: { tags, body: SimulationBody, response: { 202: z.object({ id: Id }), ...problemReplies } },
      config: manage,
    },
    async (request, reply) => {
      const { kind, rule_version_id, ...rest } = request.body;
      const parameters = 'account_id' in rest ? { accountId: rest.account_id } : rest;
      if ('account_id' in rest && !(await triedReceivable(db, rule_version_id, rest.account_id)))
        throw problem('not_found');
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      const id = await transaction(db, (tx) =>
        requestSimulation(tx, actor, { kind, versionId: rule_version_id, parameters }),
      );
      if (!id) throw problem('not_found');
      await temporal.workflow.start('simulate', {
        workflowId: simulationWorkflowId(installationId, id),
        taskQueue: taskQueue(installationId, 'main'),
        args: [id],
        workflowIdConflictPolicy: 'USE_EXISTING', // the reconciler may have been faster
      });
      return reply.code(202).send({ id });
    },
  );

  app.get(
    '/api/simulations/:id',
    {
      schema: { tags, params: IdParams, response: { 200: Simulation, ...problemReplies } },
      config: { can: ['read', 'rule'] },
    },
    async (request) => {
      const found = await simulation(db, request.params.id);
      if (!found) throw problem('not_found');
      const { account } = found;
      if (account) await logReading(request, found.rule_version_id, account.account_id);
      return found;
    },
  );

  app.post(
    '/api/simulations/:id/cancel',
    { schema: { tags, params: IdParams, response: { 204: z.null(), ...problemReplies } }, config: manage },
    async (request, reply) => {
      const at = await clock.now();
      const ended = await transaction(db, (tx) => endSimulation(tx, request.params.id, 'cancelled', at));
      if (!ended) throw problem((await simulation(db, request.params.id)) ? 'already_done' : 'not_found');
      return reply.code(204).send(null);
    },
  );

  listRoute(app, {
    path: 'simulation-changes',
    can: ['read', 'account'],
    row: SimulationChangeRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'simulation-changes',
      select: `c.account_id AS id, c.account_id, a.debtor_id, CASE WHEN d.kind = 'company' THEN d.name ELSE split_part(d.name, ' ', 1) || ' ●●' END AS name,
               r.name_ja AS receivable_name, b.balance, c.kind, c.before->>'act' AS before_act, (c.before->>'day')::date AS before_day,
               c.after->>'act' AS after_act, (c.after->>'day')::date AS after_day`,
      from: `simulation_change c JOIN account a ON a.id = c.account_id JOIN debtor d ON d.id = a.debtor_id
        JOIN receivable r ON r.code = a.receivable_code
        CROSS JOIN LATERAL (SELECT COALESCE(sum(x.balance), 0)::integer AS balance FROM line_balance x WHERE x.account_id = a.id) b`,
      sorts: { id: 'c.account_id', balance: 'b.balance', kind: 'c.kind' },
      defaultSort: 'b.balance DESC, c.account_id',
      filters: { simulation_id: 'c.simulation_id = ?', kind: 'c.kind = ?' },
    },
  });

  /** What one account has is read as on its own page: within the own department, and logged. */
  async function logReading(request: FastifyRequest, versionId: string, accountId: string): Promise<void> {
    const receivable = await triedReceivable(db, versionId, accountId);
    if (!receivable || !request.abilities?.can('read', 'account')) throw problem('forbidden');
    await assertMaySee(db, staffOf(request), receivable);
    await logOperation(db, request, { function: 'view', targetKind: 'account', targetId: accountId });
  }
}
