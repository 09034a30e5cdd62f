import type { Opening } from '../calendar.ts';
import type { Reason, Session } from '../codes.ts';
import type { Context } from './context.ts';
import { why, whyNow } from './reason.ts';

const sessions: readonly Session[] = ['weekday', 'evening', 'holiday'];

export interface Chosen {
  session: Session | 'any';
  opening: Opening;
  reasons: Reason[];
  /** Chosen because this home has answered in that session */
  isProven: boolean;
}

/**
 * Where and when to ring next. A step with a session keeps to it. `any` takes the session with the fewest misses (§9(1)), among equals the
 * one in which these numbers answer best (§9(2)), then the one that opens first; without misses or record any opening will do. Null when
 * the calendar knows no such opening.
 */
export function chooseSession(context: Context, wanted: Session | 'any', from: Date): Chosen | null {
  if (wanted !== 'any') return chosen(context, wanted, from, []);
  const counts = sessions.map((session) => context.tried.misses[session]);
  const isNew =
    counts.every((count) => count === counts[0]) && sessions.every((session) => answersIn(context, session) === 0);
  if (isNew) return chosen(context, 'any', from, []);
  const best = sessions
    .map((session) => ({ session, opening: context.calendar.nextOpening(from, session) }))
    .filter(({ opening }) => opening !== null)
    .sort(
      (left, right) =>
        context.tried.misses[left.session] - context.tried.misses[right.session] ||
        answerScore(context, right.session) - answerScore(context, left.session) ||
        Number(left.opening!.from) - Number(right.opening!.from),
    )[0];
  if (!best) return null;
  const missed = sessions
    .filter((session) => context.tried.misses[session] > context.tried.misses[best.session])
    .map((session) => why('misses_in_session', { session, count: context.tried.misses[session] }));
  return chosen(context, best.session, from, missed);
}

function chosen(context: Context, session: Session | 'any', from: Date, missed: Reason[]): Chosen | null {
  const opening = context.calendar.nextOpening(from, session);
  if (!opening) return null;
  const { answers, tries } = session === 'any' ? { answers: 0, tries: 0 } : recordOf(context, session);
  const isProven =
    session !== 'any' &&
    answers > 0 &&
    sessions.every((other) => answerScore(context, other) <= answerScore(context, session));
  const proof = isProven ? [whyNow('best_session', { session, answers, tries })] : [];
  return { session, opening, reasons: [...missed, ...proof], isProven };
}

/** Share of answered tries, drawn towards one in four while there are few of them. */
function answerScore(context: Context, session: Session): number {
  const { answers, tries } = recordOf(context, session);
  return (answers + 1) / (tries + 4);
}

function answersIn(context: Context, session: Session): number {
  return recordOf(context, session).answers;
}

function recordOf({ phones }: Context, session: Session): { tries: number; answers: number } {
  const records = phones.map((phone) => phone.record[session]);
  return {
    tries: records.reduce((sum, record) => sum + record.tries, 0),
    answers: records.reduce((sum, record) => sum + record.answers, 0),
  };
}
