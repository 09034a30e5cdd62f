import { z } from 'zod';
import { hourLater, nextOpeningDay } from '../../domain/demo-time.ts';
import { problem } from '../../domain/problem.ts';
import type { App } from '../app.ts';
import type { DemoDriver } from '../deps.ts';
import { staffOf } from '../plugins/session.ts';
import { happened } from '../queries/happened.ts';
import { problemReplies } from '../schemas/common.ts';
import { AdvanceBody, Demo, DemoLogins, Happened } from '../schemas/demo.ts';

const tags = ['demo'];

/** The demo's clock (design.md § Time). An installation that is no demo has no driver: every route of it answers `not_a_demo`. */
export async function demoRoutes(app: App): Promise<void> {
  const { db, clock, books, demo } = app.deps;

  app.get('/api/demo', { schema: { tags, response: { 200: Demo, ...problemReplies } } }, async () => shown(driver()));

  app.get(
    '/api/demo/logins',
    { schema: { tags, response: { 200: DemoLogins, ...problemReplies } }, config: { public: true } },
    () => driver().logins,
  );

  app.post(
    '/api/demo/advance',
    {
      schema: { tags, body: AdvanceBody, response: { 202: Demo, ...problemReplies } },
      config: { can: ['advance', 'demo'] },
    },
    async (request, reply) => {
      const going = driver();
      const state = await shown(going);
      const target = request.body.to === 'hour' ? state.hour_later : state.next_opening;
      if (!target) throw problem('past_closing');
      going.advance(state.business_now, target, staffOf(request).login);
      return reply.code(202).send({ ...state, advance: going.state() });
    },
  );

  app.get(
    '/api/demo/happened',
    {
      schema: {
        tags,
        querystring: z.object({ since: z.coerce.date().optional() }),
        response: { 200: Happened, ...problemReplies },
      },
    },
    async (request) => {
      const going = driver();
      const since = request.query.since ?? going.state()?.since;
      const now = await clock.now();
      return happened(db, staffOf(request).id, since ?? (await books.calendar(db)).lastClosing(now) ?? now, now);
    },
  );

  function driver(): DemoDriver {
    if (!demo) throw problem('not_a_demo');
    return demo;
  }

  async function shown(going: DemoDriver): Promise<Demo> {
    const now = await clock.now();
    const calendar = await books.calendar(db);
    return {
      business_now: now,
      hour_later: hourLater(calendar, now),
      next_opening: nextOpeningDay(calendar, now),
      advance: going.state(),
    };
  }
}
