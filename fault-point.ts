/**
 * The boundaries between two durable steps (a commit, a Temporal call, a provider's call, a render), where a crash shows whether something
 * is lost or done twice. Named `<noun>.<what is done>`: the next step has not begun.
 */
export const faultPoints = [
  // every transaction of every process
  'transaction.before_commit',
  'transaction.committed',
  // the worker: outbox, decisions, upkeep
  'boot.namespace_adopted',
  'boot.schedules_ensured',
  'relay.claimed',
  'relay.told',
  'relay.settled',
  'decision.made',
  'decision.committed',
  'reconciler.leases_ended',
  'reconciler.jobs_resumed',
  'reconciler.nudged',
  'sweep.run_missed',
  'sweep.run_again',
  // texts
  'sms.gate_passed',
  'sms.handed_over',
  'sms.recorded',
  'sms.asked_for',
  'sms.receipt_asked_for',
  // letters
  'letters.cut_off',
  'letters.rendering',
  'letters.rendered',
  'letters.stored',
  // the city's files
  'intake.tried',
  'intake.checked',
  'intake.claimed',
  'intake.applied',
  'intake.committed',
  // the gateway: rings
  'ring.gate_passed',
  'journal.noted',
  'ring.operator_called',
  'ring.noted',
  'ring.debtor_made',
  'ring.before_dial',
  'ring.dialled',
  'ring.hung_up',
  'ring.ended',
  // the API: what a person did, and the process it tells
  'api.case_claimed',
  'api.call_planned',
  'api.call_started',
  'api.result_recorded',
  'api.batch_opened',
  'api.batch_started',
  'api.sheets_printed',
  'api.envelope_checked',
  'api.letters_handed_over',
  'api.receipts_taken',
  'api.file_received',
  'api.file_started',
  'api.file_answered',
] as const;

export type FaultPoint = (typeof faultPoints)[number];

/** Does nothing, for ever: only a test that loads another module in this one's place (test/chaos/arm.ts) can make anything of it. */
export function faultPoint(_name: FaultPoint): void {}
