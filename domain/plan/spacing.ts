import type { Step } from '../rules.ts';
import { addDays, dateOf } from '../time.ts';
import type { Context } from './context.ts';
import { latest, morningAfter, startOf } from './moments.ts';
import { lastKeptAt } from './promise.ts';

/** Operating days that a home is left alone after a talk, when no step of the table rings. */
const REST_AFTER_TALK = 2;

/** The earliest instant of the next ring: the step's spacing from the last call, a rest after a talk, caps and gap of the home. */
export function callFrom(context: Context, spacing: number): { at: Date; capped: boolean } {
  const { calendar, now } = context;
  const last = lastCall(context);
  const keptAt = lastKeptAt(context);
  const spaced = latest(
    now,
    last && morningAfter(calendar, last, spacing),
    keptAt && morningAfter(calendar, keptAt, spacing),
    restAfterTalkUntil(context),
  );
  const free = homeFreeFrom(context);
  return { at: latest(spaced, free), capped: free > spaced };
}

/** A text counts in the debtor's day as a call does. */
export function textFrom(context: Context): Date {
  return latest(context.now, fullDay(context) ? nextDay(context) : null);
}

/** After a talk without a promise the case goes on after some operating days; null when it may. */
export function restAfterTalkUntil({ tried, rules, calendar, now }: Context): Date | null {
  const talk = tried.talks.at(-1);
  if (!talk) return null;
  const spacings = rules.steps.filter(rings).map((step) => step.spacing);
  const until = morningAfter(calendar, talk.at, Math.max(REST_AFTER_TALK, ...spacings));
  return until > now ? until : null;
}

/** The daily cap of the home and of the debtor, and the minutes between two rings of one home. */
function homeFreeFrom(context: Context): Date {
  const { facts, rules, today, now } = context;
  const ringsToday = facts.unitRingsAt.filter((at) => dateOf(at) === today).length;
  const { callsPerUnitPerDay, ringsPerUnitPerDay } = rules.caps;
  if (ringsToday >= Math.min(callsPerUnitPerDay, ringsPerUnitPerDay) || fullDay(context) || allNumbersRung(context))
    return nextDay(context);
  return latest(now, ...facts.unitRingsAt.map((at) => new Date(at.getTime() + rules.caps.minimumGapMinutes * 60_000)));
}

/** No number of this case may be rung once more today. */
function allNumbersRung({ facts, phones, rules, today }: Context): boolean {
  const rung = facts.caseRings.filter(({ at }) => dateOf(at) === today);
  return phones.every(
    ({ id }) => rung.filter(({ phoneId }) => phoneId === id).length >= rules.caps.ringsPerNumberPerDay,
  );
}

function fullDay({ facts, rules, today }: Context): boolean {
  return facts.debtorContactsAt.filter((at) => dateOf(at) === today).length >= rules.caps.contactsPerDebtorPerDay;
}

function nextDay({ today }: Context): Date {
  return startOf(addDays(today, 1));
}

/** Calls on numbers that proved dead or wrong do not count: another number may be tried as soon as the home's cap allows. */
function lastCall({ tried, facts }: Context): Date | null {
  const given = new Set(facts.phones.filter(({ status }) => status !== 'active').map(({ id }) => id));
  return tried.calls.findLast((call) => !(call.phoneId && given.has(call.phoneId)))?.at ?? null;
}

function rings({ channel }: Step): boolean {
  return channel === 'call';
}
