import { EventEmitter } from 'node:events';
import plugin from 'fastify-plugin';
import { type ChangeEvent, EVENT_CHANNEL } from '../../records/event.ts';
import { listen } from '../../prisma/listen.ts';

/** One LISTEN connection for the process; `app.changes` emits 'change' with each `ChangeEvent` that any process announced. */
export const events = plugin(
  async (app) => {
    const changes = new EventEmitter<{ change: [ChangeEvent] }>();
    changes.setMaxListeners(0);
    const stop = await listen(app.deps.db, EVENT_CHANNEL, (payload) =>
      changes.emit('change', JSON.parse(payload) as ChangeEvent),
    );
    app.decorate('changes', changes);
    app.addHook('onClose', stop);
  },
  { name: 'events' },
);

declare module 'fastify' {
  interface FastifyInstance {
    changes: EventEmitter<{ change: [ChangeEvent] }>;
  }
}
