import { trace, type TracedDay } from '../../domain/simulation/trace.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { beginSimulation, finishSimulation } from '../../records/simulation.ts';
import { loadManyFacts } from '../facts.ts';
import type { SimulationDeps } from './activities.ts';
import type { Simulation } from './subject.ts';

const DAYS = 60;

interface Episode {
  id: string;
  version: number;
}

/** One real account, its next two months day by day under both versions, each line of the table with what its condition asks and what the account has. */
export async function simulateAccount({ db, clock }: SimulationDeps, simulation: Simulation): Promise<void> {
  const { id, parameters, now, calendar, settings, base, draft } = simulation;
  const episode = await openEpisode(db, String(parameters.accountId));
  if (!(await transaction(db, (tx) => beginSimulation(tx, id, episode ? 1 : 0)))) return;
  const [facts] = episode ? await loadManyFacts(db, [episode.id], now) : [];
  const from = calendar.nextOperatingDay(dateOf(now));
  const stretch = { from: instantAt(from, '08:30'), to: addDays(from, DAYS) };
  const lived = (rules: Simulation['draft']) =>
    facts ? trace(facts, { rules, settings, calendar }, stretch).map(dayLived) : [];
  const result = {
    account_id: parameters.accountId,
    follows: episode?.version ?? null,
    before: lived(base),
    after: lived(draft),
  };
  const finishedAt = await clock.now();
  await transaction(db, (tx) => finishSimulation(tx, id, result, finishedAt));
}

async function openEpisode(db: Database, accountId: string): Promise<Episode | null> {
  const { rows } = await db.query<Episode>(
    `SELECT e.id, v.version FROM episode e JOIN rule_version v ON v.id = e.rule_version_id WHERE e.account_id = $1 AND e.closed_at IS NULL`,
    [accountId],
  );
  return rows[0] ?? null;
}

/** As it is stored: a result's hash is of plain JSON. */
function dayLived({ day, steps, moments }: TracedDay) {
  return {
    day,
    steps,
    moments: moments.map((moment) => ({
      ...moment,
      at: moment.at.toISOString(),
      until: moment.until?.toISOString() ?? null,
    })),
  };
}
