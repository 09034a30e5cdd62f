import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { checksOf, worstOf } from '../../domain/operations.ts';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import { settleFound } from '../../records/found-settled.ts';
import { scheduleId } from '../../workflows/ids.ts';
import type { App } from '../app.ts';
import { metricsText } from '../metrics.ts';
import { staffOf } from '../plugins/session.ts';
import { lastLedgerChecks } from '../queries/ledger-checks.ts';
import { dataAsOf, lastRecoveries, operationFigures, unknownEffects } from '../queries/operations.ts';
import { IdParams, problemReplies } from '../schemas/common.ts';
import { Operations } from '../schemas/operations.ts';

const tags = ['operations'];

/** 運用状況: what runs, what lags, how old the data are (I3); the same for Prometheus, behind a token. */
export async function operationRoutes(app: App): Promise<void> {
  const { db, clock, metricsToken, temporal, installationId } = app.deps;

  app.get(
    '/api/system',
    {
      schema: { tags, response: { 200: Operations, ...problemReplies } },
      config: { can: ['read', 'operation'] },
    },
    async () => {
      const businessNow = await clock.now();
      const figures = await operationFigures(app.deps, businessNow);
      const checks = checksOf(figures);
      return {
        ...{ now: figures.now, worst: worstOf(checks), checks, as_of: await dataAsOf(db, businessNow) },
        ...{ unknown: await unknownEffects(db), recoveries: await lastRecoveries(db) },
        ledger_checks: await lastLedgerChecks(db),
      };
    },
  );

  app.post(
    '/api/ledger-checks',
    {
      schema: { tags, response: { 202: z.null(), ...problemReplies } },
      config: { can: ['read', 'operation'] },
    },
    async (_request, reply) => {
      await temporal.schedule.getHandle(scheduleId(installationId, 'checkledger')).trigger();
      return reply.code(202).send(null);
    },
  );

  app.post(
    '/api/found-effects/:id/settle',
    {
      schema: { tags, params: IdParams, response: { 204: z.null(), ...problemReplies } },
      config: { can: ['administer', 'sms'] },
    },
    async (request, reply) => {
      const at = await clock.now();
      const actor = { kind: 'staff', id: staffOf(request).id } as const;
      await transaction(db, (tx) => settleFound(tx, actor, request.params.id, at));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/metrics',
    { schema: { tags, response: { 200: z.string(), ...problemReplies } }, config: { public: true } },
    async (request, reply) => {
      if (!metricsToken || !isBearer(request.headers.authorization, metricsToken)) throw problem('forbidden');
      const businessNow = await clock.now();
      const figures = await operationFigures(app.deps, businessNow);
      const text = await metricsText(figures, await dataAsOf(db, businessNow), businessNow);
      return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
    },
  );
}

function isBearer(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
