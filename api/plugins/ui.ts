import fastifyStatic from '@fastify/static';
import plugin from 'fastify-plugin';
import { sendProblem } from './problems.ts';

/** Serves the built admin-ui; any other page path answers its index, so that a reload stays where it was. */
export const ui = plugin<{ folder: string }>(
  async (app, { folder }) => {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      setHeaders: (reply, path) => {
        void reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
    app.get('/*', { schema: { hide: true } }, (request, reply) =>
      request.url.startsWith('/api/') ? sendProblem(request, reply, 'not_found') : reply.sendFile('index.html'),
    );
  },
  { name: 'ui', dependencies: ['problems'] },
);
