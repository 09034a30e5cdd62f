import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import plugin from 'fastify-plugin';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/** The API's own description at `/docs`, made from the same schemas that validate. */
export const openapi = plugin(
  async (app) => {
    await app.register(swagger, {
      openapi: { info: { title: 'Oshirase', version: '0.1.0' } },
      transform: jsonSchemaTransform,
    });
    await app.register(swaggerUi, { routePrefix: '/docs' });
  },
  { name: 'openapi' },
);
