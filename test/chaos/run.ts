import { setTimeout as pause } from 'node:timers/promises';
import type { Card } from './deck.ts';
import { type Finding, type Judgement, patiently, type Story } from './scenario.ts';
import type { World } from './world.ts';

export type Outcome = 'ok' | 'unknown' | 'lost' | 'repeated' | 'not reached';

export interface Result {
  card: Card;
  outcome: Outcome;
  findings: Finding[];
}

export interface Played {
  hasFired: boolean;
  /** When everything about this run is still and compared */
  result: Promise<Result>;
}

const REACH_MS = 40_000;

/**
 * Plays one card: begins its story, kills, and returns as soon as the killed one is up again; the story settles meanwhile, through the
 * kills of the next runs too.
 */
export async function play(world: World, card: Card, start: () => Promise<Story>): Promise<Played> {
  if (card.point === null) return atMoment(world, card, start);
  const process = world.processes[card.process];
  const kill = await victimPids(world, card);
  const starts = startsOf(world, card);
  process.arm({ point: card.point, pass: card.pass, kill });
  const isBooting = card.point.startsWith('boot.');
  if (isBooting) process.kill();
  const story = heardLater(start());
  for (const limit = performance.now() + REACH_MS; !process.hasFired() && performance.now() < limit;) await pause(20);
  const hasFired = process.disarm();
  await standUp(world, card, hasFired ? starts + (isBooting && card.victim === card.process ? 1 : 0) : null);
  return { hasFired, result: settle(world, card, story, hasFired) };
}

async function atMoment(world: World, card: Card, start: () => Promise<Story>): Promise<Played> {
  const starts = startsOf(world, card);
  const story = heardLater(start());
  await pause(card.afterMs);
  if (card.victim === 'postgres' || card.victim === 'temporal') await world.stores[card.victim].kill();
  else world.processes[card.victim].kill();
  await standUp(world, card, starts);
  return { hasFired: true, result: settle(world, card, story, true) };
}

/** Its rejection is heard in `settle`. */
function heardLater(story: Promise<Story>): Promise<Story> {
  story.catch(() => undefined);
  return story;
}

function startsOf({ stores, processes }: World, { victim }: Card): number {
  return { ...stores, ...processes }[victim].starts();
}

async function victimPids(world: World, { victim, process }: Card): Promise<number[]> {
  if (victim === 'postgres' || victim === 'temporal') return [await world.stores[victim].pid()];
  if (victim !== process) throw new Error(`${process} cannot kill ${victim}`);
  return [];
}

/** Waits until who was killed has come back, and what the next run of this line needs is there. */
async function standUp(
  { stores, processes }: World,
  { victim, process }: Card,
  startsBefore: number | null,
): Promise<void> {
  const start = startsBefore === null ? 1 : startsBefore + 1;
  await { ...stores, ...processes }[victim].ready(start);
  await Promise.all([...Object.values(stores), processes[process]].map((one) => one.ready()));
}

async function settle(world: World, card: Card, begun: Promise<Story>, hasFired: boolean): Promise<Result> {
  try {
    const story = await begun;
    const isStill = await becomesStill(world, story);
    const judgement = await patiently(() => story.judge());
    if (!isStill) judgement.findings.push({ kind: 'lost', what: 'never still' });
    return { card, ...verdict(judgement, hasFired) };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { card, outcome: 'lost', findings: [{ kind: 'lost', what: `somebody could not go on: ${what}` }] };
  }
}

async function becomesStill({ patience }: World, story: Story): Promise<boolean> {
  for (const isTooLong = patience.waits(); !isTooLong(); await pause(500)) {
    if (await patiently(() => story.isStill())) return true;
  }
  return false;
}

function verdict({ findings, unknown }: Judgement, hasFired: boolean): Pick<Result, 'outcome' | 'findings'> {
  if (findings.some(({ kind }) => kind === 'repeated')) return { outcome: 'repeated', findings };
  if (findings.length > 0) return { outcome: 'lost', findings };
  if (!hasFired) return { outcome: 'not reached', findings };
  return { outcome: unknown > 0 ? 'unknown' : 'ok', findings };
}
