import { answerRate, type BestHours, bestHours, evidenceOf, expectedShare } from '../answer-rate.ts';
import type { Opening } from '../calendar.ts';
import type { Reason, Session } from '../codes.ts';
import type { Context } from './context.ts';
import { dateOf, timeOf, weekdayOf } from '../time.ts';
import { why, whyNow } from './reason.ts';

const sessions: readonly Session[] = ['weekday', 'evening', 'holiday'];

export interface Chosen {
  session: Session | 'any';
  opening: Opening;
  reasons: Reason[];
  /** Chosen because this home has answered in that session */
  isProven: boolean;
  /** The hours of that session in which an answer is likeliest */
  best: BestHours | null;
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
  const best = bestHours(context.phones, opening.session, hoursOf(context, opening), weekdayOf(dateOf(opening.from)));
  const hours = best ? [whyNow('best_hours', evidenceOf(best))] : [];
  return { session, opening, reasons: [...missed, ...proof, ...hours], isProven, best };
}

/** The whole session of that day, also when it is under way. */
function hoursOf({ calendar }: Context, { from, to, session }: Opening): { from: number; to: number } {
  const whole = calendar.openingsOf(dateOf(from)).find((opening) => opening.session === session);
  return { from: hourOf(whole?.from ?? from), to: hourOf(to) };
}

function hourOf(instant: Date): number {
  return Number(timeOf(instant).slice(0, 2));
}

/** Share of answered tries, drawn towards that of such numbers while there are few of them. */
function answerScore(context: Context, session: Session): number {
  const expected = context.phones.map(({ shares }) => expectedShare(shares, session));
  return answerRate(recordOf(context, session), expected.length > 0 ? Math.max(...expected) : undefined);
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
