import { randomUUID } from 'node:crypto';
import type { Database } from '../prisma/database.ts';
import { beat, endBeat, type ProcessName } from '../records/heartbeat.ts';

const EVERY_MS = 10_000;

/** Says every ten seconds that these parts of this process live; a database that is away hears of it later. Returns how to stop. */
export function startHeartbeat(db: Database, parts: Partial<Record<ProcessName, () => string>>): () => Promise<void> {
  const instance = randomUUID();
  const startedAt = new Date();
  let last = Promise.resolve();
  async function tell(): Promise<void> {
    for (const [process, state] of Object.entries(parts) as [ProcessName, () => string][]) {
      await beat(db, { process, instance, state: state(), startedAt }).catch(() => undefined);
    }
  }
  const timer = setInterval(() => void (last = last.then(tell)), EVERY_MS);
  timer.unref();
  last = tell();
  return async () => {
    clearInterval(timer);
    await last;
    await endBeat(db, instance).catch(() => undefined);
  };
}

export const isUp = () => 'up';
