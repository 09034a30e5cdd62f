import type { Decision } from '../decision.ts';
import type { PromiseFact } from '../facts.ts';
import { dateOf } from '../time.ts';
import type { Context } from './context.ts';
import { dataReaches, provisionalFrom } from './data.ts';
import { act, wait } from './decision.ts';
import { blockers, isStopped } from './hold.ts';
import { REMINDER_STEP } from './misses.ts';
import { startOf } from './moments.ts';
import { why, whyNow } from './reason.ts';
import { sendText, textMoment } from './sms.ts';
import { takeBack } from './take-back.ts';
import { judgingFrom, openPromise } from './wake.ts';

const verdictCodes = { kept: 'promise_kept', partly: 'promise_partly_kept', broken: 'promise_broken' } as const;

/**
 * Kept as soon as the promised amount is paid, or when nothing is owed any more. Otherwise judged on the morning after the days of grace,
 * when the payment data reaches past the promised date, or 暫定 when such data does not come.
 */
export function judgeDuePromise(context: Context): Decision | null {
  const promise = openPromise(context);
  if (!promise) return null;
  if (promise.paid >= promise.amount || context.lines.open.length === 0) return judge(context, promise, 'kept', false);
  if (context.now < judgingFrom(context, promise)) return null;
  const reached = dataReaches(context, promise.promisedFor);
  if (!reached && context.now < provisionalFrom(context, promise.promisedFor)) return null;
  return judge(context, promise, promise.paid > 0 ? 'partly' : 'broken', !reached);
}

/** Nobody reminds a debtor whose promise is open, but by the one SMS that the rule may want on the day before. */
export function watchPromise(context: Context): Decision | null {
  const promise = openPromise(context);
  if (!promise) return null;
  const { promisedFor, amount } = promise;
  const reasons = [why('promise_open', { promisedFor, amount })];
  const back = takeBack(context, { call: true, callback: false, letter: true }, reasons);
  if (back) return back;
  if (context.now >= judgingFrom(context, promise)) return wait(context, 'payment_data', reasons);
  return remind(context, promise) ?? wait(context, 'promise', reasons);
}

/** The last promise when it was not kept and nobody has spoken or rung since it was judged. */
export function unansweredBreach({ facts, tried }: Context): PromiseFact | null {
  const promise = facts.promises.findLast(({ state }) => state !== 'replaced');
  if (!promise || (promise.state !== 'broken' && promise.state !== 'partly')) return null;
  const judgedAt = promise.judgedAt ?? promise.madeAt;
  if (facts.returnedAt && facts.returnedAt >= judgedAt) return null;
  const answered = [...tried.calls, ...tried.talks].some((contact) => contact.at > judgedAt);
  return answered ? null : promise;
}

/** When the last kept promise was judged: what is still owed is not asked for at once. */
export function lastKeptAt({ facts }: Context): Date | null {
  return facts.promises.findLast(({ state }) => state === 'kept')?.judgedAt ?? null;
}

function judge(
  context: Context,
  { id, promisedFor, amount, paid }: PromiseFact,
  verdict: keyof typeof verdictCodes,
  provisional: boolean,
): Decision {
  const reasons = [why(verdictCodes[verdict], { promisedFor, amount, paid })];
  if (verdict !== 'kept') reasons.push(whyNow('promise_due', { promisedFor }));
  return act(context, { kind: 'judgePromise', promiseId: id, verdict, paid, provisional }, reasons);
}

function remind(context: Context, promise: PromiseFact): Decision | null {
  const { facts, rules, today, now } = context;
  const day = reminderDay(context, promise);
  const isReminded = facts.intents.some(
    ({ kind, step, plannedAt }) => kind === 'sms' && step === REMINDER_STEP && plannedAt >= promise.madeAt,
  );
  if (!rules.promise.remindBySms || day === null || isReminded) return null;
  if (blockers(context, 'sms').length > 0 || isStopped(context, 'sms')) return null;
  const reasons = [why('promise_open', { promisedFor: promise.promisedFor, amount: promise.amount })];
  if (day > today) return wait(context, 'promise', reasons, startOf(day));
  const moment = textMoment(context, now);
  if (!moment || dateOf(moment) > day) return null;
  if (moment > now) return wait(context, 'promise', reasons, moment);
  return sendText(context, REMINDER_STEP, 'promise_reminder', [
    ...reasons,
    whyNow('promise_due', { promisedFor: promise.promisedFor }),
  ]);
}

/** The last operating day before the promised date, when it is after the day of the promise and not over; else null. */
function reminderDay({ calendar, today }: Context, { promisedFor, madeAt }: PromiseFact): string | null {
  const madeOn = dateOf(madeAt);
  let last: string | null = null;
  let day = calendar.operatingDayOnOrAfter(madeOn > today ? madeOn : today);
  for (; day < promisedFor; day = calendar.nextOperatingDay(day)) last = day;
  return last !== null && last > madeOn ? last : null;
}
