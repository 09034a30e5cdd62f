import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type HistoryAndWorkflowId, WorkflowNotFoundError } from '@temporalio/client';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Database } from '../prisma/database.ts';
import { Advice } from '../setup/advice.ts';
import { exchangeWorkflowId, letterBatchWorkflowId } from '../workflows/ids.ts';
import { type CodecKey, dataConverter } from './codec.ts';
import { type Herd, runId } from './nudging.ts';

export interface ReplayDeps extends Herd {
  db: Database;
  codecKeys: readonly CodecKey[];
  bundle: WorkflowBundleWithSourceMap;
  /** Here the code that was found fit is noted */
  dataDir: string;
}

/** Of the episodes that run longest and of those begun last: a new version is seldom wrong for one alone. */
const AT_EACH_END = 500;

/**
 * Before another version of the workflows' code takes over it replays what runs. One that would decide otherwise than history says would
 * stand still with every such case, so it does not start: throws `Advice`. The same code as before is not looked at again.
 */
export async function requireReplay({ bundle, dataDir, ...deps }: ReplayDeps): Promise<void> {
  const note = path.join(dataDir, 'workflows-replayed');
  const code = createHash('sha256').update(bundle.code).digest('hex');
  if ((await readFile(note, 'utf8').catch(() => '')) === code) return;
  let failed = 0;
  const options = { workflowBundle: bundle, dataConverter: dataConverter(deps.codecKeys) };
  for await (const { error } of Worker.runReplayHistories(options, histories(deps))) if (error) failed += 1;
  if (failed > 0) {
    throw new Advice(
      `この版のワークフローは、進行中の案件 ${failed} 件の履歴を続けられません。前の版に戻して起動し、開発元へ連絡してください。案件は失われていません。`,
      `The workflows of this version cannot go on with the histories of ${failed} open cases: start the former version again and tell its makers. No case is lost.`,
    );
  }
  await writeFile(note, code).catch(() => undefined); // then the next start looks again
}

async function* histories(deps: Herd & Pick<ReplayDeps, 'db'>): AsyncGenerator<HistoryAndWorkflowId> {
  for (const workflowId of await openRuns(deps)) {
    const history = await deps.client.workflow
      .getHandle(workflowId)
      .fetchHistory()
      .catch((error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return null; // this Temporal is another one, or was put back
        throw error;
      });
    if (history) yield { workflowId, history };
  }
}

async function openRuns({ db, ...herd }: Herd & Pick<ReplayDeps, 'db'>): Promise<string[]> {
  const { rows: episodes } = await db.query<Parameters<typeof runId>[1]>(
    `WITH running AS (SELECT * FROM episode WHERE closed_at IS NULL AND workflow_started_at IS NOT NULL),
          chosen AS ((SELECT * FROM running ORDER BY workflow_started_at LIMIT $1) UNION
                     (SELECT * FROM running ORDER BY workflow_started_at DESC LIMIT $1))
     SELECT e.id AS "episodeId", e.no AS "episodeNo", a.id AS "accountId", a.receivable_code AS "receivableCode"
       FROM chosen e JOIN account a ON a.id = e.account_id`,
    [AT_EACH_END],
  );
  const { rows: batches } = await db.query<{ id: string }>(
    `SELECT id FROM letter_batch WHERE state IN ('collecting','cut_off','rendering')`,
  );
  const { rows: files } = await db.query<{ id: string }>(
    `SELECT id FROM exchange_file WHERE state IN ('checking','checked','committing')`,
  );
  return [
    ...episodes.map((run) => runId(herd, run)),
    ...batches.map(({ id }) => letterBatchWorkflowId(herd.installation, id)),
    ...files.map(({ id }) => exchangeWorkflowId(herd.installation, id)),
  ];
}
