import type { ActOf } from '../../domain/decision.ts';
import { type Applied, type Applying, log } from './applying.ts';

export async function judgePromise(applying: Applying, act: ActOf<'judgePromise'>): Promise<Applied> {
  const { tx, now } = applying;
  await tx.query('UPDATE promise SET state = $2, paid = $3, provisional = $4, judged_at = $5 WHERE id = $1', [
    act.promiseId,
    act.verdict,
    act.paid,
    act.provisional,
    now,
  ]);
  const { verdict, paid, provisional } = act;
  await log(applying, 'promise_judged', { kind: 'promise', id: act.promiseId }, { verdict, paid, provisional });
  return 'done';
}
