import { problem } from '../../domain/problem.ts';
import { dateOf } from '../../domain/time.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { accountPage } from '../queries/account-page.ts';
import { accountRun } from '../queries/account-run.ts';
import { assertMaySee } from '../queries/staff.ts';
import { AccountPage, AccountRun } from '../schemas/account.ts';
import { IdParams, problemReplies } from '../schemas/common.ts';

const tags = ['accounts'];

/** One account's life, past and future (H4), and its Temporal run. */
export async function accountRoutes(app: App): Promise<void> {
  const { db, clock, temporal, installationId } = app.deps;

  app.get(
    '/api/accounts/:id',
    {
      schema: { tags, params: IdParams, response: { 200: AccountPage, ...problemReplies } },
      config: { can: ['read', 'account'] },
    },
    async (request) => {
      const page = await accountPage(db, request.params.id, dateOf(await clock.now()));
      if (!page) throw problem('not_found');
      await assertMaySee(db, staffOf(request), page.receivable_code);
      await logOperation(db, request, { function: 'view', targetKind: 'account', targetId: page.id });
      return page;
    },
  );

  app.get(
    '/api/accounts/:id/run',
    {
      schema: { tags, params: IdParams, response: { 200: AccountRun, ...problemReplies } },
      config: { can: ['read', 'account'] },
    },
    async (request) => {
      const { rows } = await db.query<{ receivable_code: string }>(
        'SELECT receivable_code FROM account WHERE id = $1',
        [request.params.id],
      );
      if (!rows[0]) throw problem('not_found');
      await assertMaySee(db, staffOf(request), rows[0].receivable_code);
      const run = await accountRun(db, temporal, installationId, request.params.id);
      if (!run) throw problem('not_found');
      return run;
    },
  );
}
