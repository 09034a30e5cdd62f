import { z } from 'zod';
import { problem } from '../../domain/problem.ts';
import { transaction } from '../../prisma/database.ts';
import { endStop, stopChannel } from '../../records/channel-stop.ts';
import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { ChannelStopBody, ChannelStopEndBody, ChannelStopRow } from '../schemas/channel-stop.ts';
import { Id, IdParams, problemReplies } from '../schemas/common.ts';
import { listRoute } from './resource.ts';

const tags = ['channel-stops'];
const stop = { can: ['stop', 'rule'] as const };

/** 緊急停止: one person stops a channel at once; what is in force and what was. */
export async function channelStopRoutes(app: App): Promise<void> {
  const { db, clock } = app.deps;

  listRoute(app, {
    path: 'channel-stops',
    can: ['read', 'rule'],
    row: ChannelStopRow,
    personal: false,
    definition: {
      name: 'channel-stops',
      select: `c.id, c.channel, c.receivable_code, r.name_ja AS receivable_name, c.reason, c.stopped_at, s.name AS stopped_by_name, c.ended_at,
               e.name AS ended_by_name, c.end_reason, c.untold, c.told, c.to_tell`,
      from: `channel_stop c JOIN staff s ON s.id = c.stopped_by LEFT JOIN staff e ON e.id = c.ended_by
        LEFT JOIN receivable r ON r.code = c.receivable_code`,
      sorts: { id: 'c.id', stopped_at: 'c.stopped_at' },
      defaultSort: 'c.stopped_at DESC, c.id',
      filters: {
        open: '(c.ended_at IS NULL) = ?',
        current: '(c.ended_at IS NULL OR c.untold) = ?',
        channel: 'c.channel = ?',
        receivable_code: 'c.receivable_code = ?',
      },
    },
  });

  app.post(
    '/api/channel-stops',
    {
      schema: { tags, body: ChannelStopBody, response: { 201: z.object({ id: Id }), ...problemReplies } },
      config: stop,
    },
    async (request, reply) => {
      const { channel, receivable_code, reason } = request.body;
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      const id = await transaction(db, async (tx) => {
        const { rows } = await tx.query('SELECT FROM receivable WHERE code = $1', [receivable_code]);
        if (receivable_code !== null && rows.length === 0) throw problem('bad_request', { field: 'receivable_code' });
        return stopChannel(tx, actor, { channel, receivableCode: receivable_code, reason });
      });
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/channel-stops/:id/end',
    {
      schema: { tags, params: IdParams, body: ChannelStopEndBody, response: { 204: z.null(), ...problemReplies } },
      config: stop,
    },
    async (request, reply) => {
      const actor = { staffId: staffOf(request).id, at: await clock.now() };
      await transaction(db, (tx) => endStop(tx, actor, request.params.id, request.body.reason));
      return reply.code(204).send(null);
    },
  );
}
