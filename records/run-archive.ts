import type { Queryable } from '../prisma/database.ts';

/** A run that Temporal was seen to have closed; all instants are real time. */
export interface ClosedRun {
  runId: string;
  closedAt: Date;
  workflowId: string;
  workflowType: string;
  /** Temporal's: COMPLETED, CONTINUED_AS_NEW, TERMINATED … */
  status: string;
  accountId: string | null;
  episodeNo: number | null;
  startedAt: Date | null;
}

export interface ArchiveProgress {
  namespaceId: string | null;
  retentionMs: number | null;
  listedTo: Date | null;
  listedAllAt: Date | null;
}

/** Remembers runs to be copied; those known already are left as they are. Returns how many are new. */
export async function rememberClosed(
  db: Queryable,
  namespaceId: string,
  runs: readonly (ClosedRun & { lost?: boolean })[],
): Promise<number> {
  const { rowCount } = await db.query(
    `INSERT INTO closed_run (run_id, closed_at, namespace_id, workflow_id, workflow_type, status, account_id, episode_no, started_at, lost_at)
     SELECT "runId", "closedAt", $1, "workflowId", "workflowType", status, "accountId", "episodeNo", "startedAt",
            CASE WHEN lost THEN clock_timestamp() END
       FROM jsonb_to_recordset($2::jsonb) AS run ("runId" text, "closedAt" timestamptz, "workflowId" text, "workflowType" text, status text,
            "accountId" uuid, "episodeNo" integer, "startedAt" timestamptz, lost boolean)
     ON CONFLICT DO NOTHING`,
    [namespaceId, JSON.stringify(runs)],
  );
  return rowCount ?? 0;
}

/** The next runs without a copy, those whose retention ends first before the others. */
export async function runsToArchive(
  db: Queryable,
  limit: number,
  failed: readonly string[],
): Promise<Pick<ClosedRun, 'runId' | 'closedAt' | 'workflowId'>[]> {
  const { rows } = await db.query<Pick<ClosedRun, 'runId' | 'closedAt' | 'workflowId'>>(
    `SELECT r.run_id AS "runId", r.closed_at AS "closedAt", r.workflow_id AS "workflowId" FROM closed_run r
      WHERE r.lost_at IS NULL AND NOT r.run_id = ANY($2)
        AND NOT EXISTS (SELECT FROM run_archive h WHERE h.run_id = r.run_id AND h.closed_at = r.closed_at)
      ORDER BY r.closed_at LIMIT $1`,
    [limit, failed],
  );
  return rows;
}

/** Stores a copy once; a second one of the same run is dropped. */
export async function storeHistory(
  db: Queryable,
  run: Pick<ClosedRun, 'runId' | 'closedAt'>,
  packed: { events: number; bytes: number; sha256: string; history: Buffer },
): Promise<void> {
  await db.query(
    `INSERT INTO run_archive (run_id, closed_at, events, bytes, sha256, history) VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT DO NOTHING`,
    [run.runId, run.closedAt, packed.events, packed.bytes, packed.sha256, packed.history],
  );
}

/** Temporal no longer has the run: there will be no copy. */
export async function markLost(db: Queryable, run: Pick<ClosedRun, 'runId' | 'closedAt'>): Promise<void> {
  await db.query('UPDATE closed_run SET lost_at = clock_timestamp() WHERE run_id = $1 AND closed_at = $2', [
    run.runId,
    run.closedAt,
  ]);
}

export interface RecordedRun {
  runId: string;
  accountId: string;
  episodeNo: number;
  receivable: string;
  /** When it last decided something new */
  decidedAt: Date;
}

/** Runs in which decisions were made and that must be over, but that no listing has shown. */
export async function unseenRuns(db: Queryable, limit: number): Promise<RecordedRun[]> {
  const { rows } = await db.query<RecordedRun>(
    `SELECT d.run_id AS "runId", e.account_id AS "accountId", e.no AS "episodeNo", a.receivable_code AS receivable,
            max(d.recorded_at) AS "decidedAt"
       FROM decision d JOIN episode e ON e.id = d.episode_id JOIN account a ON a.id = e.account_id
      WHERE d.run_id IS NOT NULL AND (e.closed_at IS NOT NULL OR d.run_id <> e.run_id)
        AND NOT EXISTS (SELECT FROM closed_run r WHERE r.run_id = d.run_id)
      GROUP BY d.run_id, e.account_id, e.no, a.receivable_code LIMIT $1`,
    [limit],
  );
  return rows;
}

/** How far the archiver has come, all null before its first pass, with the time it is. */
export async function readProgress(db: Queryable): Promise<ArchiveProgress & { now: Date }> {
  const { rows } = await db.query<ArchiveProgress & { now: Date }>(
    `SELECT clock_timestamp() AS now, namespace_id AS "namespaceId", retention_ms AS "retentionMs", listed_to AS "listedTo",
            listed_all_at AS "listedAllAt"
       FROM (VALUES (true)) AS always (single) LEFT JOIN archive_progress USING (single)`,
  );
  return rows[0]!;
}

export async function writeProgress(db: Queryable, progress: ArchiveProgress): Promise<void> {
  await db.query(
    `INSERT INTO archive_progress (namespace_id, retention_ms, listed_to, listed_all_at) VALUES ($1,$2,$3,$4)
     ON CONFLICT (single) DO UPDATE SET namespace_id = $1, retention_ms = $2, listed_to = $3, listed_all_at = $4`,
    [progress.namespaceId, progress.retentionMs, progress.listedTo, progress.listedAllAt],
  );
}

/** Everything seen has been tried; `archiveHealth` reads when. */
export async function endPass(db: Queryable): Promise<void> {
  await db.query('UPDATE archive_progress SET ended_at = clock_timestamp()');
}
