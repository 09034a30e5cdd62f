import type { Session } from '../codes.ts';
import type { PhoneFact } from '../facts.ts';
import { spread } from '../spread.ts';

/** How often a ring is answered by session where nothing is known of the number (domain.md § Contact practice: weekday 23 %, holidays 34-41 %). */
const usual: Record<Session, number> = { weekday: 0.23, evening: 0.3, holiday: 0.37 };
/** How many tries the usual rate weighs as much as. */
const WEIGHT = 4;

/** The rate at which these numbers answer in a session, drawn to the usual one while they were rarely tried. */
export function answerRate(phones: readonly PhoneFact[], session: Session): number {
  const tries = phones.reduce((sum, { record }) => sum + record[session].tries, 0);
  const answers = phones.reduce((sum, { record }) => sum + record[session].answers, 0);
  return (answers + WEIGHT * usual[session]) / (tries + WEIGHT);
}

/** A number in [0, 1) that belongs to an account on a day: the same whichever rules the account follows, so that two versions meet the same fate. */
export function fateOf(accountId: string, day: string): number {
  return spread(`${accountId} ${day}`);
}
