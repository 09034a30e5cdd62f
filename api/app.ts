import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { fastifySSE as sse } from '@fastify/sse';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { AppDeps } from './deps.ts';
import { events } from './plugins/events.ts';
import { language } from './plugins/language.ts';
import { openapi } from './plugins/openapi.ts';
import { problems } from './plugins/problems.ts';
import { sessions } from './plugins/session.ts';
import { ui } from './plugins/ui.ts';
import { routes } from './routes/index.ts';

export type App = ReturnType<typeof createServer>;

/** Builds the API with every plugin and route, not yet listening. `GET /docs` shows all of it as OpenAPI. */
export async function buildApp(deps: AppDeps): Promise<App> {
  const app = createServer(deps.logLevel);
  app.decorate('deps', deps);
  await app.register(problems);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        imgSrc: ["'self'", 'data:', 'blob:'],
        frameSrc: ["'self'", 'blob:'],
        upgradeInsecureRequests: null,
      },
    },
    hsts: false, // the proxy in front ends TLS and says so
  });
  // A person's own measure: the whole centre may come from one address.
  await app.register(rateLimit, {
    max: 1_200,
    timeWindow: '1 minute',
    keyGenerator: ({ staff, ip }) => staff?.id ?? ip,
  });
  await app.register(multipart, { limits: { fileSize: 64 * 1024 * 1024, files: 1 } });
  await app.register(sse);
  await app.register(openapi);
  await app.register(events);
  await app.register(sessions);
  await app.register(language);
  await app.register(routes);
  if (deps.uiFolder) await app.register(ui, { folder: deps.uiFolder });
  return app;
}

function createServer(logLevel: string) {
  return Fastify({
    genReqId: () => randomUUID(),
    requestTimeout: 120_000,
    bodyLimit: 2 * 1024 * 1024,
    logger: {
      level: logLevel,
      serializers: {
        // The route's pattern, never the URL: a query could carry what a person typed.
        req: (request) => ({ id: request.id, method: request.method, route: request.routeOptions?.url }),
      },
    },
  })
    .setValidatorCompiler(validatorCompiler)
    .setSerializerCompiler(serializerCompiler)
    .withTypeProvider<ZodTypeProvider>();
}

declare module 'fastify' {
  interface FastifyInstance {
    deps: AppDeps;
  }
}
