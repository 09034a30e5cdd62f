import { problem } from '../../domain/problem.ts';
import { dateOf, weekdayOf } from '../../domain/time.ts';
import type { App } from '../app.ts';
import { logOperation } from '../operation-log.ts';
import { staffOf } from '../plugins/session.ts';
import { accountPage } from '../queries/account-page.ts';
import { trialOfEpisode } from '../queries/rule-trial.ts';
import { assertMaySee } from '../queries/staff.ts';
import { AccountPage } from '../schemas/account.ts';
import { IdParams, problemReplies } from '../schemas/common.ts';

const tags = ['accounts'];

/** One account's life, past and future (H4). */
export async function accountRoutes(app: App): Promise<void> {
  const { db, clock, books } = app.deps;

  app.get(
    '/api/accounts/:id',
    {
      schema: { tags, params: IdParams, response: { 200: AccountPage, ...problemReplies } },
      config: { can: ['read', 'account'] },
    },
    async (request) => {
      const now = await clock.now();
      const opening = (await books.calendar(db)).nextOpening(now, 'any');
      const weekday = weekdayOf(dateOf(opening?.from ?? now));
      const moment = { now, today: dateOf(now), session: opening?.session ?? 'weekday', weekday };
      const page = await accountPage(db, request.params.id, moment);
      if (!page) throw problem('not_found');
      await assertMaySee(db, staffOf(request), page.receivable_code);
      await logOperation(db, request, { function: 'view', targetKind: 'account', targetId: page.id });
      const mayReadTrial = request.abilities?.can('read', 'trial') ?? false;
      return { ...page, trial: mayReadTrial && page.episode ? await trialOfEpisode(db, page.episode.id) : null };
    },
  );
}
