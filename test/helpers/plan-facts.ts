import { Calendar } from '../../domain/calendar.ts';
import { proposeYear } from '../../domain/calendar-proposal.ts';
import type { AccountFacts, LineFact, PhoneFact } from '../../domain/facts.ts';
import type { Attempt } from '../../domain/gate-facts.ts';
import type { ReceivableSettings } from '../../domain/receivable.ts';
import { untouched } from '../../domain/simulation/as-before.ts';

/** April 2026 to March 2029, without public holidays. */
export const calendar = new Calendar(
  [2026, 2027, 2028].flatMap((fiscalYear) => proposeYear({ fiscalYear, holidays: {}, closures: 22 })),
);

export const settings: ReceivableSettings = {
  letters: true,
  slips: false,
  demandTermDays: 10,
  paymentDataMaxAgeDays: 7,
  provisionalAfterDays: 14,
  letterTermDays: 14,
  letter: { subject: '', kindName: '', departmentName: '', centreName: '', signatory: '', payAt: '' },
};

/** Of an attempt: nobody rang for the case or at the number before. */
export const unrung: Pick<Attempt, 'retryFrom' | 'caseRingsAt' | 'numberRingsAt'> = {
  retryFrom: null,
  caseRingsAt: [],
  numberRingsAt: [],
};

/** The debtor's own mobile, never tried. */
export function aPhone(phone: Partial<PhoneFact> = {}): PhoneFact {
  const none = { tries: 0, answers: 0 };
  return {
    id: 'mobile',
    kind: 'mobile',
    owner: 'self',
    status: 'active',
    record: { weekday: none, evening: none, holiday: none },
    hours: [],
    shares: {},
    lastTriedAt: null,
    lastResult: null,
    ...phone,
  };
}

/** 30,000 yen, due in June 2026 and sent a 督促状 in July. */
export function aLine(line: Partial<LineFact> = {}): LineFact {
  return {
    id: 'line',
    dueDate: '2026-06-30',
    demandDate: '2026-07-20',
    prescriptionDate: null,
    balance: 30_000,
    removed: false,
    held: false,
    ...line,
  };
}

/** One account with one line and one mobile, nothing tried yet, payment data of this very moment. */
export function someFacts(now: Date, facts: Partial<AccountFacts> = {}): AccountFacts {
  return {
    accountId: 'account',
    episodeId: 'episode',
    receivableCode: 'city_tax',
    ...untouched,
    openedAt: now,
    company: false,
    dvProtected: false,
    returnedMail: false,
    paymentsAsOf: now,
    lines: [aLine()],
    phones: [aPhone()],
    holds: [],
    ...facts,
  };
}
