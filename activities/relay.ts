import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { faultPoint } from '../fault-point.ts';
import type { Database } from '../prisma/database.ts';
import { type Herd, nudgeRun, startRun } from './nudging.ts';
import { resumeRun } from './resume.ts';
import { type Claim, claimNudges, releaseClaims, settleClaims } from './outbox.ts';

export interface RelayDeps extends Herd {
  db: Database;
  log: Logger;
  /** Workflows started a second at most; a dev server bears 50 */
  startsPerSecond?: number;
  pollMs?: number;
}

export interface Relay {
  stop(): Promise<void>;
}

type Lane = 'running' | 'unstarted';

const STARTS_PER_SECOND = 50;
const POLL_MS = 200;
const AWAY_MS = 5_000;
const BATCH = { running: 200, unstarted: 25 } as const;
const AT_ONCE = 8;

/**
 * Carries the outbox to Temporal for ever. Nudges of running workflows and throttled starts go in two lanes, so that the first night's
 * thousands of starts delay no operator's result. While Temporal is away rows wait; nothing else in the product waits for it.
 */
export function startRelay(deps: RelayDeps): Relay {
  const stopping = new AbortController();
  const lanes = (['running', 'unstarted'] as const).map((lane) => runLane(deps, lane, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(lanes);
    },
  };
}

async function runLane(deps: RelayDeps, lane: Lane, stopping: AbortSignal): Promise<void> {
  const { log, startsPerSecond = STARTS_PER_SECOND, pollMs = POLL_MS } = deps;
  let away = false;
  while (!stopping.aborted) {
    let pauseMs = pollMs;
    try {
      const sent = await relayOnce(deps, lane);
      if (lane === 'unstarted') pauseMs = Math.max(sent > 0 ? 0 : pollMs, (sent / startsPerSecond) * 1_000);
      else if (sent > 0) pauseMs = 0;
      if (away) log.info({ lane }, 'relay is back');
      away = false;
    } catch (error) {
      if (!away) log.warn({ lane, err: error }, 'relay cannot reach the database or Temporal; it goes on trying');
      away = true;
      pauseMs = AWAY_MS;
    }
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** One batch; returns how many workflows were told. What could not be told is released and the first failure thrown. */
export async function relayOnce(
  deps: Pick<RelayDeps, 'db' | 'log' | 'client' | 'installation'>,
  lane: Lane,
): Promise<number> {
  const claims = await claimNudges(deps.db, lane, BATCH[lane]);
  if (claims.length > 0) faultPoint('relay.claimed');
  const told: Claim[] = [];
  const failed: Claim[] = [];
  let failure: Error | undefined;
  const queue = claims.values();

  async function sender(): Promise<void> {
    for (const claim of queue) {
      try {
        if (failure) failed.push(claim);
        else {
          await tell(deps, claim, lane);
          faultPoint('relay.told');
          told.push(claim);
        }
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        failed.push(claim);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, sender));

  if (told.length > 0) {
    await settleClaims(deps.db, told);
    faultPoint('relay.settled');
  }
  if (failed.length > 0) await releaseClaims(deps.db, failed);
  if (failure) throw failure;
  return told.length;
}

async function tell(deps: Herd & Pick<RelayDeps, 'db' | 'log'>, claim: Claim, lane: Lane): Promise<void> {
  if (lane === 'unstarted' && (await startRun(deps, claim))) return;
  if (await nudgeRun(deps, claim, { again: false })) return;
  if (await resumeRun(deps.db, deps, claim))
    deps.log.warn({ episodeId: claim.episodeId }, 'an open episode ran no more; resumed');
}
