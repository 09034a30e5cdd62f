import { type FaultPoint, faultPoints } from '../../fault-point.ts';
import { letters } from './letters.ts';
import { rings } from './rings.ts';
import { files } from './files.ts';
import type { Scenario } from './scenario.ts';
import { answerLost, nudgesLost, receiptsLost, runsTerminated, texts } from './texts.ts';
import type { ProcessName, World } from './world.ts';

export type Victim = ProcessName | keyof World['stores'];

/** One run: what happens, and who is killed when. */
export interface Card {
  /** Null: at any moment */
  point: FaultPoint | null;
  victim: Victim;
  /** Whose passing of the point is counted */
  process: ProcessName;
  pass: number;
  /** Before anybody is killed at a moment */
  afterMs: number;
  scenario: Scenario;
  /** Of the summary */
  name: string;
}

interface Play {
  process: ProcessName;
  scenario: Scenario;
  /** How often a run passes the point at least */
  passes?: number;
}

const anyStory = [texts, rings, texts, rings, files, letters];

/** Which run passes a point: the first of these whose beginning fits. */
const plays: [prefix: string, play: Play][] = [
  ['boot.', { process: 'worker', scenario: texts }],
  ['relay.settled', { process: 'worker', scenario: texts }],
  ['relay.', { process: 'worker', scenario: texts, passes: 2 }],
  ['decision.', { process: 'worker', scenario: texts, passes: 3 }],
  ['reconciler.', { process: 'worker', scenario: nudgesLost }],
  ['sweep.', { process: 'worker', scenario: runsTerminated }],
  ['sms.asked_for', { process: 'worker', scenario: answerLost }],
  ['sms.receipt_asked_for', { process: 'worker', scenario: receiptsLost }],
  ['sms.', { process: 'worker', scenario: texts, passes: 3 }],
  ['letters.', { process: 'worker', scenario: letters }],
  ['intake.', { process: 'worker', scenario: files }],
  ['ring.noted', { process: 'gateway', scenario: rings, passes: 12 }],
  ['journal.', { process: 'gateway', scenario: rings }],
  ['ring.', { process: 'gateway', scenario: rings }],
  ['api.batch', { process: 'api', scenario: letters }],
  ['api.sheets', { process: 'api', scenario: letters }],
  ['api.envelope', { process: 'api', scenario: letters, passes: 4 }],
  ['api.letters', { process: 'api', scenario: letters }],
  ['api.file', { process: 'api', scenario: files }],
  ['api.receipts', { process: 'api', scenario: texts, passes: 4 }],
  ['api.', { process: 'api', scenario: rings }],
];

const victims: Victim[] = ['worker', 'gateway', 'api', 'postgres', 'temporal'];

/** Cards for ever, the same for the same seed: every point once in each round, in another order, and some moments between. */
export function* deal(chance: () => number): Generator<Card, never> {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)]!;
  for (let round = 0; ; round += 1) {
    const cards = [...faultPoints.map((point) => atPoint(point)), ...victims.map(atMoment)];
    for (let left = cards.length; left > 0; left -= 1) yield cards.splice(Math.floor(chance() * left), 1)[0]!;

    function atPoint(point: FaultPoint): Card {
      const play = point.startsWith('transaction.') ? anyTransaction() : playOf(point);
      const { process, scenario, passes = 1 } = play;
      // Every fourth time it is not the process itself that goes but what it stands on.
      const victim = chance() < 0.75 ? process : pick(['postgres', 'temporal'] as const);
      const pass = 1 + Math.floor(chance() * passes);
      return { point, victim, process, pass, afterMs: 0, scenario, name: point };
    }

    function anyTransaction(): Play {
      const process = pick(['worker', 'worker', 'gateway', 'api'] as const);
      return { process, scenario: process === 'worker' ? texts : rings, passes: process === 'worker' ? 12 : 3 };
    }

    function atMoment(victim: Victim): Card {
      const process = victim === 'gateway' || victim === 'api' ? victim : 'worker';
      const scenario = victim === 'gateway' ? rings : pick(anyStory);
      return {
        point: null,
        victim,
        process,
        pass: 1,
        afterMs: chance() * 1_500,
        scenario,
        name: `any moment: ${victim}`,
      };
    }
  }
}

function playOf(point: FaultPoint): Play {
  const play = plays.find(([prefix]) => point.startsWith(prefix));
  if (!play) throw new Error(`No run passes ${point}`);
  return play[1];
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
