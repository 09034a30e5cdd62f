import { setTimeout as pause } from 'node:timers/promises';
import type { Card } from './deck.ts';
import type { Story } from './scenario.ts';
import { answerLost } from './texts.ts';
import type { World } from './world.ts';

export interface Prepared {
  card: Card;
  start: () => Promise<Story>;
}

/** Cards whose preparation goes on beside the runs of others. */
const AHEAD = 5;

/**
 * The cards as soon as they are prepared; those that wait for something let others go first, and one that would
 * be over soon goes before them.
 */
export async function* prepared(world: World, cards: Iterator<Card, unknown>): AsyncGenerator<Prepared> {
  const waiting = new Set<Promise<Prepared>>();
  const ready: Prepared[] = [];
  for (;;) {
    while (waiting.size + ready.length < AHEAD) {
      const { value: card, done } = cards.next();
      if (done) break;
      prepare(card);
    }
    if (ready.length > 0) yield ready.shift()!;
    else if (waiting.size === 0) return;
    else await Promise.race([...waiting, pause(1_000)]);
  }

  function prepare(card: Card): void {
    const preparation = card.scenario(world).then((start) => {
      waiting.delete(preparation);
      const next = { card, start };
      if (card.scenario === answerLost) ready.unshift(next);
      else ready.push(next);
      return next;
    });
    waiting.add(preparation);
  }
}
