import type { PaidThen } from '../../domain/simulation/live.ts';
import { Replay } from '../../domain/simulation/replay.ts';
import { addMonths, dateOf, instantAt, type PlainDate } from '../../domain/time.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { beginSimulation, finishSimulation, reportProgress } from '../../records/simulation.ts';
import { loadManyTexts } from '../facts.ts';
import type { SimulationDeps } from './activities.ts';
import { openLives } from './lives.ts';
import type { Simulation } from './subject.ts';

const CHUNK = 250;

/**
 * Past months lived again under both versions: every account that was overdue then, from the same day, with the payments that really came on
 * their days, and answers at the rate at which its numbers really answered in each session.
 */
export async function simulateReplay({ db, clock }: SimulationDeps, simulation: Simulation): Promise<void> {
  const { id, now, calendar, settings, base, draft, receivableCode, parameters } = simulation;
  const to = dateOf(now);
  const from = addMonths(to, -Number(parameters.months ?? 3));
  const episodes = await episodesSince(db, receivableCode, from);
  if (!(await transaction(db, (tx) => beginSimulation(tx, id, episodes.length)))) return;

  const replay = new Replay();
  const stretch = { from: instantAt(from, '08:30'), to };
  await using lives = openLives({ settings, days: calendar.days, stretch }, [base, draft]);
  for (let done = 0; done < episodes.length; done += CHUNK) {
    const chunk = episodes.slice(done, done + CHUNK);
    const texts = await loadManyTexts(db, chunk, now);
    const payments = await paymentsSince(db, chunk, from);
    for (const [before, after] of await lives.live(texts, payments)) replay.add(before.outward, after.outward);
    const reached = Math.min(done + CHUNK, episodes.length);
    if (!(await transaction(db, (tx) => reportProgress(tx, id, reached, [])))) return;
  }
  const finishedAt = await clock.now();
  await transaction(db, (tx) => finishSimulation(tx, id, replay.result(from, to), finishedAt));
}

async function episodesSince(db: Database, receivableCode: string, from: PlainDate): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT DISTINCT ON (e.account_id) e.id FROM episode e JOIN account a ON a.id = e.account_id
      WHERE a.receivable_code = $1 AND (e.closed_at IS NULL OR e.closed_at >= $2) ORDER BY e.account_id, e.no DESC`,
    [receivableCode, instantAt(from, '00:00')],
  );
  return rows.map((row) => row.id);
}

async function paymentsSince(
  db: Database,
  episodeIds: readonly string[],
  from: PlainDate,
): Promise<Record<string, PaidThen[]>> {
  const { rows } = await db.query<PaidThen & { account_id: string }>(
    `SELECT p.account_id, p.paid_on AS day, p.amount FROM payment p JOIN episode e ON e.account_id = p.account_id
      WHERE e.id = ANY($1::uuid[]) AND p.stage <> 'cancelled' AND p.paid_on >= $2 ORDER BY p.paid_on`,
    [episodeIds, from],
  );
  return Object.fromEntries(Map.groupBy(rows, ({ account_id }) => account_id));
}
