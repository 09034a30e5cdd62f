import type { Subject } from './subject.ts';

const SHORTEST_MS = 1_000;
const JITTER_FROM_MS = 10 * 60_000;
const JITTER_MS = 5 * 60_000;

/**
 * How long the workflow sleeps until business instant `until`; nothing when only a fact can end the wait. Long waits get up to five minutes
 * more, fixed per account, because many accounts wait for one instant (the opening of a session, the day after a window).
 */
export function waitMs({ accountId }: Pick<Subject, 'accountId'>, until: Date | null, now: Date): { waitMs?: number } {
  if (!until) return {};
  const exact = until.getTime() - now.getTime();
  const jitter = exact > JITTER_FROM_MS ? Number.parseInt(accountId.slice(-6), 16) % JITTER_MS : 0;
  return { waitMs: Math.max(SHORTEST_MS, exact + jitter) };
}
