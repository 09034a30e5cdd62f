import type { FastifyInstance } from 'fastify';
import type { App } from '../app.ts';
import { callRoutes } from './calls.ts';
import { caseRoutes } from './cases.ts';
import { eventRoutes } from './events.ts';
import { healthRoutes } from './health.ts';
import { resultRoutes } from './results.ts';
import { sessionRoutes } from './session.ts';
import { statusRoutes } from './status.ts';

const all = [callRoutes, caseRoutes, eventRoutes, healthRoutes, resultRoutes, sessionRoutes, statusRoutes];

/** Every route file, one a noun. */
export async function routes(app: FastifyInstance): Promise<void> {
  for (const register of all) await register(app as App);
}
