import type { Session } from '../../../domain/codes.ts';
import type { CityCalendar } from './calendar.ts';
import type { Dice } from './chance.ts';

export interface At {
  at: Date;
  day: string;
  session: Session;
}

/** Some minute of the first opening of that session from that day on. */
export function openingFrom(calendar: CityCalendar, day: string, session: Session, dice: Dice): At | null {
  const opening = calendar.openingFrom(day, session);
  if (!opening) return null;
  const minutes = (opening.to.getTime() - opening.from.getTime()) / 60_000;
  return {
    at: new Date(opening.from.getTime() + dice.between(5, minutes - 10) * 60_000),
    day: opening.day,
    session,
  };
}

/** '2026-10-23T14:12' in Japan's time, as the layout wants it. */
export function localTime(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
}
