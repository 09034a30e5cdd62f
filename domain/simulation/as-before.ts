import type { AccountFacts } from '../facts.ts';
import { dateOf } from '../time.ts';
import type { PaidThen } from './live.ts';

/** The account as if nothing had been tried yet: its lines with what was paid since added back, its numbers with their record. */
export function asBefore(facts: AccountFacts, payments: readonly PaidThen[], start: Date): AccountFacts {
  let back = payments.reduce((sum, { amount }) => sum + amount, 0);
  const today = dateOf(start);
  const lines = facts.lines
    .filter(({ dueDate }) => dueDate < today)
    .map((line) => {
      const added = back;
      back = 0;
      return { ...line, balance: line.balance + added, held: false };
    });
  return { ...facts, ...untouched, lines, openedAt: start, paymentsAsOf: start };
}

/** Of an account about which nothing has been done or has come in yet. */
export const untouched = {
  step: 1,
  stepEnteredAt: null,
  contacts: [],
  promises: [],
  tasks: [],
  intents: [],
  letters: [],
  letterBefore: null,
  windows: [],
  handOver: null,
  returnedAt: null,
  stoppedChannels: [],
  unitRingsAt: [],
  debtorContactsAt: [],
  caseRings: [],
} satisfies Partial<AccountFacts>;
