import type { ActOf } from '../../domain/decision.ts';
import { type Applied, type Applying, log } from './applying.ts';

/** Freezes a window's effect as attributed so far; what the data says later is a restatement. */
export async function closeWindow(applying: Applying, act: ActOf<'closeWindow'>): Promise<Applied> {
  const { tx, now } = applying;
  const state = act.provisional ? 'provisional' : 'closed';
  const { rows } = await tx.query<{ channel: string; effect: number }>(
    `UPDATE effect_window w SET state = $2, closed_at = $3,
            effect = (SELECT coalesce(sum(t.amount), 0) FROM attribution t WHERE t.contact_id = w.contact_id AND t.channel = w.channel)
      WHERE w.id = $1 RETURNING w.channel, w.effect`,
    [act.windowId, state, now],
  );
  const { channel, effect } = rows[0]!;
  await log(applying, 'window_closed', { kind: 'effect_window', id: act.windowId }, { state, channel, effect });
  return 'done';
}
