import { Book } from '../../domain/simulation/book.ts';
import { capacityOf } from '../../domain/simulation/capacity.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { beginSimulation, type Changed, finishSimulation, reportProgress } from '../../records/simulation.ts';
import { loadManyTexts } from '../facts.ts';
import type { SimulationDeps } from './activities.ts';
import { openLives } from './lives.ts';
import type { Simulation } from './subject.ts';

const CHUNK = 500;

/** All open accounts of the receivable, lived under both versions from the next operating day on. */
export async function simulateBook({ db, clock }: SimulationDeps, simulation: Simulation): Promise<void> {
  const { id, calendar, now, receivableCode, base, draft, settings } = simulation;
  const from = calendar.nextOperatingDay(dateOf(now));
  const to = addDays(from, Number(simulation.parameters.days ?? 20) - 1);
  const episodes = await openEpisodes(db, receivableCode);
  if (!(await transaction(db, (tx) => beginSimulation(tx, id, episodes.length)))) return;

  const book = new Book();
  const stretch = { from: instantAt(from, '08:30'), to };
  await using lives = openLives({ settings, days: calendar.days, stretch }, [base, draft]);
  let done = 0;
  let reported = Promise.resolve(true);
  for await (const texts of textsAhead(db, episodes, now)) {
    const changes: Changed[] = [];
    for (const [before, after] of await lives.live(texts)) {
      const change = book.add(before.outward, after.outward, before.reachable);
      if (change) changes.push({ accountId: before.accountId, change });
    }
    if (!(await reported)) return;
    done = Math.min(done + CHUNK, episodes.length);
    reported = transaction(db, (tx) => reportProgress(tx, id, done, changes)); // while the next are lived
    reported.catch(toldLater);
  }
  if (!(await reported)) return;
  const capacity = capacityOf(await seats(db), await shareOf(db, receivableCode));
  const [before, after] = await lives.loads(capacity);
  const finishedAt = await clock.now();
  await transaction(db, (tx) => finishSimulation(tx, id, book.result(capacity, before, after), finishedAt));
}

/** It is told where the promise is awaited, which is later than it may fail. */
const toldLater = () => undefined;

/** So many chunks are read while one is lived: the database works beside the threads. */
const AHEAD = 2;

/** The facts of all of them, chunk by chunk in their order. */
async function* textsAhead(db: Database, episodes: readonly string[], now: Date): AsyncGenerator<string[]> {
  const coming: Promise<string[]>[] = [];
  for (let asked = 0; asked < episodes.length; asked += CHUNK) {
    const texts = loadManyTexts(db, episodes.slice(asked, asked + CHUNK), now);
    texts.catch(toldLater);
    coming.push(texts);
    if (coming.length > AHEAD) yield await coming.shift()!;
  }
  for (const texts of coming) yield await texts;
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
