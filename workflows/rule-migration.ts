import { proxyActivities } from '@temporalio/workflow';
import type { RuleMigrationActivities } from '../activities/rule-migration.ts';
import { untilDone } from './proxies.ts';

/**
 * Moves running accounts to another version of the rules (G4). Started for the preview and again after the approval; its state is a row,
 * so that a lost run begins where it was.
 */
export async function migrateRules(migrationId: string): Promise<void> {
  const { advanceMigration } = proxyActivities<RuleMigrationActivities>({
    startToCloseTimeout: '2 hours',
    heartbeatTimeout: '1 minute',
    retry: untilDone,
  });
  await advanceMigration(migrationId);
}
