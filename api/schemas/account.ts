import { z } from 'zod';
import { trialArms, trialStates } from '../../domain/trial.ts';
import { CaseHold, CaseLine, CasePhone } from './case.ts';
import { Id, Instant, PlainDate, Reason, Yen } from './common.ts';

/** One row of 経過と決定: when, who, what, why and the result; future rows say what the rules will do next. */
export const AccountEvent = z.object({
  id: z.string(),
  at: Instant,
  future: z.boolean(),
  kind: z.enum([
    'decision',
    'contact',
    'payment',
    'promise',
    'letter',
    'sms',
    'message',
    'hand_over',
    'hold',
    'task',
    'window',
    'episode',
    'lines',
  ]),
  /** Ledger act, outcome, payment stage… The screen has its words. */
  code: z.string(),
  actor_kind: z.enum(['staff', 'rule', 'city', 'system', 'predecessor']),
  actor_name: z.string().nullable(),
  reasons: z.array(Reason),
  /** Codes, yen and dates that complete the sentence */
  detail: z.record(z.string(), z.unknown()),
  ledger_no: z.int().nullable(),
  rule_version: z.int().nullable(),
  step: z.int().nullable(),
  until: Instant.nullable(),
  inputs: z.record(z.string(), z.unknown()).nullable(),
  /** The operator's note of a contact */
  text: z.string().nullable(),
});
export type AccountEvent = z.infer<typeof AccountEvent>;

export const EffectWindow = z.object({
  id: Id,
  channel: z.enum(['call', 'letter']),
  from_date: PlainDate,
  to_date: PlainDate,
  state: z.enum(['open', 'closed', 'provisional']),
  effect: Yen,
  contact_outcome: z.string(),
});

export const AccountPage = z.object({
  id: Id,
  debtor_id: Id,
  name: z.string(),
  addressee_no: z.string(),
  kind: z.enum(['person', 'company']),
  ward: z.string(),
  dv_protected: z.boolean(),
  /** Since when no letter goes to the address: one came back */
  returned_mail_at: Instant.nullable(),
  receivable_code: z.string(),
  receivable_name: z.string(),
  department_name: z.string(),
  balance: Yen,
  assessed: Yen,
  payments_as_of: Instant.nullable(),
  state: z.string(),
  waiting_for: z.string().nullable(),
  until: Instant.nullable(),
  episode: z
    .object({
      id: Id,
      no: z.int(),
      step: z.int(),
      step_name: z.string().nullable(),
      rule_version: z.int(),
      rule_hash: z.string(),
      opened_at: Instant,
      closed_at: Instant.nullable(),
      close_reason: z.string().nullable(),
      run_id: z.string().nullable(),
    })
    .nullable(),
  /** The trial the latest episode was opened in, and its side; null for whoever may not read it */
  trial: z.object({ id: Id, arm: z.enum(trialArms), state: z.enum(trialStates) }).nullable(),
  lines: z.array(CaseLine.omit({ late_charge: true }).extend({ assessed: Yen, demand_date: PlainDate.nullable() })),
  holds: z.array(CaseHold),
  windows: z.array(EffectWindow),
  promises: z.array(
    z.object({ id: Id, made_at: Instant, promised_for: PlainDate, amount: Yen, paid: Yen, state: z.string() }),
  ),
  payments: z.array(
    z.object({
      id: Id,
      paid_on: PlainDate,
      posted_at: Instant,
      amount: Yen,
      method: z.string(),
      stage: z.string(),
      /** What of it counts in the total effect, once */
      effect: Yen,
    }),
  ),
  effect: z.object({ call: Yen, letter: Yen, total: Yen }),
  siblings: z.array(z.object({ id: Id, receivable_name: z.string(), balance: Yen, state: z.string() })),
  /** When each number in use answers, without the number */
  phones: z.array(CasePhone.pick({ id: true, kind: true, owner: true, hours: true, reasons: true })),
  events: z.array(AccountEvent),
});
export type AccountPage = z.infer<typeof AccountPage>;
