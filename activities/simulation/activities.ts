import type { Clock } from '../../domain/clock.ts';
import { type Database, transaction } from '../../prisma/database.ts';
import { endSimulation } from '../../records/simulation.ts';
import type { Books } from '../books.ts';
import { simulateAccount } from './account.ts';
import { simulateBook } from './book.ts';
import { simulateReplay } from './replay.ts';
import { findSimulation } from './subject.ts';

export interface SimulationDeps {
  db: Database;
  clock: Clock;
  books: Books;
}

export type SimulationActivities = ReturnType<typeof createSimulationActivities>;

/** Simulations for `workflows/simulation.ts`, on the task queue `simulation`. They only read accounts, so a killed one begins anew. */
export const createSimulationActivities = (deps: SimulationDeps) => ({
  async runSimulation(id: string): Promise<void> {
    const simulation = await findSimulation(deps, id);
    if (!simulation) return;
    switch (simulation.kind) {
      case 'account':
        return simulateAccount(deps, simulation);
      case 'book':
        return simulateBook(deps, simulation);
      case 'replay':
        return simulateReplay(deps, simulation);
    }
  },
  async failSimulation(id: string): Promise<void> {
    const at = await deps.clock.now();
    await transaction(deps.db, (tx) => endSimulation(tx, id, 'failed', at));
  },
});
