import { type Session, weekdayCodes } from './codes.ts';
import type { Weekday } from './time.ts';

/** Tries and answers of one number in one hour of one weekday's session, over the last twelve months. */
export interface HourRecord {
  session: Session;
  /** ISO: Monday is 1 */
  weekday: number;
  hour: number;
  tries: number;
  answers: number;
}

/** Share of answered tries of such numbers (group × person or company × kind of phone) by session and hour; hours that nobody tried are left out. */
export type HourShares = Partial<Record<Session, Record<string, number>>>;

/** What is known of when a number answers. */
export interface Answering {
  hours: readonly HourRecord[];
  shares: HourShares;
}

/** `to` is outside. */
export interface Hours {
  from: number;
  to: number;
}

/** A stretch of a session with its evidence. `percent` is what the next try there may expect. */
export interface BestHours extends Hours {
  /** The band of the day it lies in; `from` may be later where the session is */
  band: number;
  weekday: Weekday;
  /** Of that weekday, and of all of them */
  ofDay: Counts;
  ofAll: Counts;
  /** What such numbers answer there, in percent: the record is drawn towards it while it is thin */
  expected: number;
  percent: number;
}

export interface Counts {
  tries: number;
  answers: number;
}

/** As many tries as the segment's share counts for beside a number's own record. */
const PRIOR_TRIES = 4;
/** Where nothing is known of such numbers either: one in four. */
const PRIOR_SHARE = 0.25;

/** Stretches of the day that are compared and that the queue prefers a case in; no two overlap. */
const bands: readonly Hours[] = [
  { from: 9, to: 11 },
  { from: 11, to: 13 },
  { from: 13, to: 15 },
  { from: 15, to: 17 },
  { from: 17, to: 18 },
  { from: 18, to: 20 },
];

/** The hours of each session summed up. */
export function sessionRecord(hours: readonly HourRecord[]): Record<Session, Counts> {
  const record = { weekday: nobody(), evening: nobody(), holiday: nobody() };
  for (const { session, tries, answers } of hours) {
    record[session].tries += tries;
    record[session].answers += answers;
  }
  return record;
}

function nobody(): Counts {
  return { tries: 0, answers: 0 };
}

/** The first hour of the band that this hour lies in; null outside all of them. */
export function bandAt(hour: number): number | null {
  return bands.find(({ from, to }) => hour >= from && hour < to)?.from ?? null;
}

/** Own record drawn towards what is expected of such numbers while it is thin (Beta-binomial mean). */
export function answerRate({ tries, answers }: Counts, expected = PRIOR_SHARE): number {
  return (answers + PRIOR_TRIES * expected) / (tries + PRIOR_TRIES);
}

/** What is expected of such numbers in a session, or in some hours of it. */
export function expectedShare(shares: HourShares, session: Session, within: Hours = { from: 0, to: 24 }): number {
  const known = Object.entries(shares[session] ?? {}).filter(([hour]) => isWithin(Number(hour), within));
  return known.length === 0 ? PRIOR_SHARE : known.reduce((sum, [, share]) => sum + share, 0) / known.length;
}

/**
 * The hours of a day's session in which one of these numbers answers best (§9(2)); among equals the earlier. The record of the weekday is
 * drawn towards that of the other weekdays, and this towards what such numbers answer. Null when the hours do not differ: then nothing is
 * known that would prefer one.
 */
export function bestHours(
  numbers: readonly Answering[],
  session: Session,
  open: Hours,
  weekday: Weekday,
): BestHours | null {
  const stretches = bands
    .map(({ from, to }) => ({ band: from, from: Math.max(from, open.from), to: Math.min(to, open.to), weekday }))
    .filter(({ from, to }) => from < to);
  const rated = stretches
    .map((stretch) => bestOf(numbers.map((number) => rate(number, session, stretch))))
    .filter((stretch) => stretch !== null);
  const best = bestOf(rated);
  if (!best || rated.every(({ share }) => share === best.share)) return null;
  const { share, ...evidence } = best;
  return { ...evidence, percent: Math.round(share * 100) };
}

/** The evidence as a reason's parameters; what was never tried is left out. */
export function evidenceOf({
  from,
  to,
  weekday,
  ofDay,
  ofAll,
  expected,
  percent,
}: BestHours): Record<string, number | string> {
  if (ofAll.tries === 0) return { from, to, expected, percent };
  const all = { answers: ofAll.answers, tries: ofAll.tries, expected, percent };
  if (ofDay.tries === 0) return { from, to, ...all };
  return { from, to, weekday: weekdayCodes[weekday - 1]!, dayAnswers: ofDay.answers, dayTries: ofDay.tries, ...all };
}

type Rated = Omit<BestHours, 'percent'> & { share: number };

function rate(
  { hours, shares }: Answering,
  session: Session,
  stretch: Hours & { band: number; weekday: Weekday },
): Rated {
  const own = hours.filter((record) => record.session === session && isWithin(record.hour, stretch));
  const ofAll = countsOf(own);
  const ofDay = countsOf(own.filter(({ weekday }) => weekday === stretch.weekday));
  const ofOthers = { tries: ofAll.tries - ofDay.tries, answers: ofAll.answers - ofDay.answers };
  const expected = expectedShare(shares, session, stretch);
  const share = answerRate(ofDay, answerRate(ofOthers, expected));
  return { ...stretch, ofDay, ofAll, expected: Math.round(expected * 100), share };
}

function countsOf(records: readonly HourRecord[]): Counts {
  return {
    tries: records.reduce((sum, { tries }) => sum + tries, 0),
    answers: records.reduce((sum, { answers }) => sum + answers, 0),
  };
}

function bestOf(rated: readonly Rated[]): Rated | null {
  return rated.reduce<Rated | null>((best, one) => (best && best.share >= one.share ? best : one), null);
}

function isWithin(hour: number, { from, to }: Hours): boolean {
  return hour >= from && hour < to;
}
