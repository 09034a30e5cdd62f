import { dateOf } from '../../domain/time.ts';
import type { App } from '../app.ts';
import { counts, installationStatus } from '../queries/status.ts';
import { Status } from '../schemas/status.ts';

/** The frame of every page: business time, the day's session, how old the payment data is, and what waits. Without a login: no counts. */
export async function statusRoutes(app: App): Promise<void> {
  const { db, clock, books } = app.deps;

  app.get(
    '/api/status',
    { schema: { tags: ['status'], response: { 200: Status } }, config: { public: true, background: true } },
    async (request) => {
      const now = await clock.now();
      const today = dateOf(now);
      const calendar = await books.calendar(db);
      const openings = calendar.openingsOf(today);
      return {
        ...(await installationStatus(db)),
        business_now: now,
        session: {
          pattern: calendar.patternOf(today),
          holiday_name: calendar.dayOf(today)?.holidayName ?? null,
          open_from: openings[0]?.from ?? null,
          open_to: calendar.closingOf(today),
          open: calendar.isOpen(now),
        },
        next_operating_day: calendar.nextOperatingDay(today),
        counts: request.staff ? await counts(db, request.staff, now, calendar.sessionAt(now)) : null,
      };
    },
  );
}
