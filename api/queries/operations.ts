import type { Client } from '@temporalio/client';
import type { Figures, Waiting } from '../../domain/operations.ts';
import type { Database, Queryable } from '../../prisma/database.ts';
import type { DataAsOf, Recovery, UnknownEffect } from '../schemas/operations.ts';
import { archiveHealth } from './archive-health.ts';
import { temporalAnswers } from './readiness.ts';

export interface FiguresDeps {
  db: Database;
  temporal: Client;
  /** When the newest backup was whole; undefined when backing up is another server's business */
  backupAt?: () => Promise<Date | null>;
  diskFree?: () => Promise<number>;
}

/** Everything that is measured, for the operations page and the metrics. `businessNow` for what is due. */
export async function operationFigures(
  { db, temporal, backupAt, diskFree }: FiguresDeps,
  businessNow: Date,
): Promise<Figures> {
  const [counted, archive, seals, answers, backup, free] = await Promise.all([
    count(db, businessNow),
    archiveHealth(db),
    sealFigures(db),
    temporalAnswers(temporal),
    backupAt?.().catch(() => null),
    diskFree?.(),
  ]);
  return {
    ...counted,
    temporalAnswers: answers,
    archive: { state: archive.state, waiting: archive.waiting, lastPassAt: archive.last_pass_at },
    seals,
    ...(backupAt ? { backupAt: backup ?? null } : {}),
    ...(free === undefined ? {} : { diskFreeBytes: free }),
  };
}

type Counted = Pick<
  Figures,
  'now' | 'beats' | 'recoveringSince' | 'nudges' | 'due' | 'stuck' | 'unknown' | 'unplaced' | 'wal'
>;

async function count(db: Queryable, businessNow: Date): Promise<Counted> {
  const { rows } = await db.query<Record<string, Date | number | boolean | null>>(
    `SELECT clock_timestamp() AS now, (SELECT min(recorded_at) FROM recovery WHERE ended_at IS NULL) AS recovering,
            n.count AS nudges, n.oldest AS nudges_at, d.count AS due, d.oldest AS due_at, s.count AS stuck, s.oldest AS stuck_at,
            u.count AS unknown, u.oldest AS unknown_at, f.count AS unplaced, f.oldest AS unplaced_at,
            current_setting('archive_mode') = 'on' AS wal, w.last_archived_time AS wal_at,
            COALESCE(w.last_failed_time > COALESCE(w.last_archived_time, '-infinity'), false) AS wal_failing
       FROM (SELECT count(*), min(created_at) AS oldest FROM nudge WHERE sent_at IS NULL) n,
            (SELECT count(*), min(until) AS oldest FROM account WHERE until < $1::timestamptz - interval '15 minutes' AND state <> 'closed') d,
            (SELECT count(*), min(since) AS oldest FROM stuck_account WHERE resumed_at IS NULL) s,
            (SELECT count(*), min(attempted_at) AS oldest FROM intent WHERE state = 'unknown') u,
            (SELECT count(*), min(happened_at) AS oldest FROM found_effect WHERE intent_id IS NULL AND settled_at IS NULL) f,
            pg_stat_archiver w`,
    [businessNow],
  );
  const row = rows[0]!;
  const date = (name: string) => row[name] as Date | null;
  const waiting = (name: string): Waiting => ({ count: row[name] as number, oldestAt: date(`${name}_at`) });
  return {
    now: row['now'] as Date,
    beats: await beats(db),
    recoveringSince: date('recovering'),
    nudges: waiting('nudges'),
    due: waiting('due'),
    stuck: waiting('stuck'),
    unknown: waiting('unknown'),
    unplaced: waiting('unplaced'),
    wal: row['wal'] ? { failing: row['wal_failing'] === true, lastAt: date('wal_at') } : null,
  };
}

async function beats(db: Queryable): Promise<Figures['beats']> {
  const { rows } = await db.query<Figures['beats'][number]>(
    `SELECT DISTINCT ON (process) process, state, beat_at AS "beatAt",
            (count(*) FILTER (WHERE beat_at > clock_timestamp() - interval '45 seconds') OVER (PARTITION BY process))::integer AS count
       FROM heartbeat ORDER BY process, beat_at > clock_timestamp() - interval '45 seconds' DESC, state = 'up' DESC, beat_at DESC`,
  );
  return rows;
}

/** Null while nothing has ever been sealed here. */
async function sealFigures(db: Queryable): Promise<Figures['seals']> {
  const { rows: tables } = await db.query<{ sealed: boolean }>(`SELECT to_regclass('seal_item') IS NOT NULL AS sealed`);
  if (!tables[0]!.sealed) return null;
  const { rows } = await db.query<{ count: number; oldest: Date | null; ok: boolean | null; at: Date | null }>(
    `SELECT u.count, u.oldest, c.ok, c.checked_at AS at
       FROM (SELECT count(*), min(recorded_at) AS oldest FROM ledger l WHERE NOT EXISTS (SELECT FROM seal_item i WHERE i.ledger_id = l.id)) u
       LEFT JOIN LATERAL (SELECT ok, checked_at FROM seal_check ORDER BY id DESC LIMIT 1) c ON true`,
  );
  const { count: unsealed, oldest, ok, at } = rows[0]!;
  return { unsealed: { count: unsealed, oldestAt: oldest }, check: at ? { ok: ok === true, at } : null };
}

/** The last file of each kind that was taken in; payments on which nothing may be sent any more are bad. */
export async function dataAsOf(db: Queryable, businessNow: Date): Promise<DataAsOf[]> {
  const { rows } = await db.query<DataAsOf>(
    `SELECT d.code AS department_code, d.name_ja, d.name_en, f.interface, f.as_of, f.taken_at,
            CASE WHEN f.interface <> 'payments' THEN 'ok' WHEN f.as_of < $1::timestamptz - make_interval(days => r.days) THEN 'bad' ELSE 'ok' END AS state
       FROM (SELECT sender, interface, max(as_of) AS as_of, max(committed_at) AS taken_at FROM exchange_file
              WHERE state IN ('committed','unchanged') GROUP BY 1, 2) f
       JOIN department d ON d.code = f.sender
       LEFT JOIN (SELECT department_code, min((settings->>'paymentDataMaxAgeDays')::integer) AS days FROM receivable WHERE active GROUP BY 1) r
         ON r.department_code = d.code
      ORDER BY d.position, array_position(ARRAY['debtors','arrears','phones','payments','holds','history'], f.interface)`,
    [businessNow],
  );
  return rows;
}

const MAX_EFFECTS = 100;

/** Oldest first: what a person must find out, with the found ones that belong to no case. */
export async function unknownEffects(db: Queryable): Promise<UnknownEffect[]> {
  const { rows } = await db.query<UnknownEffect>(
    `SELECT * FROM (
       SELECT i.id, i.kind, i.account_id, r.name_ja, r.name_en, COALESCE(i.attempted_at, i.planned_at) AS at, f.id IS NOT NULL AS found
         FROM intent i JOIN account a ON a.id = i.account_id JOIN receivable r ON r.code = a.receivable_code
         LEFT JOIN found_effect f ON f.intent_id = i.id WHERE i.state = 'unknown'
       UNION ALL
       SELECT id, kind, NULL, NULL, NULL, happened_at, true FROM found_effect WHERE intent_id IS NULL AND settled_at IS NULL) AS effects
      ORDER BY at LIMIT ${MAX_EFFECTS}`,
  );
  return rows;
}

export async function lastRecoveries(db: Queryable): Promise<Recovery[]> {
  const { rows } = await db.query<Recovery>(
    `SELECT id, kind, recorded_at, reaches_to, episodes, effects, ended_at FROM recovery
      WHERE ended_at IS NULL OR recorded_at > clock_timestamp() - interval '30 days' ORDER BY id DESC LIMIT 10`,
  );
  return rows;
}
