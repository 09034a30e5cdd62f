import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Queryable } from '../prisma/database.ts';
import {
  exchangeWorkflowId,
  letterBatchWorkflowId,
  ruleMigrationWorkflowId,
  simulationWorkflowId,
  taskQueue,
} from '../workflows/ids.ts';
import type { Herd } from './nudging.ts';

interface Job {
  workflow: 'takeInFile' | 'letterBatch' | 'simulate' | 'migrateRules';
  id: string;
  args: unknown[];
}

/**
 * Starts the workflows of files, batches, simulations and moves that are under way and run no more (Temporal's store was lost). Their activities are repeatable,
 * so one that had only not reported yet does no harm. Returns how many.
 */
export async function resumeJobs(db: Queryable, { client, installation }: Herd): Promise<number> {
  let resumed = 0;
  for (const { workflow, id, args } of await jobsUnderWay(db)) {
    const workflowId = idOf[workflow](installation, id);
    try {
      await client.workflow.start(workflow, { workflowId, taskQueue: taskQueue(installation, 'main'), args });
      resumed += 1;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
  return resumed;
}

const idOf: Record<Job['workflow'], (installation: string, id: string) => string> = {
  takeInFile: exchangeWorkflowId,
  letterBatch: letterBatchWorkflowId,
  simulate: simulationWorkflowId,
  migrateRules: ruleMigrationWorkflowId,
};

/** What a person has committed is committed; what waits for a person waits again. A demo's night works without workflows, in a minute. */
async function jobsUnderWay(db: Queryable): Promise<Job[]> {
  const { rows } = await db.query<Job>(
    `SELECT 'letterBatch' AS workflow, id, json_build_array(id) AS args FROM letter_batch
      WHERE state IN ('collecting','cut_off','rendering')
     UNION ALL
     SELECT 'simulate', id, json_build_array(id) FROM simulation WHERE state IN ('waiting','running')
     UNION ALL
     SELECT 'migrateRules', id, json_build_array(id) FROM rule_migration WHERE state IN ('previewing','approved','moving')
     UNION ALL
     SELECT 'takeInFile', f.id, json_build_array(f.id, f.state = 'committing' OR f.received_by IS NULL) FROM exchange_file f, installation i
      WHERE f.state IN ('checking','checked','committing')
        AND f.received_at < clock_timestamp() + make_interval(secs => i.clock_offset_ms / 1000.0) - interval '10 minutes'`,
  );
  return rows;
}
