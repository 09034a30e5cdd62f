import type { App } from '../app.ts';
import { staffOf } from '../plugins/session.ts';
import { connectionStatistics } from '../queries/connection-statistics.ts';
import { visibleReceivables } from '../queries/staff.ts';
import { problemReplies } from '../schemas/common.ts';
import { ConnectionQuery, ConnectionStatistics } from '../schemas/connection-statistics.ts';

/** 接続統計: when calls are answered (F7). */
export async function connectionStatisticsRoutes(app: App): Promise<void> {
  const { db } = app.deps;

  app.get(
    '/api/connection-statistics',
    {
      schema: {
        tags: ['statistics'],
        querystring: ConnectionQuery,
        response: { 200: ConnectionStatistics, ...problemReplies },
      },
      config: { can: ['read', 'report'] },
    },
    async (request) => connectionStatistics(db, request.query, await visibleReceivables(db, staffOf(request))),
  );
}
