import { applyAct } from '../../activities/apply/index.ts';
import type { Books } from '../../activities/books.ts';
import { loadFacts } from '../../activities/facts.ts';
import { settleAccount, storeDecision } from '../../activities/standing.ts';
import { lockSubject } from '../../activities/subject.ts';
import { waitMs } from '../../activities/wait.ts';
import { plan } from '../../domain/plan.ts';
import { type Database, type Queryable, transaction } from '../../prisma/database.ts';
import type { Next } from '../../workflows/next.ts';

/** `done`: one act is done, the next step follows at once. */
export type NaiveNext = Next | { kind: 'done' };
export type NaiveActivities = ReturnType<typeof createNaiveActivities>;

export const createNaiveActivities = ({ db, books }: { db: Database; books: Books }) => ({
  async step(episodeId: string, workflowNowMs: number): Promise<NaiveNext> {
    return transaction(db, (tx) => oneStep(tx, books, episodeId, workflowNowMs));
  },
});

/** One decision with its one act, in one transaction, by the product's own functions. */
async function oneStep(tx: Queryable, books: Books, episodeId: string, workflowNowMs: number): Promise<NaiveNext> {
  const subject = await lockSubject(tx, episodeId);
  if (!subject || subject.closed) return { kind: 'closed' };
  const now = new Date(workflowNowMs + subject.offsetMs);
  const facts = await loadFacts(tx, episodeId, now);
  const decision = plan(
    facts,
    await books.rules(tx, subject.ruleVersionId),
    subject.settings,
    await books.calendar(tx),
    now,
  );
  const { act, until, reasons } = decision;
  const decisionId = await storeDecision(tx, { subject, decision, now, runId: null });
  if (act.kind === 'wait') {
    await settleAccount(tx, subject, { state: 'waiting', waitingFor: act.for, until }, null);
    return { kind: 'wait', ...waitMs(subject, until, now) };
  }
  await applyAct(act, { tx, subject, facts, now, decisionId, reasons });
  if (act.kind === 'sendSms') return { kind: 'act', activity: 'sendSms', intentId: await plannedText(tx, episodeId) };
  if (act.kind !== 'closeEpisode') return { kind: 'done' };
  await settleAccount(tx, subject, { state: 'closed', waitingFor: null, until: null }, null);
  return { kind: 'closed' };
}

async function plannedText(tx: Queryable, episodeId: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `SELECT id FROM intent WHERE episode_id = $1 AND kind = 'sms' AND state = 'planned'`,
    [episodeId],
  );
  return rows[0]!.id;
}
