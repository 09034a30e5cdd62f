import { type Client, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { type Database, transaction } from '../prisma/database.ts';
import { beginRecovery, endRecovery, wakeAll } from '../records/recovery.ts';
import { nudgeDue } from './reconciler.ts';

const RETENTION = '30 days';
const NOT_FOUND = 5;

/**
 * Makes the namespace when it is gone, keeps histories long enough to be archived and, when this is another Temporal than the last one,
 * has every open episode started there (throttled by the relay), with a line in each account's history. Answers whether it is new. `at` is
 * business time.
 */
export async function adoptNamespace(client: Client, db: Database, at: Date): Promise<boolean> {
  const id = await namespaceId(client);
  return transaction(db, async (tx) => {
    const { rows } = await tx.query<{ known: string | null }>(
      'SELECT temporal_namespace_id AS known FROM installation FOR UPDATE',
    );
    const known = rows[0]?.known ?? null;
    if (known === id) return false;
    await tx.query('UPDATE installation SET temporal_namespace_id = $1, temporal_mark = NULL', [id]);
    await tx.query(
      'UPDATE episode SET workflow_started_at = NULL WHERE closed_at IS NULL AND workflow_started_at IS NOT NULL',
    );
    if (known === null) {
      await tx.query('UPDATE account SET nudge_sent_at = NULL WHERE nudge_sent_at IS NOT NULL');
      await nudgeDue(tx, at);
    } else {
      const recovery = await beginRecovery(tx, { kind: 'temporal_new', at });
      await endRecovery(tx, recovery, { episodes: await wakeAll(tx, 'temporal_new', at), effects: 0 });
    }
    return true;
  });
}

async function namespaceId({ options: { namespace }, workflowService }: Client): Promise<string> {
  const workflowExecutionRetentionTtl = msToTs(RETENTION);
  try {
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
  } catch (error) {
    if (!isGrpcServiceError(error) || Number(error.code) !== NOT_FOUND) throw error;
    await workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: workflowExecutionRetentionTtl,
    });
  }
  const { namespaceInfo } = await workflowService.describeNamespace({ namespace });
  return namespaceInfo?.id ?? '';
}
