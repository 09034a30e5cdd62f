import type { Change } from './code.ts';
import type { FactKind } from './facts.ts';
import type { Mutate } from './stepper.ts';

/** What may go wrong; that a minute passes is wrong when somebody holds a claim meanwhile. */
export type Fault = 'the worker dies' | 'the relay dies' | 'the store is lost' | 'a minute passes';

export interface Scenario {
  /** Changed before the play begins, and not decided about */
  known?: FactKind[];
  /** Changed by one person each while the play goes on */
  facts?: FactKind[];
  /** The workflow has not been started yet when the play begins */
  unstarted?: boolean;
  faults?: Fault[];
  /** How many of them in one play, 1 when left out */
  mostFaults?: number;
  /** Times that the reconciler looks while others work */
  reconciles?: number;
  /** Times that a worker tells the server of a task that it goes on, and hears what has come */
  heartbeats?: number;
  /** Timers that fire although somebody could still go on */
  timers?: number;
  /** Events after which a run continues as a new one */
  longFrom?: number;
}

/** How a negative control breaks the product. */
export interface Broken {
  workflow?: Change;
  sql?: Mutate;
}
