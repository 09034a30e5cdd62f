import type { Client } from '@temporalio/client';
import { type Database, type Queryable, transaction } from '../prisma/database.ts';
import { beginRecovery, endRecovery, wakeAll } from '../records/recovery.ts';
import { lastFact } from './restored-database.ts';

export type Found = 'same' | 'older_temporal' | 'older_database';

/**
 * Writes the same rising number into Temporal's namespace and the database at each look. When Temporal's is the lower one, its store is an
 * older copy than the one we knew: every open episode is nudged (runs that the copy lacks are started by it), with a line in each account's
 * history. When the database's is lower it was restored, in a way that its timeline does not show: the gate closes until records are
 * compared. Temporal is written first, so that a crash in between leaves it ahead by one, which means nothing. `at` is business time.
 */
export async function compareMarks(client: Client, db: Database, installation: string, at: Date): Promise<Found> {
  return transaction(db, async (tx) => {
    const { rows } = await tx.query<{ mark: number | null }>(
      'SELECT temporal_mark AS mark FROM installation FOR UPDATE',
    );
    const ours = rows[0]?.mark ?? 0;
    const theirs = await markOf(client, installation);
    const next = Math.max(ours, theirs - 1) + 1;
    await writeMark(client, installation, next);
    await tx.query('UPDATE installation SET temporal_mark = $1', [next]);
    if (theirs < ours) {
      const recovery = await beginRecovery(tx, { kind: 'temporal_older', at });
      await endRecovery(tx, recovery, { episodes: await wakeAll(tx, 'temporal_older', at), effects: 0 });
      return 'older_temporal';
    }
    if (theirs <= ours + 1) return 'same';
    if (!(await isUnderWay(tx))) {
      await beginRecovery(tx, { kind: 'database_restored', at, reachesTo: await lastFact(tx, at) });
    }
    return 'older_database';
  });
}

async function isUnderWay(tx: Queryable): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT FROM recovery WHERE kind = 'database_restored' AND recorded_at > clock_timestamp() - interval '10 minutes'`,
  );
  return rowCount !== 0;
}

const keyOf = (installation: string) => `oshirase-mark-${installation}`;

async function markOf({ workflowService, options: { namespace } }: Client, installation: string): Promise<number> {
  const { namespaceInfo } = await workflowService.describeNamespace({ namespace });
  return Number(namespaceInfo?.data?.[keyOf(installation)] ?? 0);
}

async function writeMark(
  { workflowService, options: { namespace } }: Client,
  installation: string,
  mark: number,
): Promise<void> {
  await workflowService.updateNamespace({ namespace, updateInfo: { data: { [keyOf(installation)]: String(mark) } } });
}
