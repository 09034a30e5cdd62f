import type { Queryable } from '../prisma/database.ts';
import { nudge } from '../workflows/messages.ts';
import { taskQueue } from '../workflows/ids.ts';
import type { Herd } from './nudging.ts';

const PAGE = 500;

/**
 * After a restore: runs of episodes that are newer than the facts are told to decide, find no episode and end. Asks Temporal's own list,
 * which nothing else does: this is rare, and only Temporal knows them. Returns how many.
 */
export async function endUnknownRuns(db: Queryable, { client, installation }: Herd): Promise<number> {
  const query = `WorkflowType = 'account' AND ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue(installation, 'main')}'`;
  let ended = 0;
  let page: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) {
    page.push(workflowId);
    if (page.length === PAGE) {
      ended += await tellUnknown(page);
      page = [];
    }
  }
  return ended + (await tellUnknown(page));

  async function tellUnknown(workflowIds: string[]): Promise<number> {
    const { rows } = await db.query<{ id: string }>(
      `SELECT t.id FROM unnest($1::text[]) AS t(id)
        WHERE NOT EXISTS (SELECT FROM episode e WHERE e.account_id = split_part(t.id, '/', 4)::uuid AND e.no = split_part(t.id, '/', 5)::integer)`,
      [workflowIds],
    );
    for (const { id } of rows) await client.workflow.getHandle(id).signal(nudge);
    return rows.length;
  }
}
