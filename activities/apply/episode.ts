import type { ActOf } from '../../domain/decision.ts';
import { withdrawAddressTask } from '../../records/address-task.ts';
import { type Applied, type Applying, log } from './applying.ts';

/** The rule set's next step begins. Its decision row says why; no fact of its own enters the ledger. */
export async function enterStep({ tx, subject, now }: Applying, act: ActOf<'enterStep'>): Promise<Applied> {
  await tx.query('UPDATE episode SET step = $2, step_entered_at = $3 WHERE id = $1', [
    subject.episodeId,
    act.step,
    now,
  ]);
  return 'done';
}

export async function closeEpisode(applying: Applying, act: ActOf<'closeEpisode'>): Promise<Applied> {
  const { tx, subject, now } = applying;
  await tx.query('UPDATE episode SET closed_at = $2, close_reason = $3 WHERE id = $1', [
    subject.episodeId,
    now,
    act.reason,
  ]);
  await withdrawAddressTask(tx, { accountId: subject.accountId, at: now, reason: 'episode_closed' });
  await log(applying, 'episode_closed', { kind: 'episode', id: subject.episodeId }, { reason: act.reason });
  return 'done';
}
