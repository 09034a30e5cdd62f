import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import { approveMigration, discardMigration, requestMigration } from '../../records/rule-migration.ts';
import { ruleMigrationWorkflowId, taskQueue } from '../../workflows/ids.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { isChanged, migrationColumns, migrationTables, ruleMigration } from '../queries/rule-migration.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';
import {
  MigrationApproveBody,
  RuleMigration,
  RuleMigrationBody,
  RuleMigrationItemRow,
} from '../schemas/rule-migration.ts';
import { listRoute } from './resource.ts';

const tags = ['rule-migrations'];
const manage = { can: ['administer', 'rule'] as const };
const done = { 204: z.null(), ...problemReplies };

/** 進行中の案件の移行 (G4): previewed, approved by a second person, moved by a workflow. */
export async function ruleMigrationRoutes(app: App): Promise<void> {
  const { db, clock, temporal, installationId } = app.deps;

  async function start(id: string): Promise<void> {
    await temporal.workflow.start('migrateRules', {
      workflowId: ruleMigrationWorkflowId(installationId, id),
      taskQueue: taskQueue(installationId, 'main'),
      args: [id],
      workflowIdConflictPolicy: 'USE_EXISTING', // the reconciler may have been faster
    });
  }

  listRoute(app, {
    path: 'rule-migrations',
    can: ['read', 'rule'],
    row: RuleMigration.omit({ may_approve: true }),
    personal: false,
    definition: {
      name: 'rule-migrations',
      select: migrationColumns,
      from: migrationTables,
      sorts: { id: 'm.id', requested_at: 'm.requested_at' },
      defaultSort: 'm.requested_at DESC, m.id',
      filters: { receivable_code: 'm.receivable_code = ?', state: 'm.state = ?' },
    },
  });

  listRoute(app, {
    path: 'rule-migration-items',
    can: ['read', 'account'],
    row: RuleMigrationItemRow,
    receivable: 'a.receivable_code',
    personal: true,
    definition: {
      name: 'rule-migration-items',
      select: `i.account_id AS id, i.account_id, a.debtor_id, CASE WHEN d.kind = 'company' THEN d.name ELSE split_part(d.name, ' ', 1) || ' ●●' END AS name,
               b.balance, v.version AS from_version, i.before, i.after, i.state, i.skip_reason, i.moved_at`,
      from: `rule_migration_item i JOIN account a ON a.id = i.account_id JOIN debtor d ON d.id = a.debtor_id
        JOIN rule_version v ON v.id = i.from_version_id
        CROSS JOIN LATERAL (SELECT COALESCE(sum(x.balance), 0)::integer AS balance FROM line_balance x WHERE x.account_id = a.id) b`,
      sorts: { id: 'i.account_id', balance: 'b.balance' },
      defaultSort: `i.after->>'until' NULLS FIRST, i.account_id`,
      filters: { migration_id: 'i.migration_id = ?', state: 'i.state = ?', changed: `(${isChanged('i')}) = ?` },
    },
  });

  app.post(
    '/api/rule-migrations',
    {
      schema: { tags, body: RuleMigrationBody, response: { 201: z.object({ id: Id }), ...problemReplies } },
      config: manage,
    },
    async (request, reply) => {
      const { to_version_id, account_ids, reason } = request.body;
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      const id = await transaction(db, (tx) =>
        requestMigration(tx, actor, { toVersionId: to_version_id, accountIds: account_ids, reason }),
      );
      await start(id);
      return reply.code(201).send({ id });
    },
  );

  app.get(
    '/api/rule-migrations/:id',
    {
      schema: { tags, params: IdParams, response: { 200: RuleMigration, ...problemReplies } },
      config: { can: ['read', 'rule'] },
    },
    async (request) => {
      const found = await ruleMigration(db, request.params.id, staffOf(request).id);
      if (!found) throw problem('not_found');
      return found;
    },
  );

  app.post(
    '/api/rule-migrations/:id/approve',
    {
      schema: { tags, params: IdParams, body: MigrationApproveBody, response: done },
      config: { can: ['approve', 'rule'] },
    },
    async (request, reply) => {
      const { id } = request.params;
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      await transaction(db, (tx) => approveMigration(tx, actor, id, request.body.items_hash));
      await start(id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/rule-migrations/:id/discard',
    { schema: { tags, params: IdParams, response: done }, config: manage },
    async (request, reply) => {
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      await transaction(db, (tx) => discardMigration(tx, actor, request.params.id));
      return reply.code(204).send(null);
    },
  );
}
