import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { accountRun } from '../queries/account-run.ts';
import { accountRuns } from '../queries/account-runs.ts';
import { assertMaySee, type Staff } from '../queries/staff.ts';
import { AccountRun, AccountRuns, type RunHead } from '../schemas/account-run.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';

const tags = ['accounts'];

/** Temporal's histories of an account, live and archived alike (H4). */
export async function accountRunRoutes(app: App): Promise<void> {
  const { db, temporal, installationId, temporalUiUrl } = app.deps;
  const config = { can: ['read', 'account'] as const };

  app.get(
    '/api/accounts/:id/runs',
    { schema: { tags, params: IdParams, response: { 200: AccountRuns, ...problemReplies } }, config },
    async (request) => {
      await assertMaySeeAccount(staffOf(request), request.params.id);
      return accountRuns(db, temporal, installationId, request.params.id);
    },
  );

  app.get(
    '/api/accounts/:id/runs/:runId',
    {
      schema: {
        tags,
        params: z.object({ id: Id, runId: z.string().max(64) }),
        response: { 200: AccountRun, ...problemReplies },
      },
      config,
    },
    async (request) => {
      const { id, runId } = request.params;
      await assertMaySeeAccount(staffOf(request), id);
      const { runs } = await accountRuns(db, temporal, installationId, id);
      const head = runs.find(({ run_id }) => run_id === runId);
      const run = head && (await accountRun(db, temporal, head));
      if (!run) throw problem('not_found');
      await logOperation(db, request, { function: 'view', targetKind: 'account_run', targetId: id });
      const mayOpen = run.source === 'live' && request.abilities?.can('read', 'audit');
      return { ...run, temporal_url: mayOpen ? temporalUrl(head) : null };
    },
  );

  async function assertMaySeeAccount(staff: Staff, accountId: string): Promise<void> {
    const { rows } = await db.query<{ receivable_code: string }>('SELECT receivable_code FROM account WHERE id = $1', [
      accountId,
    ]);
    if (!rows[0]) throw problem('not_found');
    await assertMaySee(db, staff, rows[0].receivable_code);
  }

  function temporalUrl({ workflow_id, run_id }: RunHead): string | null {
    if (!temporalUiUrl) return null;
    const { namespace } = temporal.options;
    return new URL(
      `namespaces/${namespace}/workflows/${encodeURIComponent(workflow_id)}/${run_id}/history`,
      `${temporalUiUrl}/`,
    ).href;
  }
}
