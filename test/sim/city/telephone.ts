import type { Session } from '../../../domain/codes.ts';
import { dateOf, timeOf } from '../../../domain/time.ts';
import { chance } from './chance.ts';
import type { CityPhone, Resident } from './city.ts';

/** What happens at a number when it is rung; the telephone simulator plays it at the wire. */
export type LineAnswer = 'self' | 'household' | 'machine' | 'busy' | 'rejected' | 'unreachable' | 'dead' | 'no_answer';

const DEAD = 0.05;

/**
 * The same call at the same hour ends in the same way. A household's telephone is answered by somebody else now and then; a mobile nearly
 * never is.
 */
export function lineAnswer(
  seed: number,
  { temperament }: Resident,
  phone: CityPhone,
  at: Date,
  session: Session,
): LineAnswer {
  const isOwn = phone.owner === 'self';
  if (temperament.name in alive ? false : chance(seed, 'dead', phone.number) < DEAD) return 'dead';
  const draw = chance(seed, 'ring', phone.number, dateOf(at), timeOf(at).slice(0, 2));
  const answered = temperament.answers[session];
  if (draw < answered) {
    const isOther = chance(seed, 'who', phone.number, dateOf(at)) < (isOwn ? 0.03 : 0.4);
    return isOther && !(temperament.name in alive) ? 'household' : 'self';
  }
  const rest = (draw - answered) / (1 - answered);
  if (rest < temperament.machine) return 'machine';
  if (temperament.name in alive) return 'no_answer';
  if (rest < temperament.machine + 0.04) return 'busy';
  if (rest < temperament.machine + 0.05) return 'rejected';
  return rest < temperament.machine + 0.09 && isOwn ? 'unreachable' : 'no_answer';
}

/** Tests rely on the cast: their numbers work. */
const alive: Readonly<Record<string, true>> = { silent: true, complainer: true, keeper: true };
