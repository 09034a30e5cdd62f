import { z } from 'zod';
import { Problem } from '../schemas/common.ts';
import type { App } from '../app.ts';
import { sendProblem } from '../plugins/problems.ts';
import { readiness } from '../queries/readiness.ts';

const tags = ['health'];

export async function healthRoutes(app: App): Promise<void> {
  app.get(
    '/healthz',
    { schema: { tags, response: { 200: z.object({ alive: z.literal(true) }) } }, config: { public: true } },
    () => ({
      alive: true as const,
    }),
  );

  app.get(
    '/readyz',
    {
      schema: { tags, response: { 200: z.object({ ready: z.literal(true) }), 503: Problem } },
      config: { public: true },
    },
    async (request, reply) => {
      const reason = await readiness(app.deps);
      return reason ? sendProblem(request, reply, 'not_ready', { reason }) : { ready: true as const };
    },
  );
}
