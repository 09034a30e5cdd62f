import { dateOf, instantAt } from '../../domain/time.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { callbacks, callQueue, contactRates, heldCase, otherWork, todaysProgress } from '../queries/home.ts';
import { happened } from '../queries/happened.ts';
import { problemReplies } from '../schemas/common.ts';
import { Home } from '../schemas/home.ts';

/** 本日の業務: what is next and why, call-backs, today against the plan, contact rates. */
export async function homeRoutes(app: App): Promise<void> {
  const { db, clock, books } = app.deps;

  app.get(
    '/api/home',
    { schema: { tags: ['home'], response: { 200: Home, ...problemReplies } }, config: { can: ['read', 'task'] } },
    async (request) => {
      const staff = staffOf(request);
      const now = await clock.now();
      const today = dateOf(now);
      const calendar = await books.calendar(db);
      const startOfDay = instantAt(today, '00:00');
      const session = calendar.sessionAt(now);
      const { rows } = await db.query<{ name_ja: string }>(
        `SELECT r.name_ja FROM allotment a JOIN receivable r ON r.code = a.receivable_code WHERE a.staff_id = $1 AND a.on_date = $2 ORDER BY r.position`,
        [staff.id, today],
      );
      return {
        queue: session ? await callQueue(db, { staffId: staff.id, now, today, session }) : [],
        held: await heldCase(db, staff.id),
        allotted: rows.map((row) => row.name_ja),
        callbacks: await callbacks(db, staff.id, now),
        other: await otherWork(db, staff.id),
        today: await todaysProgress(db, staff.id, today, calendar.openingsOf(today)),
        contact_rates: await contactRates(db, today),
        happened: await happened(db, staff.id, calendar.lastClosing(startOfDay) ?? startOfDay, now),
      };
    },
  );
}
