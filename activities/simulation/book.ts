import { Book } from '../../domain/simulation/book.ts';
import { capacityOf } from '../../domain/simulation/capacity.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { beginSimulation, type Changed, finishSimulation, reportProgress } from '../../records/simulation.ts';
import { loadManyFacts } from '../facts.ts';
import type { SimulationDeps } from './activities.ts';
import { openLives } from './lives.ts';
import type { Simulation } from './subject.ts';

const CHUNK = 250;

/** All open accounts of the receivable, lived under both versions from the next operating day on. */
export async function simulateBook({ db, clock }: SimulationDeps, simulation: Simulation): Promise<void> {
  const { id, calendar, now, receivableCode, base, draft, settings } = simulation;
  const from = calendar.nextOperatingDay(dateOf(now));
  const to = addDays(from, Number(simulation.parameters.days ?? 20) - 1);
  const episodes = await openEpisodes(db, receivableCode);
  if (!(await transaction(db, (tx) => beginSimulation(tx, id, episodes.length)))) return;

  const book = new Book(calendar, from, to);
  await using lives = openLives({ settings, days: calendar.days, versions: [base, draft] });
  for (let done = 0; done < episodes.length; done += CHUNK) {
    const facts = await loadManyFacts(db, episodes.slice(done, done + CHUNK), now);
    const pairs = await lives.live(facts, { from: instantAt(from, '08:30'), to });
    const changes: Changed[] = [];
    for (const [index, [before, after]] of pairs.entries()) {
      const { accountId, phones } = facts[index]!;
      const reachable = phones.some(({ status }) => status === 'active');
      const change = book.add(before, after, reachable);
      if (change) changes.push({ accountId, change });
    }
    const reached = Math.min(done + CHUNK, episodes.length);
    if (!(await transaction(db, (tx) => reportProgress(tx, id, reached, changes)))) return;
  }
  const capacity = capacityOf(await seats(db), await shareOf(db, receivableCode));
  const finishedAt = await clock.now();
  await transaction(db, (tx) => finishSimulation(tx, id, book.result(capacity), finishedAt));
}

async function openEpisodes(db: Database, receivableCode: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT e.id FROM episode e JOIN account a ON a.id = e.account_id WHERE a.receivable_code = $1 AND e.closed_at IS NULL ORDER BY e.id`,
    [receivableCode],
  );
  return rows.map((row) => row.id);
}

async function seats(db: Database): Promise<number> {
  const { rows } = await db.query<{ seats: number }>(
    `SELECT count(*)::integer AS seats FROM staff WHERE active AND role = 'operator'`,
  );
  return rows[0]!.seats;
}

/** Of all open accounts, those of this receivable: they have that part of the seats, the printer and the texts. */
async function shareOf(db: Database, receivableCode: string): Promise<number> {
  const { rows } = await db.query<{ share: number }>(
    `SELECT (count(*) FILTER (WHERE a.receivable_code = $1))::float / greatest(1, count(*)) AS share
       FROM episode e JOIN account a ON a.id = e.account_id WHERE e.closed_at IS NULL`,
    [receivableCode],
  );
  return rows[0]!.share;
}
