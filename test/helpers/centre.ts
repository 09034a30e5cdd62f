import { setTimeout as pause } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import pino from 'pino';
import { openBooks } from '../../activities/books.ts';
import { createDecideActivities } from '../../activities/decide.ts';
import { relayOnce } from '../../activities/relay.ts';
import type { SmsPort } from '../../activities/sms/port.ts';
import { createSmsActivities } from '../../activities/sms/send-sms.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Outcome, SpokeWith } from '../../domain/codes.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { recordContact } from '../../records/contact.ts';
import { endTask } from '../../records/task.ts';
import { staffId } from './city.ts';

/** The centre with real decisions and a relay worked by hand, on a server that skips time. */
export interface Centre {
  clock: Clock;
  activities: { main: object; sms: object };
  now(): Promise<Date>;
  /** Skips to that business instant; what falls due on the way happens */
  sleepUntil(at: Date): Promise<void>;
  /** Carries the outbox to Temporal and returns when everything is decided; with `acting`, as soon as a text is being tried */
  settle(until?: { acting: true }): Promise<void>;
  /** An operator works the account's open task at its time and records what came of it; settles */
  work(accountId: string, outcome: Outcome, spokeWith?: SpokeWith): Promise<string>;
}

export interface CentreDeps {
  db: Database;
  env: TestWorkflowEnvironment;
  sms: SmsPort;
  /** Its business time at the beginning */
  startAt: Date;
  installation?: string;
}

export async function openCentre({ db, env, sms, startAt, installation = 'test' }: CentreDeps): Promise<Centre> {
  const offset = startAt.getTime() - (await env.currentTimeMs());
  await db.query('UPDATE installation SET clock_offset_ms = $1', [offset]);
  const now = async () => new Date((await env.currentTimeMs()) + offset);
  const clock: Clock = { now, offsetMs: async () => offset };
  const relay = { db, client: env.client, installation, log: pino({ level: 'silent' }) };

  const centre: Centre = {
    clock,
    now,
    activities: {
      main: createDecideActivities({ db, books: openBooks() }),
      sms: createSmsActivities({ db, clock, sms }),
    },

    async sleepUntil(at) {
      const left = at.getTime() - (await now()).getTime();
      if (left > 0) await env.sleep(left);
      await centre.settle();
    },

    async settle(until) {
      for (let tries = 0; tries < 400; tries += 1) {
        await relayOnce(relay, 'unstarted');
        await relayOnce(relay, 'running');
        const { rowCount } = await db.query(
          `SELECT FROM account a JOIN episode e ON e.account_id = a.id AND e.closed_at IS NULL
            WHERE a.fact_version > a.decided_version OR a.waiting_for = 'sms_result' AND NOT $1
               OR EXISTS (SELECT FROM nudge WHERE sent_at IS NULL)`,
          [until?.acting ?? false],
        );
        if (!rowCount) return;
        await pause(25);
      }
      throw new Error('The accounts are not decided about');
    },

    async work(accountId, outcome, spokeWith) {
      const { rows } = await db.query<{ id: string; not_before: Date }>(
        `SELECT id, not_before FROM task WHERE account_id = $1 AND state = 'open'`,
        [accountId],
      );
      const task = rows[0];
      if (!task) throw new Error('There is no open task');
      await centre.sleepUntil(new Date(task.not_before.getTime() + 30 * 60_000));
      const at = await now();
      const actor = { kind: 'staff' as const, id: await staffId(db, 'operator1') };
      const session = (await openBooks().calendar(db)).sessionAt(at);
      const contactId = await transaction(db, async (tx) => {
        await tx.query(
          `INSERT INTO intent (kind, account_id, episode_id, contact_unit_id, task_id, step, attempt, state, planned_at, attempted_at, settled_at)
           SELECT 'ring', account_id, episode_id, contact_unit_id, id, step,
                  1 + (SELECT count(*) FROM intent i WHERE i.episode_id = t.episode_id AND i.kind = 'ring'), 'confirmed', $2, $2, $2
             FROM task t WHERE id = $1`,
          [task.id, at],
        );
        await endTask(tx, actor, { accountId, at, reason: outcome });
        return recordContact(tx, actor, { accountId, kind: 'call', outcome, at, session, spokeWith, taskId: task.id });
      });
      await centre.settle();
      return contactId;
    },
  };
  return centre;
}
