import { randomUUID } from 'node:crypto';
import { bandAt } from '../domain/answer-rate.ts';
import type { Session } from '../domain/codes.ts';
import { BEST_HOURS_POINTS } from '../domain/plan/priority.ts';
import { problem } from '../domain/problem.ts';
import { timeOf } from '../domain/time.ts';
import type { Queryable } from '../prisma/database.ts';

/** The server's lease on a contact unit (design.md § Tasks and claims). All times are real time. */
export interface Lease {
  unitId: string;
  taskId: string;
  claimId: string;
  version: number;
  holder: string;
  phase: 'claimed' | 'in_call' | 'wrap_up';
  since: Date;
  until: Date;
}

export const CLAIM_SECONDS = 120;
export const WRAP_UP_SECONDS = 30 * 60;

const leaseColumns = `u.id AS "unitId", u.lease_task_id AS "taskId", u.lease_claim_id AS "claimId", u.lease_version AS version,
  u.lease_holder AS holder, u.lease_phase AS phase, u.lease_since AS since, u.lease_until AS until`;

const free = `(u.lease_holder IS NULL OR (u.lease_phase <> 'in_call' AND u.lease_until < clock_timestamp()))`;

/**
 * FROM and WHERE of the tasks that one person may take now: open calls in this session, allotted, not put off. In its best hours a task has
 * more points: two walks that are merged in the order of their indexes, as one order over both would sort the whole queue for every claim.
 * `band` is the same in both walks: only then does PostgreSQL take the order of the first one's index for theirs.
 * Columns: the task's and `points`. $1 who, $2 business now, $3 session, $4 its day, $5 the hour's band.
 * `lock` is for the home.
 */
const callable = (
  lock = '',
) => `FROM (SELECT task.*, priority + ${BEST_HOURS_POINTS} AS points, best_band AS band FROM task
       UNION ALL SELECT task.*, priority, CASE WHEN best_band IS DISTINCT FROM $5 THEN $5::smallint END FROM task) t
      CROSS JOIN LATERAL (
        SELECT FROM contact_unit u WHERE u.id = t.contact_unit_id AND ${free}
           AND (NOT EXISTS (SELECT FROM allotment a WHERE a.staff_id = $1 AND a.on_date = $4)
                OR EXISTS (SELECT FROM allotment a WHERE a.staff_id = $1 AND a.on_date = $4 AND a.receivable_code = t.receivable_code))
           AND NOT EXISTS (SELECT FROM task_skip s WHERE s.task_id = t.id AND s.staff_id = $1 AND s.until > $2) ${lock}) home
      WHERE t.band = $5::smallint AND t.state = 'open' AND t.kind IN ('call','callback') AND t.not_before <= $2 AND (t.session = 'any' OR t.session = $3)
        AND (t.assigned_to IS NULL OR t.assigned_to = $1)`;

const bestFirst = 't.points DESC, t.not_before, t.id';

/** What `claimNext` would take, best first, for a list; `rank` orders. */
export function callableNow(most: number): string {
  return `SELECT t.*, row_number() OVER (ORDER BY ${bestFirst}) AS rank ${callable()} ORDER BY ${bestFirst} LIMIT ${most}`;
}

/** The band of the day that a business instant lies in; no case's when it lies in none. */
export function bandOf(now: Date): number {
  return bandAt(Number(timeOf(now).slice(0, 2))) ?? -1;
}

export interface Taker {
  staffId: string;
  /** Business instant, its day and its session: what may be called now */
  now: Date;
  today: string;
  session: Session;
}

/**
 * The next best case for this person: one statement, which skips what others hold or are taking, and its ledger row. Null when nothing may
 * be called now, or when the person holds another home. The lease is on the contact unit, so two siblings' tasks never go to two people.
 */
export async function claimNext(db: Queryable, taker: Taker): Promise<Lease | null> {
  const { staffId, now, session, today } = taker;
  const values = [staffId, now, session, today, bandOf(now), randomUUID(), CLAIM_SECONDS];
  return claim(db, 'claim_next', claimNextStatement, values);
}

/** Claims the case of one task (a call-back 対応する, a search). Throws `stale_lease` when somebody else holds its home. */
export async function claimTask(db: Queryable, staffId: string, taskId: string, now: Date): Promise<Lease> {
  const lease = await claim(db, 'claim_task', claimTaskStatement, [staffId, now, taskId, randomUUID(), CLAIM_SECONDS]);
  if (lease) return lease;
  throw await heldByOther(db, taskId);
}

/** The home is locked inside the walk: a row lock over the merge would walk all of it again for each home that was taken meanwhile. */
const claimNextStatement = claimStatement(
  `candidate AS (SELECT t.id AS task_id, t.contact_unit_id AS unit_id
                   ${callable('FOR NO KEY UPDATE SKIP LOCKED')} ORDER BY ${bestFirst} LIMIT 1)`,
  { claimId: '$6', seconds: '$7' },
);

const claimTaskStatement = claimStatement(
  `candidate AS (
   SELECT t.id AS task_id, u.id AS unit_id FROM task t JOIN contact_unit u ON u.id = t.contact_unit_id
    WHERE t.id = $3 AND t.state IN ('open','no_result') AND (${free} OR u.lease_holder = $1) FOR NO KEY UPDATE OF u SKIP LOCKED)`,
  { claimId: '$4', seconds: '$5' },
);

/** `candidates` end in `candidate`. $1 who, $2 business now. Nobody holds two homes. */
function claimStatement(candidates: string, p: { claimId: string; seconds: string }): string {
  return `WITH ${candidates},
     claimed AS (
       UPDATE contact_unit u
          SET lease_holder = $1, lease_claim_id = ${p.claimId}, lease_task_id = c.task_id, lease_phase = 'claimed', lease_version = u.lease_version + 1,
              lease_since = clock_timestamp(), lease_until = clock_timestamp() + make_interval(secs => ${p.seconds})
         FROM candidate c
        WHERE u.id = c.unit_id AND NOT EXISTS (SELECT FROM contact_unit mine WHERE mine.lease_holder = $1 AND mine.id <> c.unit_id)
       RETURNING ${leaseColumns}),
     logged AS (
       INSERT INTO ledger (at, actor_kind, actor_id, act, subject_kind, subject_id)
       SELECT $2, 'staff', $1, 'claimed', 'task', "taskId" FROM claimed)
     SELECT * FROM claimed`;
}

/** Prepared once a connection: planning it costs several times what running it does. */
async function claim(db: Queryable, name: string, text: string, values: unknown[]): Promise<Lease | null> {
  const take = async () => (await db.query<Lease>({ name, text, values })).rows[0] ?? null;
  // A person's own lease that ran out is in the way; that is rare, so it is looked for only now.
  return (await take()) ?? ((await endExpired(db, String(values[0]))) > 0 ? take() : null);
}

/** The lease this person holds now, or null. */
export async function currentLease(db: Queryable, staffId: string): Promise<Lease | null> {
  const { rows } = await db.query<Lease>(
    `SELECT ${leaseColumns} FROM contact_unit u
      WHERE u.lease_holder = $1 AND (u.lease_phase = 'in_call' OR u.lease_until > clock_timestamp())`,
    [staffId],
  );
  return rows[0] ?? null;
}

/**
 * Locks the unit for a write under this claim. Throws 409 `stale_lease` (holder, since) when another holds it, `lease_lost` when nobody
 * does or the version is old.
 */
export async function holdLease(tx: Queryable, claimId: string, version: number, taskId: string): Promise<Lease> {
  const { rows } = await tx.query<Lease>(
    `SELECT ${leaseColumns} FROM contact_unit u WHERE u.lease_claim_id = $1 FOR NO KEY UPDATE`,
    [claimId],
  );
  const lease = rows[0];
  if (lease && lease.version === version) return lease;
  throw lease ? problem('lease_lost') : await heldByOther(tx, taskId);
}

/** Keeps the lease alive; the screen sends it while there was input in the last ten minutes. */
export async function renewLease(tx: Queryable, lease: Lease): Promise<Date> {
  const { rows } = await tx.query<{ until: Date }>(
    `UPDATE contact_unit SET lease_until = GREATEST(lease_until, clock_timestamp() + make_interval(secs => $2)) WHERE id = $1
     RETURNING lease_until AS until`,
    [lease.unitId, CLAIM_SECONDS],
  );
  return rows[0]!.until;
}

export async function endLease(tx: Queryable, unitId: string): Promise<void> {
  await tx.query(
    `UPDATE contact_unit SET lease_holder = NULL, lease_claim_id = NULL, lease_task_id = NULL, lease_phase = NULL, lease_since = NULL,
            lease_until = NULL, lease_version = lease_version + 1 WHERE id = $1`,
    [unitId],
  );
}

/**
 * Frees homes whose lease ran out; after a call without a result the task becomes 結果未入力 of the same person. Never during a call.
 * `staffId` null sweeps all.
 */
export async function endExpired(tx: Queryable, staffId: string | null): Promise<number> {
  const { rowCount } = await tx.query(
    `WITH over AS (
       SELECT id, lease_task_id, lease_holder, lease_phase FROM contact_unit
        WHERE lease_holder IS NOT NULL AND ($1::uuid IS NULL OR lease_holder = $1) AND lease_phase <> 'in_call'
          AND lease_until < clock_timestamp() FOR NO KEY UPDATE SKIP LOCKED),
     unrecorded AS (
       UPDATE task t SET state = 'no_result', assigned_to = over.lease_holder FROM over
        WHERE t.id = over.lease_task_id AND over.lease_phase = 'wrap_up' AND t.state = 'open')
     UPDATE contact_unit u
        SET lease_holder = NULL, lease_claim_id = NULL, lease_task_id = NULL, lease_phase = NULL, lease_since = NULL, lease_until = NULL,
            lease_version = u.lease_version + 1
       FROM over WHERE u.id = over.id`,
    [staffId],
  );
  return rowCount ?? 0;
}

async function heldByOther(tx: Queryable, taskId: string) {
  const { rows } = await tx.query<{ holder: string; since: string }>(
    `SELECT s.name AS holder, to_char(u.lease_since AT TIME ZONE 'Asia/Tokyo', 'HH24:MI') AS since
       FROM task t JOIN contact_unit u ON u.id = t.contact_unit_id JOIN staff s ON s.id = u.lease_holder
      WHERE t.id = $1 AND u.lease_until > clock_timestamp()`,
    [taskId],
  );
  return rows[0] ? problem('stale_lease', rows[0]) : problem('lease_lost');
}
