import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { retryStuck } from '../../records/stuck-account.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { visibleReceivables } from '../queries/staff.ts';
import { stuckAccounts } from '../queries/stuck-accounts.ts';
import { IdParams, problemReplies } from '../schemas/common.ts';
import { StuckAccount } from '../schemas/stuck-account.ts';

const tags = ['tasks'];

/** Accounts that stopped because their decision fails: which, why, since when, and trying again at once. */
export async function stuckAccountRoutes(app: App): Promise<void> {
  const { db } = app.deps;

  app.get(
    '/api/stuck-accounts',
    {
      schema: { tags, response: { 200: z.array(StuckAccount), ...problemReplies } },
      config: { can: ['read', 'task'] },
    },
    async (request) => stuckAccounts(db, await visibleReceivables(db, staffOf(request))),
  );

  app.post(
    '/api/stuck-accounts/:id/retry',
    {
      schema: { tags, params: IdParams, response: { 204: z.null(), ...problemReplies } },
      config: { can: ['take_over', 'case'] },
    },
    async (request, reply) => {
      const { id } = request.params;
      const stuck = (await stuckAccounts(db, null)).some(({ account_id }) => account_id === id);
      if (!stuck) throw problem('not_found');
      await retryStuck(db, id);
      await logOperation(db, request, { function: 'update', targetKind: 'stuck_account', targetId: id });
      return reply.code(204).send(null);
    },
  );
}
