import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import pino from 'pino';
import { createDecideActivities } from '../../activities/decide.ts';
import { adoptNamespace } from '../../activities/namespace.ts';
import { relayOnce } from '../../activities/relay.ts';
import type { Next } from '../../workflows/next.ts';
import { type Fact, type FactKind, factLandmarks } from './facts.ts';
import type { Run, Server } from './server.ts';
import type { Stage } from './stage.ts';
import type { Actor, Landmarks } from './stepper.ts';
import { clientOf } from './wire.ts';

const log = pino({ level: 'silent' });

export type Lane = 'running' | 'unstarted';
export const lanes: readonly Lane[] = ['running', 'unstarted'];

/** Each works with the product's own code and stands where others could come between. */
export function startFact({ act }: Stage, kind: FactKind, fact: Fact): Promise<Actor> {
  return act(kind, factLandmarks, fact);
}

const relayLandmarks: Landmarks = [
  ['claim', /WITH picked/],
  ['settle', /WITH started/],
  ['release', /WITH unmarked/],
  ['look whether it is open', /^SELECT FROM episode/],
  ['note that it runs again', /INSERT INTO ledger/],
];

/** One round of a lane. */
export function startRelay({ act }: Stage, server: Server, lane: Lane): Promise<Actor> {
  return act(`relay of ${lane}`, relayLandmarks, async (db, actor) => {
    await relayOnce({ db, log, client: clientOf(server, actor), installation: 'test' }, lane);
  });
}

const decideLandmarks: Landmarks = [
  ['lock', /CROSS JOIN installation/],
  ['settle', /SET decided_version/],
];

export interface Asked {
  run: Run;
  episodeId: string;
  now: number;
}

export function startDecision(
  { act, books }: Stage,
  name: string,
  { run, episodeId, now }: Asked,
  answer: (next: Next) => void,
): Promise<Actor> {
  return act(name, decideLandmarks, async (db) => {
    const { decide } = createDecideActivities({ db, books });
    const { workflowId, runId } = run;
    const info = { attempt: 1, workflowExecution: { workflowId, runId } };
    const activity = new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR', () => undefined) });
    answer(await activity.run(decide, episodeId, now));
  });
}

const adoptLandmarks: Landmarks = [['look which Temporal was known', /FROM installation FOR UPDATE/]];

export function startAdoption({ act }: Stage, server: Server): Promise<Actor> {
  return act('watch', adoptLandmarks, async (db, actor) => {
    await adoptNamespace(clientOf(server, actor), db, new Date(server.now));
  });
}
