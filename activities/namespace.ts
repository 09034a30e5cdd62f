import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { type Database, transaction } from '../prisma/database.ts';
import { nudgeDue } from './reconciler.ts';

const RETENTION = '30 days';

/**
 * At boot: keeps histories long enough to be archived and, when this is another Temporal than the last one, has every open episode
 * started there (throttled by the relay). Answers whether it is new. `at` is business time.
 */
export async function adoptNamespace(client: Client, db: Database, at: Date): Promise<boolean> {
  const { namespace } = client.options;
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
  await client.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: msToTs(RETENTION) },
  });
  return transaction(db, async (tx) => {
    const { rowCount } = await tx.query(
      'UPDATE installation SET temporal_namespace_id = $1 WHERE temporal_namespace_id IS DISTINCT FROM $1',
      [namespaceInfo?.id],
    );
    if (!rowCount) return false;
    await tx.query(
      'UPDATE episode SET workflow_started_at = NULL WHERE closed_at IS NULL AND workflow_started_at IS NOT NULL',
    );
    await tx.query('UPDATE account SET nudge_sent_at = NULL WHERE nudge_sent_at IS NOT NULL');
    await nudgeDue(tx, at);
    return true;
  });
}
