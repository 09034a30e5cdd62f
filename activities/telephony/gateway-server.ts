import { timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type ProblemCode, ProblemError, problem, problems } from '../../domain/problem.ts';
import { isDatabaseAway } from '../../prisma/database-away.ts';
import { isDiskFull } from '../../setup/disk.ts';
import type { Gateway } from './gateway.ts';
import { SECRET_HEADER } from './gateway-client.ts';

const Start = z.object({ callId: z.uuid() });
const Params = z.object({ id: z.uuid() });
const ControlParams = Params.extend({ verb: z.enum(['hang-up', 'hold', 'unhold', 'mute', 'unmute']) });

/**
 * The gateway's internal API, for the loopback: `POST /calls {callId}`, `POST /calls/:id/{hang-up,hold,unhold,mute,unmute}`,
 * `GET /calls/:id`, `GET /healthz`. All but the last carry the shared secret; errors are `{code, params}` of domain/problem.ts.
 */
export function buildGatewayServer(gateway: Gateway, secret: string): FastifyInstance {
  const app = fastify({ logger: false, bodyLimit: 10_000 });

  app.setErrorHandler((error, _request, reply) => {
    const known = error instanceof ProblemError ? error : problem(codeOf(error));
    return reply.code(problems[known.code][0]).send({ code: known.code, params: known.params });
  });

  app.addHook('onRequest', async (request) => {
    if (request.url !== '/healthz' && !isSame(request.headers[SECRET_HEADER], secret)) throw problem('forbidden');
  });

  app.get('/healthz', (_request, reply) => {
    const { state } = gateway;
    return reply.code(state === 'up' ? 200 : 503).send({ state });
  });

  app.post('/calls', async (request, reply) => {
    await gateway.startCall(Start.parse(request.body).callId);
    return reply.code(204).send();
  });

  app.get('/calls/:id', (request) => gateway.call(Params.parse(request.params).id));

  app.post('/calls/:id/:verb', async (request, reply) => {
    const { id, verb } = ControlParams.parse(request.params);
    await gateway.control(id, verb);
    return reply.code(204).send();
  });

  return app;
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof z.ZodError) return 'bad_request';
  if (isDiskFull(error)) return 'disk_full';
  return error instanceof Error && isDatabaseAway(error) ? 'database_away' : 'internal';
}

function isSame(given: string | string[] | undefined, secret: string): boolean {
  const [left, right] = [Buffer.from(String(given)), Buffer.from(secret)];
  return left.length === right.length && timingSafeEqual(left, right);
}
