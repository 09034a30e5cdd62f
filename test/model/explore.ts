import { alwaysWrong, wrongAtRest } from './judge.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.ts';
import { World } from './world.ts';

export interface Found {
  /** Different states that were reached */
  states: number;
  /** Steps that lead from one to another */
  steps: number;
  /** States in which nobody can go on, from which the system was left to itself */
  ends: number;
  /** The first thing that went wrong, with how it came to it */
  wrong: { what: string[]; path: string[] } | null;
}

/** Steps of one play; real ones have a third of them. */
const LONGEST = 150;

/**
 * Every interleaving of a scenario, up to equal states: a play goes on from a state that is new, and each other step from there is played
 * from a fresh beginning. Ends at the first thing that is wrong.
 */
export async function explore(stage: Stage, scenario: Scenario): Promise<Found> {
  const known = new Set<string>();
  const open: string[][] = [[]];
  const found: Found = { states: 0, steps: 0, ends: 0, wrong: null };
  for (let path = open.pop(); path && !found.wrong; path = open.pop()) {
    const world = await World.open(stage, scenario);
    try {
      await repeat(world, path);
      await goOn(world, path);
    } finally {
      await world.close();
    }
  }
  return found;

  async function goOn(world: World, path: string[]): Promise<void> {
    for (;;) {
      const view = await world.view();
      const wrong = alwaysWrong(world, view);
      if (path.length > LONGEST) wrong.push('it goes on and on');
      if (world.isCrowded && (await stage.isKnotted())) wrong.push('two wait for each other');
      if (wrong.length > 0) return void (found.wrong = { what: wrong, path });
      if (world.isCrowded) return; // each of both orders is also reached with one of them coming later
      const state = world.fingerprint(view);
      if (known.has(state)) return;
      known.add(state);
      found.states += 1;
      const steps = world.steps(view);
      found.steps += steps.length;
      const [first, ...others] = steps;
      if (!first) return end(world, path);
      for (const { name } of others) open.push([...path, name]);
      await first.take();
      path.push(first.name);
    }
  }

  async function end(world: World, path: string[]): Promise<void> {
    found.ends += 1;
    const wrong = await wrongAtRest(world);
    if (wrong.length > 0) found.wrong = { what: wrong, path };
  }
}

async function repeat(world: World, path: readonly string[]): Promise<void> {
  for (const name of path) {
    const step = world.steps(null).find((possible) => possible.name === name);
    if (!step) throw new Error(`Another play cannot go the same way: ${path.join(' → ')}, at ${name}`);
    await step.take();
  }
}
