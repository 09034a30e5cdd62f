import type { Channel } from '../domain/codes.ts';
import { problem } from '../domain/problem.ts';
import type { Queryable } from '../prisma/database.ts';
import { touchAccounts } from './account.ts';
import { announce } from './event.ts';
import { appendLedger } from './ledger.ts';
import type { RuleActor } from './rule-version.ts';

export interface NewStop {
  channel: Channel;
  /** Null stops all receivables */
  receivableCode: string | null;
  reason: string;
}

/**
 * 緊急停止 by one person, at once: the gate refuses from this commit on. It takes no account's lock, so that the whole book cannot delay it;
 * `tellAccounts` lets those decide again whose call or letter is to be taken back. Throws `already_done` when the same is stopped already.
 */
export async function stopChannel(tx: Queryable, actor: RuleActor, stop: NewStop): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO channel_stop (channel, receivable_code, reason, stopped_at, stopped_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING id`,
    [stop.channel, stop.receivableCode, stop.reason, actor.at, actor.staffId],
  );
  const id = rows[0]?.id;
  if (!id) throw problem('already_done');
  await log(tx, actor, 'channel_stopped', id, { ...stop });
  return id;
}

/** Ends it; `tellAccounts` lets those decide again that wait for it. Throws `not_found`, and `already_done` when it was ended. */
export async function endStop(tx: Queryable, actor: RuleActor, id: string, reason: string): Promise<void> {
  const { rows } = await tx.query<{ is_open: boolean }>(
    'SELECT ended_at IS NULL AS is_open FROM channel_stop WHERE id = $1 FOR UPDATE',
    [id],
  );
  const stop = rows[0];
  if (!stop) throw problem('not_found');
  if (!stop.is_open) throw problem('already_done');
  await tx.query(
    `UPDATE channel_stop SET ended_at = $2, ended_by = $3, end_reason = $4, untold = true, told_up_to = NULL,
            told = 0, to_tell = NULL WHERE id = $1`,
    [id, actor.at, actor.staffId, reason],
  );
  await log(tx, actor, 'channel_stop_ended', id, { reason });
}

interface Untold {
  id: string;
  channel: Channel;
  receivable_code: string | null;
  is_ended: boolean;
  told_up_to: string | null;
  told: number;
  to_tell: number | null;
}

const PAGE = 1_000;

/**
 * Looks through the next page of accounts because of a stop that began or ended, and tells those whom it concerns; false when there is nothing
 * to tell. The page is locked before it is looked at: a decision under way, which may not have seen the change, is looked at when it is made.
 */
export async function tellAccounts(tx: Queryable, size = PAGE): Promise<boolean> {
  const { rows } = await tx.query<Untold>(
    `SELECT id, channel, receivable_code, ended_at IS NOT NULL AS is_ended, told_up_to, told, to_tell FROM channel_stop
      WHERE untold ORDER BY stopped_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
  );
  const stop = rows[0];
  if (!stop) return false;
  const page = await lockPage(tx, stop, size);
  const concerned = await tx.query<{ id: string }>(
    `SELECT a.id FROM account a WHERE a.id = ANY($1::uuid[]) AND ${concernedBy(stop)}`,
    [page],
  );
  await touchAccounts(
    tx,
    concerned.rows.map((row) => row.id),
    stop.is_ended ? 'channel_stop_ended' : 'channel_stopped',
  );
  const isMore = page.length === size;
  const told = stop.told + page.length;
  const total = isMore ? (stop.to_tell ?? (await countOpen(tx, stop))) : told;
  await tx.query('UPDATE channel_stop SET untold = $2, told_up_to = $3, told = $4, to_tell = $5 WHERE id = $1', [
    stop.id,
    isMore,
    page.at(-1) ?? stop.told_up_to,
    told,
    total,
  ]);
  await announce(tx, { noun: 'rule' });
  return true;
}

const openAccounts = `FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
  WHERE ($1::text IS NULL OR a.receivable_code = $1)`;

async function lockPage(tx: Queryable, { receivable_code, told_up_to }: Untold, size: number): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT a.id ${openAccounts} AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3 FOR NO KEY UPDATE OF a`,
    [receivable_code, told_up_to, size],
  );
  return rows.map((row) => row.id);
}

async function countOpen(tx: Queryable, { receivable_code }: Untold): Promise<number> {
  const { rows } = await tx.query<{ count: number }>(`SELECT count(*)::integer AS count ${openAccounts}`, [
    receivable_code,
  ]);
  return rows[0]!.count;
}

/**
 * What a stop takes back: open calls, and letters that have not left (domain/plan/take-back.ts); texts are the gate's. What its end sets free:
 * cases that wait for it, and reminders of promises.
 */
function concernedBy({ channel, is_ended }: Untold): string {
  if (is_ended) return `a.waiting_for IN ('hold','promise')`;
  const open: Record<Channel, string> = {
    call: `EXISTS (SELECT FROM task t WHERE t.account_id = a.id AND t.kind = 'call' AND t.state = 'open')`,
    sms: 'false',
    letter: `EXISTS (SELECT FROM letter l WHERE l.account_id = a.id AND l.state IN ('planned','in_batch','rendered','printed','verified'))`,
  };
  return open[channel];
}

async function log(
  tx: Queryable,
  { staffId, at }: RuleActor,
  act: 'channel_stopped' | 'channel_stop_ended',
  id: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await appendLedger(tx, {
    at,
    actor: { kind: 'staff', id: staffId },
    act,
    subject: { kind: 'channel_stop', id },
    detail,
  });
  await announce(tx, { noun: 'rule' });
}
