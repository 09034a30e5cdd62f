import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import { transaction } from '../prisma/database.ts';
import { placeFound } from '../records/found-effect.ts';
import { compareMarks } from './mark.ts';
import { adoptNamespace } from './namespace.ts';
import { compareRecords, type CompareDeps, noticeRestore } from './restored-database.ts';
import { ensureSchedules } from './schedules.ts';

export interface WatchDeps extends CompareDeps {
  clock: Clock;
  log: Pick<Logger, 'info' | 'warn'>;
  everyMs?: number;
}

const EVERY_MS = 30_000;

/** Looks again and again whether one of the two stores was lost, replaced or put back, and makes good what follows from it. */
export function startWatch(deps: WatchDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const watched = watch(deps, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await watched;
    },
  };
}

async function watch(deps: WatchDeps, stopping: AbortSignal): Promise<void> {
  let away = false;
  while (!stopping.aborted) {
    try {
      await look(deps);
      away = false;
    } catch (error) {
      if (!away) deps.log.warn({ err: error }, 'a store or the SMS provider cannot be asked; it is asked again');
      away = true;
    }
    await sleep(deps.everyMs ?? EVERY_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** One look. Throws what could not be reached; the next look goes on where this one stopped. */
export async function look({ clock, log, ...deps }: WatchDeps): Promise<void> {
  const { db, client, installation } = deps;
  if (await noticeRestore(db))
    log.warn('the database is on another timeline; nothing goes out until records are compared');
  const effects = await compareRecords(deps);
  if (effects > 0)
    log.warn({ effects }, 'outward effects found that the database did not know; a person must settle them');
  await transaction(db, placeFound);
  const at = await clock.now();
  if (await adoptNamespace(client, db, at)) log.warn('another Temporal; every open episode is started there');
  const found = await compareMarks(client, db, installation, at);
  if (found !== 'same') log.warn({ found }, 'one of the two stores is an older copy; the facts are followed');
  await ensureSchedules(client, installation);
}
