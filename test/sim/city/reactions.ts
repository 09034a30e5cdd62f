import type { PaymentMethod } from '../../../domain/codes.ts';
import { Dice } from './chance.ts';
import type { Resident } from './city.ts';
import { later } from './days.ts';

/** Something of the centre that a resident noticed. */
export interface Stimulus {
  receivable: string;
  kind: 'promise' | 'claims_paid' | 'talk' | 'message' | 'sms' | 'letter';
  onDate: string;
  promised?: { on: string; amount: number };
}

/** What it leads to: so much (yen), everything owed, or the oldest bill, on that day. */
export interface Reaction {
  paidOn: string;
  pays: number | 'all' | 'oldest';
  method: PaymentMethod;
}

/** Whether and when the resident pays because of it. About 30 of 100 do (domain.md § Contact practice). */
export function reactionTo(seed: number, { addresseeNo, temperament }: Resident, stimulus: Stimulus): Reaction | null {
  const { receivable, kind, onDate, promised } = stimulus;
  const dice = new Dice(seed, 'reaction', addresseeNo, receivable, kind, onDate);
  const draw = dice.next();
  const method = dice.weighted<PaymentMethod>(methods);
  if (kind === 'promise' && promised) {
    const { keeps, keepsPartly } = temperament;
    const early = dice.between(0, 2);
    const paidOn = later(promised.on, later(promised.on, -early) > onDate ? -early : 0);
    if (draw < keeps) return { paidOn, pays: promised.amount, method };
    return draw < keeps + keepsPartly
      ? { paidOn, pays: Math.max(1_000, Math.floor(promised.amount / 2_000) * 1_000), method }
      : null;
  }
  if (kind === 'claims_paid')
    return draw < 0.8 ? { paidOn: later(onDate, -dice.between(0, 3)), pays: 'oldest', method } : null;
  const { pays } = temperament;
  const [probability, slowest] = {
    talk: [pays.talk, 20],
    message: [pays.message, 14],
    sms: [pays.sms, 10],
    letter: [pays.letter, 21],
    promise: [0, 1],
  }[kind];
  if (draw >= probability!) return null;
  return { paidOn: later(onDate, dice.between(1, slowest!)), pays: dice.isLucky(0.6) ? 'all' : 'oldest', method };
}

const methods = {
  convenience: 52,
  smartphone: 18,
  counter: 26,
  direct_debit: 2,
  other: 2,
  seizure: 0,
  refund_offset: 0,
};
