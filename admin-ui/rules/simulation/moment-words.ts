import { dateOf } from '../../../domain/time.ts';
import { day, moment as momentText } from '../../i18n/dates.ts';
import type { Words } from '../../i18n/useWords.ts';
import type { Moment } from './simulations.ts';

/** What is decided or done, in one phrase: 架電(平日)→ 応答なし, 第3行に入る, 次の夜間・休日を待っています. */
export function whatOf({ act, waiting_for, step, session, answered }: Moment, { t, code }: Words): string {
  switch (act) {
    case 'wait':
      return code('waits', waiting_for);
    case 'call':
      return t(answered ? 'simulation.tried.answered' : 'simulation.tried.unanswered', {
        session: code('sessions', session),
      });
    case 'letter':
      return t('simulation.tried.letterOut');
    case 'enterStep':
      return t('simulation.tried.enters', { step });
    default:
      return code('acts', act);
  }
}

/** Until when it waits, or from when a call may be made: with its time this year, with its year afterwards. */
export function untilOf({ at, until }: Moment, { language }: Words): string | null {
  if (until === null) return null;
  const time = new Date(until);
  const date = dateOf(time);
  const isThisYear = date.slice(0, 4) === dateOf(new Date(at)).slice(0, 4);
  return isThisYear ? momentText(time, language) : day(date, language, { year: true });
}
