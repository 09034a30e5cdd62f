/** The closed lists of codes that facts, decisions and the screen share. Their words are in admin-ui/i18n. */

export type ReceivableCode = string;
export type Session = 'weekday' | 'evening' | 'holiday';
export type Channel = 'call' | 'sms' | 'letter';
/** Columns of the effect: calls with SMS and inbound calls (60 days), letters (90 days). */
export type EffectChannel = 'call' | 'letter';

export const outcomes = [
  'promise', // 納付約束
  'claims_paid', // 納付済申出
  'message_left_household', // 世帯に伝言
  'talked_no_promise', // 約束なし
  'no_answer', // 不応答
  'machine_message', // 留守番電話
  'busy', // 話し中
  'dead_number', // 欠番
  'wrong_number', // 番号違い
  'referred', // 所管課へ取次
  'callback_requested', // 再架電希望
  'complaint', // 苦情
  'inbound_talk',
  'sms_accepted',
  'sms_failed',
  'letter_handed_over',
  'letter_returned',
  'note',
] as const;
export type Outcome = (typeof outcomes)[number];

/** What an operator may record after a call, in the order of the screen (keys 1…9, C, …). */
export const callOutcomes = [
  'promise',
  'claims_paid',
  'message_left_household',
  'talked_no_promise',
  'no_answer',
  'machine_message',
  'busy',
  'dead_number',
  'wrong_number',
  'referred',
  'callback_requested',
  'complaint',
] as const satisfies readonly Outcome[];

/** Outcomes that count as contact, §15(2): a talk with the debtor or a member of the household, never a machine. */
export const connectedOutcomes: readonly Outcome[] = [
  'promise',
  'claims_paid',
  'message_left_household',
  'talked_no_promise',
  'referred',
  'callback_requested',
  'complaint',
  'inbound_talk',
];

/** A try that reached nobody: moves the next one to another session (§9(1)). */
export const missOutcomes: readonly Outcome[] = ['no_answer', 'machine_message', 'busy'];

export type SpokeWith = 'self' | 'household' | 'other';

export const holdKinds = [
  'instalments', // 分納
  'collection_grace', // 徴収猶予
  'conversion_grace', // 換価の猶予
  'execution_stopped', // 執行停止
  'seizure', // 差押
  'assessment_withheld', // 課税保留
  'death', // 死亡
  'bankruptcy', // 破産
  'dv_protection', // DV等支援措置
  'prescription', // 時効
  'guardianship', // 成年後見
  'abroad', // 国外
  'department_request', // 所管課の依頼
  'claims_paid', // 納付済申出の確認中
] as const;
export type HoldKind = (typeof holdKinds)[number];

export const paymentMethods = [
  'counter',
  'convenience',
  'direct_debit',
  'smartphone',
  'seizure',
  'refund_offset',
  'other',
] as const;
export type PaymentMethod = (typeof paymentMethods)[number];
/** Not an effect of a reminder (domain.md). */
export const notEffectMethods: readonly PaymentMethod[] = ['seizure', 'refund_offset'];

export const waitCodes = [
  'call_task', // an operator works on it
  'callback', // 再架電の予約
  'spacing', // 間隔
  'session', // the next evening or holiday session
  'daily_cap', // 世帯の1日の上限
  'sms_result',
  'after_sms', // SMS のあとの待ち
  'letter_batch', // in today's letters
  'after_letter', // 指定期限
  'promise', // 約束の期限
  'hold', // 保留
  'hand_over', // 引継中
  'payment_data', // waits for payment data
  'windows', // 効果期間
  'season', // 催告時期の外
  'unknown_intent', // 結果不明の照合
  'demand_term', // 督促状のあとの待ち
] as const;
export type WaitCode = (typeof waitCodes)[number];

/** 返戻の理由, as the post office stamps it on the envelope. */
export const returnReasons = [
  'unknown_address', // あて所に尋ねあたりません
  'moved', // 転居先不明
  'unclaimed', // 保管期間経過
  'refused', // 受取拒絶
  'other',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

export const handOverReasons = [
  'rule_end',
  'promises_broken',
  'large_amount',
  'hardship',
  'dispute',
  'operator',
] as const;
export type HandOverReason = (typeof handOverReasons)[number];

/** Monday first, as ISO counts them. */
export const weekdayCodes = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const reasonCodes = [
  // why
  'line_overdue',
  'step_condition_met',
  'step_condition_missed',
  'promise_broken',
  'promise_partly_kept',
  'promise_kept',
  'promise_open',
  'promise_made',
  'callback_requested',
  'misses_in_session',
  'calls_unanswered',
  'mobile_known',
  'no_phone_known',
  'sms_without_answer',
  'attempts_used',
  'letter_without_payment',
  'steps_exhausted',
  'broken_promises_limit',
  'paid_in_full',
  'paid_in_part',
  'payment_cancelled',
  'taken_off_book',
  'prescribed',
  'hold_active',
  'hold_ended',
  'handed_over',
  'returned_by_department',
  'window_over',
  'window_provisional',
  'all_settled',
  'lines_joined',
  // why now
  'session_open',
  'session_next',
  'spacing_met',
  'best_session',
  'best_hours',
  'line_was_busy',
  'rang_unanswered',
  'promise_due',
  'wait_over',
  'oldest_due',
  'amount_at_risk',
  'prescription_near',
  'data_reached',
  // why not
  'daily_cap_reached',
  'minimum_gap',
  'outside_hours',
  'outside_season',
  'sms_not_possible',
  'letters_not_allowed',
  'demand_not_sent',
  'demand_term_running',
  'payment_data_old',
  'number_dead',
  'returned_mail',
  'dv_protected',
  'unknown_outcome',
  'task_open',
  'letter_under_way',
  'retry_over',
  'task_leased',
  'channel_stopped',
  'calendar_changed',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** One reason of a decision, without personal data: `params` are yen, counts, ISO dates and codes only. */
export interface Reason {
  kind: 'why' | 'why_now' | 'why_not';
  code: ReasonCode;
  params?: Record<string, string | number>;
}

/** What the gate may answer instead of letting a ring, text or print go out. */
export const gateRefusals = [
  'paid',
  'held',
  'handed_over',
  'outside_hours',
  'outside_outer_guard',
  'minimum_gap',
  'daily_cap',
  'number_dead',
  'not_mobile',
  'promise_open',
  'payment_data_old',
  'not_letter_ready',
  'returned_mail',
  'dv_protected',
  'not_leased',
  'channel_stopped',
  'episode_closed',
] as const;
export type GateRefusal = (typeof gateRefusals)[number];

export const ledgerActs = [
  'decision',
  'task_opened',
  'task_withdrawn',
  'task_done',
  'task_skipped',
  'claimed',
  'released',
  'taken_over',
  'call_started',
  'contact_recorded',
  'promise_made',
  'promise_judged',
  'hold_set',
  'hold_released',
  'sms_planned',
  'sms_sent',
  'sms_refused',
  'sms_receipt',
  'sms_unknown',
  'letter_planned',
  'letter_batched',
  'letter_pulled',
  'letter_refused',
  'letter_rendered',
  'letter_printed',
  'letter_checked',
  'letter_spoiled',
  'letter_handed_over',
  'letter_received',
  'letter_returned',
  'letter_return_corrected',
  'gate_refused',
  'payment_posted',
  'payment_changed',
  'payment_cancelled',
  'lines_changed',
  'debtor_changed',
  'phone_changed',
  'message_sent',
  'message_received',
  'message_answered',
  'message_done',
  'hand_over_sent',
  'hand_over_received',
  'hand_over_answered',
  'hand_over_done',
  'hand_over_returned',
  'window_opened',
  'window_closed',
  'restated',
  'episode_opened',
  'episode_closed',
  'file_taken',
  'setting_changed',
  'intent_reconciled',
  'intent_found',
  'run_resumed',
  'complaint_opened',
  'rule_drafted',
  'rule_edited',
  'rule_checked',
  'rule_simulated',
  'rule_requested',
  'rule_approved',
  'rule_declined',
  'rule_withdrawn',
  'rule_discarded',
  'rule_activated',
  'rule_activation_refused',
  'rule_retired',
  'rule_tried',
  'trial_requested',
  'trial_approved',
  'trial_declined',
  'trial_withdrawn',
  'trial_started',
  'trial_ended',
  'channel_stopped',
  'channel_stop_ended',
  'migration_requested',
  'migration_approved',
  'migration_discarded',
  'rule_moved',
  'calendar_change_previewed',
  'calendar_change_discarded',
  'calendar_changed',
  'callback_rebooked',
] as const;
export type LedgerAct = (typeof ledgerActs)[number];

/** Why workflows had to be told again or started again. */
export type Loss = 'temporal_new' | 'temporal_older' | 'database_restored' | 'run_ended';
