import type { ActOf } from '../../domain/decision.ts';
import { dateOf } from '../../domain/time.ts';
import { planIntent } from '../../records/intent.ts';
import { finishChecking } from '../../records/letter.ts';
import { type Applied, type Applying, log } from './applying.ts';

/** A letter for the next batch, with the lines a 催告書 may carry: owed, sent a 督促状, not held, not time-barred (printing.md). */
export async function requestLetter(applying: Applying, act: ActOf<'requestLetter'>): Promise<Applied> {
  const { tx, subject, facts, now, decisionId } = applying;
  const intent = await planIntent(tx, {
    kind: 'print',
    subject,
    step: act.step,
    attempt: act.attempt,
    decisionId,
    at: now,
  });
  if (!intent.isNew) return 'busy';
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO letter (reference_no, intent_id, account_id, episode_id, state, created_at, state_at)
     VALUES ('N' || nextval('letter_reference_no'), $1, $2, $3, 'planned', $4, $4) RETURNING id`,
    [intent.id, subject.accountId, subject.episodeId, now],
  );
  const id = rows[0]!.id;
  const today = dateOf(now);
  const lines = facts.lines.filter(
    (line) =>
      line.balance > 0 &&
      !line.removed &&
      !line.held &&
      line.demandDate &&
      (!line.prescriptionDate || line.prescriptionDate > today),
  );
  await tx.query(
    `INSERT INTO letter_line (letter_id, line_id, outstanding)
     SELECT $1, line_id, outstanding FROM unnest($2::uuid[], $3::integer[]) AS t(line_id, outstanding)`,
    [id, lines.map((line) => line.id), lines.map((line) => line.balance)],
  );
  await log(applying, 'letter_planned', { kind: 'letter', id }, { step: act.step, lines: lines.length });
  return 'done';
}

/** Takes a pointless letter out before it leaves the centre; the batch's page says which envelope to remove. */
export async function pullLetter(applying: Applying, act: ActOf<'pullLetter'>): Promise<Applied> {
  const { tx, now, reasons } = applying;
  const reason = reasons[0]?.code ?? null;
  const { rows } = await tx.query<{ batch_id: string | null }>(
    `WITH pulled AS (
       UPDATE letter SET state = 'pulled', state_reason = $3, state_at = $2
        WHERE id = $1 AND state IN ('planned','in_batch','rendered','printed','verified') RETURNING intent_id, batch_id),
     cancelled AS (
       UPDATE intent SET state = 'cancelled', settled_at = $2 FROM pulled WHERE intent.id = pulled.intent_id)
     SELECT batch_id FROM pulled`,
    [act.letterId, now, reason],
  );
  const pulled = rows[0];
  if (!pulled) return 'busy';
  await log(applying, 'letter_pulled', { kind: 'letter', id: act.letterId }, { reason });
  if (pulled.batch_id) await finishChecking(tx, pulled.batch_id);
  return 'done';
}
