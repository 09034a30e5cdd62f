import { stepValues } from '../../domain/simulation/account.ts';
import { liveForward, type Outward } from '../../domain/simulation/live.ts';
import { addDays, dateOf, instantAt } from '../../domain/time.ts';
import { transaction } from '../../prisma/database.ts';
import { beginSimulation, finishSimulation } from '../../records/simulation.ts';
import { loadManyFacts } from '../facts.ts';
import type { SimulationDeps } from './activities.ts';
import type { Simulation } from './subject.ts';

const DAYS = 60;

/** One real account: each line of the draft with what its condition asks and what the account has, and both versions' next two months. */
export async function simulateAccount({ db, clock }: SimulationDeps, simulation: Simulation): Promise<void> {
  const { id, parameters, now, calendar, settings, base, draft } = simulation;
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM episode WHERE account_id = $1 AND closed_at IS NULL',
    [parameters.accountId],
  );
  const episodes = rows.map((row) => row.id);
  if (!(await transaction(db, (tx) => beginSimulation(tx, id, episodes.length)))) return;
  const [facts] = await loadManyFacts(db, episodes, now);
  const from = calendar.nextOperatingDay(dateOf(now));
  const stretch = { from: instantAt(from, '08:30'), to: addDays(from, DAYS) };
  const lived = (rules: Simulation['draft']) =>
    facts ? liveForward(facts, { rules, settings, calendar }, stretch).map(happening) : [];
  const result = {
    account_id: parameters.accountId,
    steps: facts ? stepValues(facts, { rules: draft, settings, calendar }, now) : [],
    before: lived(base),
    after: lived(draft),
  };
  const finishedAt = await clock.now();
  await transaction(db, (tx) => finishSimulation(tx, id, result, finishedAt));
}

function happening({ at, act, step, session }: Outward) {
  return { at: at.toISOString(), act, step, session };
}
