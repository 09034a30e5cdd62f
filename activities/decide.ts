import { activityInfo } from '@temporalio/activity';
import { faultPoint } from '../fault-point.ts';
import type { Decision } from '../domain/decision.ts';
import type { AccountFacts } from '../domain/facts.ts';
import { plan } from '../domain/plan.ts';
import { type Database, type Queryable, transaction } from '../prisma/database.ts';
import type { Next } from '../workflows/next.ts';
import { applyAct } from './apply/index.ts';
import type { Books } from './books.ts';
import { loadFacts } from './facts.ts';
import { afterFailure } from './stuck.ts';
import { lockSubject } from './subject.ts';
import { type Standing, settleAccount, storeAndSettle, storeDecision } from './standing.ts';
import { waitMs } from './wait.ts';

/** A right plan needs a handful of acts in a row; more means that it runs in a circle. */
const MAX_ACTS = 25;
/** Another transaction holds what the act needs (a lease being taken, a letter being cut off): look again soon. */
const BUSY_MS = 5_000;

export interface DecideDeps {
  db: Database;
  books: Books;
}

export type DecideActivities = ReturnType<typeof createDecideActivities>;

export const createDecideActivities = ({ db, books }: DecideDeps) => ({
  /** Plans, does what is only SQL and says what is left; what cannot be decided waits. `workflowNowMs` is real time; the installation's offset is added here. */
  async decide(episodeId: string, workflowNowMs: number): Promise<Next> {
    const { attempt, workflowExecution } = activityInfo();
    const runId = workflowExecution?.runId ?? null;
    try {
      const next = await transaction(db, (tx) => decideEpisode(tx, books, { episodeId, workflowNowMs, runId }));
      faultPoint('decision.committed');
      return next;
    } catch (error) {
      return afterFailure(db, episodeId, attempt, error);
    }
  },
});

export interface Question {
  episodeId: string;
  workflowNowMs: number;
  runId: string | null;
}

/**
 * One decision in the caller's transaction, under the account's lock: plan → SQL-only act → plan again, until something must wait, leave
 * the database or is over. No crash can fall between deciding and acting.
 */
export async function decideEpisode(tx: Queryable, books: Books, question: Question): Promise<Next> {
  const found = await lockSubject(tx, question.episodeId);
  if (!found || found.closed) return { kind: 'closed' };
  const subject = found;
  const now = new Date(question.workflowNowMs + subject.offsetMs);
  const [rules, calendar] = [await books.rules(tx, subject.ruleVersionId), await books.calendar(tx)];

  for (let acts = 0; acts < MAX_ACTS; acts += 1) {
    const facts = await loadFacts(tx, subject.episodeId, now);
    const undone = plannedText(facts);
    if (undone)
      return settle({ state: 'waiting', waitingFor: 'sms_result', until: null, acting: true }, sendSms(undone));

    const decision = plan(facts, rules, subject.settings, calendar, now);
    const made = { subject, decision, now, runId: question.runId };
    if (decision.act.kind === 'wait') {
      await storeAndSettle(tx, made, waiting(decision));
      return told({ kind: 'wait', ...waitMs(subject, decision.until, now) });
    }
    const decisionId = await storeDecision(tx, made);
    const done = await applyAct(decision.act, { tx, subject, facts, now, decisionId, reasons: decision.reasons });
    if (done === 'busy')
      return settle({ state: 'open', waitingFor: null, until: null }, { kind: 'wait', waitMs: BUSY_MS });
    if (decision.act.kind === 'closeEpisode')
      return settle({ state: 'closed', waitingFor: null, until: null }, { kind: 'closed' });
  }
  throw new Error(`The plan of account ${subject.accountId} runs in a circle: ${MAX_ACTS} acts without waiting`);

  async function settle(standing: Standing, next: Next): Promise<Next> {
    await settleAccount(tx, subject, standing, question.runId);
    return told(next);
  }
}

function told(next: Next): Next {
  faultPoint('decision.made');
  return next;
}

/** A text decided about and not yet tried: a crash came between the decision and its activity. */
function plannedText(facts: AccountFacts): string | undefined {
  return facts.intents.find((intent) => intent.kind === 'sms' && intent.state === 'planned')?.id;
}

function sendSms(intentId: string): Next {
  return { kind: 'act', activity: 'sendSms', intentId };
}

function waiting({ act, until }: Decision): Standing {
  const waitingFor = act.kind === 'wait' ? act.for : null;
  const stopped = waitingFor === 'hold' || waitingFor === 'hand_over';
  return { state: stopped ? 'stopped' : 'waiting', waitingFor, until };
}
