import { on } from 'node:events';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import type { ChangeEvent } from '../../records/event.ts';

/** Server-Sent Events: which noun changed, so that open pages ask again. Carries no data of its own. */
export async function eventRoutes(app: App): Promise<void> {
  app.get(
    '/api/events',
    { sse: true, schema: { tags: ['events'] }, config: { background: true } },
    async (request, reply) => {
      const staff = staffOf(request);
      const gone = new AbortController();
      reply.sse.onClose(() => gone.abort());
      reply.sse.keepAlive();
      try {
        for await (const [event] of on(app.changes, 'change', { signal: gone.signal }) as AsyncIterable<
          [ChangeEvent]
        >) {
          if (event.staffId && event.staffId !== staff.id) continue;
          await reply.sse.send({ event: event.noun, data: { id: event.id ?? null } });
        }
      } catch (error) {
        if (!gone.signal.aborted) throw error;
      }
    },
  );
}
