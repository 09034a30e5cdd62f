import type { Next } from '../../workflows/next.ts';
import { type Asked, startDecision } from './actors.ts';
import type { Decider, Run, Server } from './server.ts';
import type { Stage } from './stage.ts';
import type { Actor } from './stepper.ts';

/** A decision that the worker's process works on. */
class Deciding implements Decider {
  readonly asked: Asked;
  actor: Actor | null = null;
  next: Next | null = null;

  constructor(asked: Asked) {
    this.asked = asked;
  }

  async kill(): Promise<void> {
    await this.actor?.kill();
  }
}

/** The local activities of the worker: also those for runs that are lost meanwhile. */
export class Deciders {
  readonly #under = new Set<Deciding>();

  add(run: Run, asked: { episodeId: string; now: number }): Decider {
    const deciding = new Deciding({ run, ...asked });
    this.#under.add(deciding);
    return deciding;
  }

  /** Those asked for since. */
  async begin(stage: Stage): Promise<void> {
    for (const deciding of this.#under) {
      if (deciding.actor) continue;
      const busy = this.actors.map(({ name }) => name);
      const name = ['decide', 'decide for another run'].find((free) => !busy.includes(free));
      if (!name) throw new Error('Three decisions about one account at once');
      deciding.actor = await startDecision(stage, name, deciding.asked, (next) => (deciding.next = next));
    }
  }

  async killAll(): Promise<void> {
    for (const deciding of this.#under) await deciding.kill();
    this.#under.clear();
  }

  /** What the worker can take to the workflow's code; a decision that failed is asked for again. */
  answers(server: Server): { name: string; take: () => Promise<void> }[] {
    return [...this.#under]
      .filter(({ actor }) => actor?.ended)
      .map((deciding) => ({
        name: `worker: takes the answer of ${deciding.actor?.name}`,
        take: async () => {
          this.#under.delete(deciding);
          const { asked, next } = deciding;
          if (next) await server.decided(asked.run, next);
          else server.undecided(asked.run);
        },
      }));
  }

  get actors(): Actor[] {
    return [...this.#under].flatMap(({ actor }) => actor ?? []);
  }

  get made(): (Next | null)[] {
    return [...this.#under].map(({ next }) => next);
  }
}
