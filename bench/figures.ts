import { claims, crowdedClaims } from './claims.ts';
import { cycles } from './cycles.ts';
import type { Figure } from './figure.ts';
import { lifeEvents } from './life-events.ts';
import { selection } from './selection.ts';
import { simulateBook, simulationMemory } from './simulation.ts';
import { starts } from './starts.ts';

/** In the order of the table. */
export const figures: readonly Figure[] = [
  lifeEvents,
  starts,
  claims,
  crowdedClaims,
  cycles,
  simulateBook,
  simulationMemory,
  selection,
];
