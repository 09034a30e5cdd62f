import type { Outcome, ReceivableCode } from './codes.ts';
import type { Condition, RuleSet, Step } from './rules.ts';

/**
 * The rules a receivable starts with (§8, §8の2, §9): weekday calls, then evening or holiday, SMS, letter, one more round of calls after the
 * 指定期限, and the department at the end. Managers change them without code; an unknown receivable starts with city tax's.
 */
export function defaultRules(code: ReceivableCode): RuleSet {
  return rulesByReceivable[code] ?? cityTax;
}

const always: Condition = { field: 'amount', op: '>=', value: 1 };
const hasPhone: Condition = { field: 'has_phone', is: true };

const firstCalls: Step = {
  no: 1,
  name: '初回架電',
  condition: hasPhone,
  channel: 'call',
  session: 'weekday',
  attempts: 2,
  spacing: 3,
  waitAfter: 0,
};

const otherSessions: Step = {
  no: 2,
  name: '夜間・休日',
  condition: { all: [hasPhone, { field: 'misses_weekday', op: '>=', value: 1 }, { field: 'last_was_miss', is: true }] },
  channel: 'call',
  session: 'any',
  attempts: 2,
  spacing: 3,
  waitAfter: 2,
};

const text: Step = {
  no: 3,
  name: 'SMS',
  condition: {
    all: [
      { field: 'has_mobile', is: true },
      { field: 'misses', op: '>=', value: 2 },
      { field: 'last_was_miss', is: true },
    ],
  },
  channel: 'sms',
  session: 'any',
  attempts: 1,
  spacing: 5,
  waitAfter: 5,
};

const letter: Step = {
  no: 4,
  name: '催告書',
  condition: always,
  channel: 'letter',
  session: 'any',
  attempts: 1,
  spacing: 1,
  waitAfter: 5,
};

const callsAfterLetter: Step = {
  no: 5,
  name: '再架電',
  condition: { all: [hasPhone, { field: 'letters_handed_over', op: '>=', value: 1 }] },
  channel: 'call',
  session: 'any',
  attempts: 2,
  spacing: 3,
  waitAfter: 3,
};

const handOff: Step = {
  no: 6,
  name: '引継',
  condition: always,
  channel: 'hand_off',
  session: 'any',
  attempts: 1,
  spacing: 0,
  waitAfter: 0,
};

/** The contract's definition: every talk, message left, text and letter counts; a mere ring does not. */
const windowOutcomes: Outcome[] = [
  'promise',
  'claims_paid',
  'message_left_household',
  'talked_no_promise',
  'machine_message',
  'referred',
  'callback_requested',
  'complaint',
  'inbound_talk',
  'sms_accepted',
  'letter_handed_over',
];

const common: Omit<RuleSet, 'steps'> = {
  caps: {
    callsPerUnitPerDay: 1,
    ringsPerUnitPerDay: 3,
    ringsPerNumberPerDay: 2, // the call, and once more when the line was busy
    contactsPerDebtorPerDay: 1,
    minimumGapMinutes: 60,
    letterGapDays: 28,
  },
  retry: { busy: { minutes: 5, times: 1 }, no_answer: { minutes: 60, times: 0 } },
  promise: { graceDays: 3, remindBySms: false, brokenLimit: 2 },
  restAfterHold: 2,
  seasonMonths: null,
  effect: { callWindowDays: 60, letterWindowDays: 90, windowOutcomes },
};

const cityTax: RuleSet = { ...common, steps: [firstCalls, otherSessions, text, letter, callsAfterLetter, handOff] };

/** 国保料・後期・介護 are time-barred after two years, so the same table in a shorter rhythm. */
const premiums: RuleSet = {
  ...common,
  steps: [
    { ...firstCalls, spacing: 2 },
    { ...otherSessions, spacing: 2 },
    { ...text, waitAfter: 4 },
    letter,
    { ...callsAfterLetter, spacing: 2 },
    handOff,
  ],
};

/** §8の2: in their season, by telephone and SMS only. */
const childcare: RuleSet = {
  ...common,
  seasonMonths: [2, 3, 9, 10],
  steps: [{ ...firstCalls, spacing: 2 }, { ...otherSessions, spacing: 2 }, text, { ...handOff, no: 4 }],
};

const rulesByReceivable: Readonly<Record<ReceivableCode, RuleSet>> = {
  city_tax: cityTax,
  health: premiums,
  elderly: premiums,
  care: premiums,
  childcare,
};
