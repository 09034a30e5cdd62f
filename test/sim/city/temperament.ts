import type { Session } from '../../../domain/codes.ts';
import { byWeight, chance } from './chance.ts';

/** How a resident is to be reached and keeps a word. Numbers are probabilities. */
export interface Temperament {
  name: 'worker' | 'at_home' | 'average' | 'elusive' | 'silent' | 'complainer' | 'keeper';
  answers: Record<Session, number>;
  machine: number;
  promises: number;
  complains: number;
  /** Of promises: kept, kept in part; the rest is broken */
  keeps: number;
  keepsPartly: number;
  /** Pays after a text, a letter, a talk without a promise, a message left */
  pays: { sms: number; letter: number; talk: number; message: number };
}

const pays = { sms: 0.24, letter: 0.3, talk: 0.22, message: 0.1 };
const common = { machine: 0.14, promises: 0.25, complains: 0.02, keeps: 0.55, keepsPartly: 0.2, pays };

/** Weighted so that a weekday's call is answered in 22 of 100 cases, an evening's in 34 and a holiday's in 39 (domain.md § Contact practice). */
const kinds = {
  worker: { ...common, answers: { weekday: 0.12, evening: 0.38, holiday: 0.45 } },
  at_home: { ...common, answers: { weekday: 0.55, evening: 0.45, holiday: 0.45 }, keeps: 0.65 },
  average: { ...common, answers: { weekday: 0.22, evening: 0.34, holiday: 0.41 } },
  elusive: { ...common, answers: { weekday: 0.05, evening: 0.08, holiday: 0.12 }, keeps: 0.25, machine: 0.3 },
} satisfies Record<string, Omit<Temperament, 'name'>>;
const shares = { worker: 45, at_home: 20, average: 20, elusive: 15 };

export function temperamentOf(seed: number, addresseeNo: string): Temperament {
  const name = byWeight(shares, chance(seed, 'temperament', addresseeNo));
  return { name, ...kinds[name] };
}

const always = { weekday: 1, evening: 1, holiday: 1 };
const never = { weekday: 0, evening: 0, holiday: 0 };

/** The parts that tests rely on. */
export const parts: Record<'silent' | 'complainer' | 'keeper', Temperament> = {
  silent: { name: 'silent', ...common, answers: never, machine: 0, pays: { ...pays, sms: 0, message: 0 } },
  complainer: { name: 'complainer', ...common, answers: always, promises: 0, complains: 1 },
  keeper: { name: 'keeper', ...common, answers: always, promises: 1, complains: 0, keeps: 1, keepsPartly: 0 },
};
