-- The facts of design.md. Money is integer yen; `date` columns are days of Asia/Tokyo; `timestamptz` columns named *_at are business
-- time unless the comment says real time. Codes are checked here and typed in domain/codes.ts.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- ── Installation, receivables, departments, people ────────────────────────────────────────────────────────────────────────────────
CREATE TABLE installation (
  id text PRIMARY KEY,
  only_row boolean NOT NULL DEFAULT true UNIQUE CHECK (only_row),
  demo boolean NOT NULL,
  demo_seed integer,
  clock_offset_ms bigint NOT NULL DEFAULT 0,
  temporal_namespace_id text,
  demo_loaded_at timestamptz,
  CONSTRAINT only_a_demo_moves_the_clock CHECK (demo OR clock_offset_ms = 0)
);

CREATE TABLE receivable_group (
  code text PRIMARY KEY,
  name_ja text NOT NULL,
  name_en text NOT NULL,
  phone text NOT NULL,
  contact_target_percent integer NOT NULL CHECK (contact_target_percent BETWEEN 0 AND 100),
  position integer NOT NULL
);

CREATE TABLE department (
  code text PRIMARY KEY,
  name_ja text NOT NULL,
  name_en text NOT NULL,
  position integer NOT NULL
);

CREATE TABLE receivable (
  code text PRIMARY KEY,
  group_code text NOT NULL REFERENCES receivable_group,
  department_code text NOT NULL REFERENCES department,
  name_ja text NOT NULL,
  name_en text NOT NULL,
  position integer NOT NULL,
  -- ReceivableSettings of domain/receivable.ts: letters, slips, season, attribution, late charge, payment-data age
  settings jsonb NOT NULL,
  payments_as_of timestamptz,
  active boolean NOT NULL DEFAULT true
);

CREATE TABLE tax_item (
  code text PRIMARY KEY,
  receivable_code text NOT NULL REFERENCES receivable,
  name_ja text NOT NULL,
  name_en text NOT NULL,
  position integer NOT NULL
);

CREATE TABLE staff (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  login text NOT NULL UNIQUE,
  name text NOT NULL,
  kana text NOT NULL,
  role text NOT NULL CHECK (role IN ('operator','deputy','manager','auditor','clerk','administrator')),
  department_code text REFERENCES department,
  seat integer,
  extension text UNIQUE,
  password_hash text NOT NULL,
  approves_rules boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  failed_logins integer NOT NULL DEFAULT 0,
  locked_until timestamptz, -- real time
  CONSTRAINT clerks_have_a_department CHECK ((role = 'clerk') = (department_code IS NOT NULL))
);

-- The receivables allotted to an operator on a day (A7); no row for a day means all.
CREATE TABLE allotment (
  staff_id uuid NOT NULL REFERENCES staff,
  receivable_code text NOT NULL REFERENCES receivable,
  on_date date NOT NULL,
  PRIMARY KEY (staff_id, on_date, receivable_code)
);

CREATE TABLE session ( -- connect-pg-simple; real time
  sid text PRIMARY KEY,
  sess json NOT NULL,
  expire timestamptz NOT NULL
);
CREATE INDEX session_expire ON session (expire);

CREATE TABLE calendar_day (
  day date PRIMARY KEY,
  pattern text NOT NULL CHECK (pattern IN ('weekday','evening','holiday','closed')),
  city_open boolean NOT NULL,
  holiday_name text
);

CREATE TABLE rule_version (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  receivable_code text NOT NULL REFERENCES receivable,
  version integer NOT NULL,
  status text NOT NULL CHECK (status IN ('draft','requested','approved','active','retired')),
  content jsonb NOT NULL, -- RuleSet of domain/rules.ts
  content_hash text NOT NULL,
  effective_from date NOT NULL,
  author_id uuid REFERENCES staff,
  approver_id uuid REFERENCES staff,
  approved_at timestamptz,
  UNIQUE (receivable_code, version),
  CONSTRAINT approver_is_not_author CHECK (approver_id IS DISTINCT FROM author_id OR author_id IS NULL)
);
CREATE UNIQUE INDEX one_active_rule_version ON rule_version (receivable_code) WHERE status = 'active';

-- ── Debtors ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
-- The lease of design.md § Tasks lives here: one home is rung by one person. lease_* times are real time.
CREATE TABLE contact_unit (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('household','single')),
  household_no text UNIQUE,
  lease_holder uuid REFERENCES staff,
  lease_claim_id uuid,
  lease_task_id uuid,
  lease_phase text CHECK (lease_phase IN ('claimed','in_call','wrap_up')),
  lease_version integer NOT NULL DEFAULT 0,
  lease_since timestamptz,
  lease_until timestamptz,
  CONSTRAINT lease_is_whole CHECK (num_nulls(lease_holder, lease_claim_id, lease_phase, lease_since, lease_until) IN (0, 5)),
  CONSTRAINT households_have_a_number CHECK ((kind = 'household') = (household_no IS NOT NULL))
);
CREATE UNIQUE INDEX one_lease_per_operator ON contact_unit (lease_holder) WHERE lease_holder IS NOT NULL;

CREATE TABLE debtor (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  addressee_no text NOT NULL UNIQUE, -- 宛名番号
  kind text NOT NULL CHECK (kind IN ('person','company')),
  name text NOT NULL,
  kana text NOT NULL,
  kana_key text NOT NULL, -- domain/text kanaKey
  birth_date date,
  postcode text NOT NULL CHECK (postcode ~ '^[0-9]{7}$'),
  address text NOT NULL,
  ward text NOT NULL DEFAULT '',
  contact_unit_id uuid NOT NULL REFERENCES contact_unit,
  dv_protected boolean NOT NULL DEFAULT false,
  returned_mail_at timestamptz
);
CREATE INDEX debtor_kana_key ON debtor (kana_key text_pattern_ops);
CREATE INDEX debtor_kana_trgm ON debtor USING gin (kana_key gin_trgm_ops);
CREATE INDEX debtor_contact_unit ON debtor (contact_unit_id);

CREATE TABLE phone (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  debtor_id uuid NOT NULL REFERENCES debtor,
  number text NOT NULL CHECK (number ~ '^0[0-9]{9,10}$'),
  kind text NOT NULL CHECK (kind IN ('mobile','landline','ip','other')),
  owner text NOT NULL DEFAULT 'self' CHECK (owner IN ('self','household','work','other')),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active','dead','wrong')),
  source text NOT NULL DEFAULT 'city' CHECK (source IN ('city','centre')),
  obtained_on date NOT NULL,
  UNIQUE (debtor_id, number)
);
CREATE INDEX phone_number ON phone (number);

CREATE TABLE account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  debtor_id uuid NOT NULL REFERENCES debtor,
  receivable_code text NOT NULL REFERENCES receivable,
  addressee_name text,      -- 送付先 when it is not the debtor (相続人代表者, 納税管理人…)
  addressee_postcode text CHECK (addressee_postcode ~ '^[0-9]{7}$'),
  addressee_address text,
  representative_kind text CHECK (representative_kind IN ('heir','tax_agent','guardian')),
  contact_phone text,       -- another contact named by the city, §8(3)イ
  fact_version bigint NOT NULL DEFAULT 1,
  decided_version bigint NOT NULL DEFAULT 0,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','waiting','stopped','closed')),
  waiting_for text,         -- WaitCode of domain/codes.ts
  until timestamptz,
  nudge_sent_at timestamptz, -- real time; see activities/relay.ts
  UNIQUE (debtor_id, receivable_code)
);
CREATE INDEX account_receivable_state ON account (receivable_code, state);
CREATE INDEX account_undecided ON account (id) WHERE fact_version > decided_version;
CREATE INDEX account_until ON account (until) WHERE until IS NOT NULL;

CREATE TABLE episode (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  no integer NOT NULL,
  rule_version_id uuid NOT NULL REFERENCES rule_version,
  step integer NOT NULL DEFAULT 1,
  step_entered_at timestamptz,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  close_reason text,
  run_id text,              -- Temporal's, as `decide` last saw it
  workflow_started_at timestamptz, -- real time
  UNIQUE (account_id, no)
);
CREATE UNIQUE INDEX one_open_episode ON episode (account_id) WHERE closed_at IS NULL;
CREATE INDEX episode_unstarted ON episode (id) WHERE workflow_started_at IS NULL;

CREATE TABLE arrears_line ( -- 滞納明細
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid REFERENCES episode,
  tax_item_code text NOT NULL REFERENCES tax_item,
  assessed_year integer NOT NULL,  -- 調定年度
  taxed_year integer NOT NULL,     -- 賦課年度
  notice_no text NOT NULL,         -- 通知書番号
  period text NOT NULL,            -- 期別
  due_date date NOT NULL,          -- 納期限
  demand_date date,                -- 督促日
  prescription_date date,          -- 時効完成日
  assessed integer NOT NULL CHECK (assessed >= 0),
  outstanding integer NOT NULL CHECK (outstanding >= 0),
  outstanding_as_of timestamptz NOT NULL,
  removed_at timestamptz,          -- taken off the book by the city
  UNIQUE (account_id, tax_item_code, notice_no, period)
);
CREATE INDEX arrears_line_account ON arrears_line (account_id);

CREATE TABLE hold (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  scope text NOT NULL CHECK (scope IN ('debtor','account','line')),
  debtor_id uuid NOT NULL REFERENCES debtor,
  account_id uuid REFERENCES account,
  line_id uuid REFERENCES arrears_line,
  kind text NOT NULL,              -- HoldKind of domain/codes.ts
  blocks_call boolean NOT NULL,
  blocks_sms boolean NOT NULL,
  blocks_letter boolean NOT NULL,
  blocks_export boolean NOT NULL,
  from_date date NOT NULL,
  until_date date,                 -- last day, included
  reason text NOT NULL,
  source text NOT NULL CHECK (source IN ('city','centre','hand_over')),
  source_key text,
  created_by uuid REFERENCES staff,
  released_at timestamptz,
  CONSTRAINT scope_names_its_target CHECK ((scope = 'debtor') = (account_id IS NULL) AND (scope = 'line') = (line_id IS NOT NULL)),
  CONSTRAINT hold_ends_after_it_begins CHECK (until_date >= from_date),
  UNIQUE (source, source_key)
);
CREATE INDEX hold_debtor ON hold (debtor_id) WHERE released_at IS NULL;

-- ── Exchange (E1) ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE exchange_file (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  sender text NOT NULL REFERENCES department,
  interface text NOT NULL CHECK (interface IN ('debtors','arrears','phones','payments','holds','history')),
  sequence integer NOT NULL CHECK (sequence > 0),
  as_of timestamptz NOT NULL,
  file_name text NOT NULL,
  encoding text NOT NULL CHECK (encoding IN ('utf8','cp932')),
  sha256 text NOT NULL,
  content bytea,                   -- kept until committed or rejected
  state text NOT NULL CHECK (state IN ('checking','checked','committing','committed','unchanged','rejected')),
  row_count integer NOT NULL DEFAULT 0,
  done_count integer NOT NULL DEFAULT 0,
  added_count integer NOT NULL DEFAULT 0,
  changed_count integer NOT NULL DEFAULT 0,
  removed_count integer NOT NULL DEFAULT 0,
  parked_count integer NOT NULL DEFAULT 0,
  error_count integer NOT NULL DEFAULT 0,
  received_at timestamptz NOT NULL,
  committed_at timestamptz,
  received_by uuid REFERENCES staff,
  committed_by uuid REFERENCES staff
);
CREATE UNIQUE INDEX exchange_file_taken_once ON exchange_file (sender, interface, sequence) WHERE state IN ('committing','committed','unchanged');
CREATE INDEX exchange_file_received ON exchange_file (received_at DESC);

CREATE TABLE exchange_error (
  file_id uuid NOT NULL REFERENCES exchange_file ON DELETE CASCADE,
  row_no integer NOT NULL,         -- line of the file, the heading is 1
  column_name text NOT NULL,
  code text NOT NULL,
  params jsonb NOT NULL DEFAULT '{}', -- never a person's data
  PRIMARY KEY (file_id, row_no, column_name, code)
);

CREATE TABLE payment (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  receivable_code text NOT NULL REFERENCES receivable,
  payment_key text NOT NULL,       -- the city's
  account_id uuid REFERENCES account, -- null: parked, matches nothing yet
  stage text NOT NULL CHECK (stage IN ('preliminary','final','cancelled')), -- 速報・確報・取消
  amount integer NOT NULL CHECK (amount > 0), -- principal, yen
  late_charge integer NOT NULL DEFAULT 0 CHECK (late_charge >= 0),
  paid_on date NOT NULL,           -- 納付日
  posted_at timestamptz NOT NULL,  -- 消込日: as-of of the file that first carried it
  cancelled_at timestamptz,
  method text NOT NULL,            -- PaymentMethod of domain/codes.ts; seizure and refund_offset are not effect
  addressee_no text NOT NULL,
  notice_no text NOT NULL,
  period text NOT NULL,
  file_id uuid REFERENCES exchange_file,
  UNIQUE (receivable_code, payment_key),
  CONSTRAINT cancelled_has_its_time CHECK ((stage = 'cancelled') = (cancelled_at IS NOT NULL))
);
CREATE INDEX payment_account ON payment (account_id, paid_on);
CREATE INDEX payment_paid_on ON payment (paid_on);

CREATE TABLE payment_allocation (
  payment_id uuid NOT NULL REFERENCES payment,
  line_id uuid NOT NULL REFERENCES arrears_line,
  principal integer NOT NULL CHECK (principal >= 0),
  late_charge integer NOT NULL DEFAULT 0 CHECK (late_charge >= 0),
  PRIMARY KEY (payment_id, line_id)
);
CREATE INDEX payment_allocation_line ON payment_allocation (line_id);

-- ── Decisions, intents, tasks ─────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE decision (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid NOT NULL REFERENCES episode,
  rule_version_id uuid NOT NULL REFERENCES rule_version,
  step integer NOT NULL,
  act text NOT NULL,               -- ActKind of domain/plan.ts
  reasons jsonb NOT NULL,          -- Reason[]
  inputs jsonb NOT NULL,           -- codes, yen, dates and counts only
  until timestamptz,
  fact_version bigint NOT NULL,
  run_id text,
  decided_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp() -- real time
);
CREATE INDEX decision_account ON decision (account_id, decided_at DESC);

CREATE TABLE task (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('call','callback','address','reconcile')),
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid NOT NULL REFERENCES episode,
  contact_unit_id uuid NOT NULL REFERENCES contact_unit,
  receivable_code text NOT NULL REFERENCES receivable,
  decision_id uuid REFERENCES decision,
  step integer NOT NULL,
  session text NOT NULL CHECK (session IN ('weekday','evening','holiday','any')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','done','withdrawn','no_result')),
  priority integer NOT NULL DEFAULT 0,
  priority_parts jsonb NOT NULL DEFAULT '[]', -- Reason[]: each visible part
  reasons jsonb NOT NULL DEFAULT '[]',
  not_before timestamptz NOT NULL,
  due_at timestamptz,
  assigned_to uuid REFERENCES staff, -- 自分の再架電; null means anyone
  note_code text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text,
  ended_by uuid REFERENCES staff
);
CREATE UNIQUE INDEX one_open_task_of_a_kind ON task (account_id, kind) WHERE state = 'open';
CREATE INDEX task_queue ON task (not_before, priority DESC) WHERE state = 'open';
CREATE INDEX task_contact_unit ON task (contact_unit_id) WHERE state = 'open';
ALTER TABLE contact_unit ADD CONSTRAINT contact_unit_lease_task FOREIGN KEY (lease_task_id) REFERENCES task;

CREATE TABLE task_skip ( -- 見送り
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_id uuid NOT NULL REFERENCES task,
  staff_id uuid NOT NULL REFERENCES staff,
  reason text NOT NULL,
  skipped_at timestamptz NOT NULL,
  until timestamptz NOT NULL
);
CREATE INDEX task_skip_task ON task_skip (task_id, until);

CREATE TABLE draft ( -- what an operator has typed and not recorded; real time
  staff_id uuid NOT NULL REFERENCES staff,
  task_id uuid NOT NULL REFERENCES task,
  content jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (staff_id, task_id)
);

-- Outward effects happen at most once: planned → attempted → confirmed | unknown; refused and cancelled never went out.
CREATE TABLE intent (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('ring','sms','print')),
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid NOT NULL REFERENCES episode,
  contact_unit_id uuid NOT NULL REFERENCES contact_unit,
  task_id uuid REFERENCES task,
  phone_id uuid REFERENCES phone,
  decision_id uuid REFERENCES decision,
  step integer NOT NULL,
  attempt integer NOT NULL,
  state text NOT NULL CHECK (state IN ('planned','attempted','confirmed','unknown','refused','cancelled')),
  refusal text,                    -- GateRefusal of domain/gate.ts
  planned_at timestamptz NOT NULL,
  attempted_at timestamptz,
  settled_at timestamptz,
  provider_ref text,
  UNIQUE (kind, episode_id, step, attempt)
);
CREATE INDEX intent_contact_unit ON intent (contact_unit_id, attempted_at);
CREATE INDEX intent_unsettled ON intent (kind, state) WHERE state IN ('planned','attempted','unknown');

-- ── Calls, contacts, promises ─────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE call (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  direction text NOT NULL CHECK (direction IN ('out','in')),
  group_code text NOT NULL REFERENCES receivable_group,
  contact_unit_id uuid REFERENCES contact_unit,
  phone_id uuid REFERENCES phone,
  intent_id uuid UNIQUE REFERENCES intent,
  operator_id uuid REFERENCES staff,
  task_id uuid REFERENCES task,
  state text NOT NULL CHECK (state IN ('starting','ringing','talking','ended')),
  line_result text,                -- LineResult of domain/line-result.ts
  cause integer,
  tech_cause integer,
  ring_ms integer,
  talk_ms integer,
  started_at timestamptz NOT NULL,
  answered_at timestamptz,
  ended_at timestamptz,
  machine_hint boolean NOT NULL DEFAULT false
);
CREATE INDEX call_started ON call (started_at);
CREATE INDEX call_operator_up ON call (operator_id) WHERE state <> 'ended';
CREATE INDEX call_phone ON call (phone_id, started_at);

CREATE TABLE call_event ( -- append-only: what the line said
  call_id uuid NOT NULL REFERENCES call,
  seq integer NOT NULL,
  type text NOT NULL,
  payload jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (call_id, seq)
);

CREATE TABLE contact ( -- 経過記録, append-only; a correction is a new row
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid REFERENCES episode, -- null only for a predecessor's
  kind text NOT NULL CHECK (kind IN ('call','inbound','sms','letter','visit','note')),
  outcome text NOT NULL,           -- Outcome of domain/codes.ts
  spoke_with text CHECK (spoke_with IN ('self','household','other')),
  at timestamptz NOT NULL,
  on_date date NOT NULL,           -- day 0 of its window
  session text CHECK (session IN ('weekday','evening','holiday')),
  call_id uuid REFERENCES call,
  phone_id uuid REFERENCES phone,
  task_id uuid REFERENCES task,
  claim_id uuid,
  intent_id uuid REFERENCES intent,
  staff_id uuid REFERENCES staff,
  source text NOT NULL DEFAULT 'centre' CHECK (source IN ('centre','predecessor')),
  source_key text,
  corrects_id uuid REFERENCES contact,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), -- real time
  UNIQUE (claim_id, account_id),
  UNIQUE (source, source_key)
);
CREATE INDEX contact_account ON contact (account_id, at DESC);
CREATE INDEX contact_at ON contact (at DESC);
CREATE INDEX contact_intent ON contact (intent_id);
CREATE INDEX contact_phone ON contact (phone_id, at DESC) WHERE phone_id IS NOT NULL;

CREATE TABLE contact_line ( -- what was owed at that contact; append-only
  contact_id uuid NOT NULL REFERENCES contact,
  line_id uuid NOT NULL REFERENCES arrears_line,
  outstanding integer NOT NULL CHECK (outstanding > 0),
  PRIMARY KEY (contact_id, line_id)
);
CREATE INDEX contact_line_line ON contact_line (line_id);

CREATE TABLE contact_text ( -- erasable; the ledger holds only an HMAC under this salt
  contact_id uuid PRIMARY KEY REFERENCES contact,
  salt bytea NOT NULL,
  text text NOT NULL
);

CREATE TABLE promise ( -- 納付約束
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid NOT NULL REFERENCES episode,
  contact_id uuid NOT NULL REFERENCES contact,
  promised_for date NOT NULL,
  amount integer NOT NULL CHECK (amount > 0),
  spoke_with text NOT NULL CHECK (spoke_with IN ('self','household','other')),
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','kept','partly','broken','replaced')),
  paid integer NOT NULL DEFAULT 0,
  made_at timestamptz NOT NULL,
  judged_at timestamptz,
  provisional boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX one_open_promise ON promise (account_id) WHERE state = 'open';
CREATE INDEX promise_account ON promise (account_id);

CREATE TABLE effect_window ( -- 効果期間, 60 days after a call, 90 after a letter
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  contact_id uuid NOT NULL UNIQUE REFERENCES contact,
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid REFERENCES episode, -- null for a predecessor's contact outside any episode
  channel text NOT NULL CHECK (channel IN ('call','letter')),
  from_date date NOT NULL,
  to_date date NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','closed','provisional')),
  effect integer,                  -- yen at closing
  closed_at timestamptz,
  CONSTRAINT window_has_days CHECK (to_date >= from_date)
);
CREATE INDEX effect_window_account ON effect_window (account_id);
CREATE INDEX effect_window_open ON effect_window (to_date) WHERE state = 'open';

CREATE TABLE attribution ( -- written only by activities/attribution.sql; equals domain/attribution
  payment_id uuid NOT NULL REFERENCES payment,
  line_id uuid NOT NULL REFERENCES arrears_line,
  channel text NOT NULL CHECK (channel IN ('call','letter')),
  contact_id uuid NOT NULL REFERENCES contact,
  account_id uuid NOT NULL REFERENCES account,
  amount integer NOT NULL CHECK (amount > 0),
  in_total boolean NOT NULL,       -- counted in the total, where a payment counts once
  paid_on date NOT NULL,
  PRIMARY KEY (payment_id, line_id, channel)
);
CREATE INDEX attribution_account ON attribution (account_id);
CREATE INDEX attribution_contact ON attribution (contact_id);

CREATE TABLE restatement ( -- a closed window's figure changed later
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  window_id uuid NOT NULL REFERENCES effect_window,
  effect_before integer NOT NULL,
  effect_after integer NOT NULL,
  reason text NOT NULL,
  restated_at timestamptz NOT NULL
);

-- ── SMS and letters ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE sms (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  intent_id uuid NOT NULL UNIQUE REFERENCES intent,
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid NOT NULL REFERENCES episode,
  phone_id uuid NOT NULL REFERENCES phone,
  purpose text NOT NULL CHECK (purpose IN ('please_call','promise_reminder','letter_posted')),
  body text NOT NULL,              -- no name, no amount, no kind of tax
  parts integer NOT NULL,
  state text NOT NULL CHECK (state IN ('planned','accepted','sent','delivered','failed','unknown','refused')),
  provider_ref text UNIQUE,
  created_at timestamptz NOT NULL,
  state_at timestamptz NOT NULL
);
CREATE INDEX sms_created ON sms (created_at DESC);

CREATE TABLE sms_receipt ( -- append-only, any order, repeats allowed
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider_ref text NOT NULL,
  state text NOT NULL,
  carrier text,
  provider_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  raw_code text
);
CREATE INDEX sms_receipt_ref ON sms_receipt (provider_ref);

CREATE TABLE letter_batch (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  receivable_code text NOT NULL REFERENCES receivable,
  on_date date NOT NULL,
  no integer NOT NULL,
  state text NOT NULL CHECK (state IN ('collecting','cut_off','rendering','rendered','printed','checked','handed_over','received','failed')),
  cut_off_at timestamptz,
  payments_as_of timestamptz,
  designated_due date,             -- 指定期限
  charge_as_of date,               -- the day the late-charge estimate is calculated for
  failure text,
  pdf bytea,
  pdf_sha256 text,
  page_count integer,
  rendered_at timestamptz,
  printed_at timestamptz,
  printed_by uuid REFERENCES staff,
  created_at timestamptz NOT NULL,
  UNIQUE (receivable_code, on_date, no)
);

CREATE TABLE delivery_note ( -- 納品書, one per day and department
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  department_code text NOT NULL REFERENCES department,
  on_date date NOT NULL,
  no integer NOT NULL,
  handed_over_at timestamptz NOT NULL,
  handed_over_by uuid NOT NULL REFERENCES staff,
  received_at timestamptz,
  received_by uuid REFERENCES staff,
  pdf bytea,
  UNIQUE (department_code, on_date, no)
);

CREATE TABLE letter (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  reference_no text NOT NULL UNIQUE, -- N4227924
  intent_id uuid NOT NULL UNIQUE REFERENCES intent,
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid NOT NULL REFERENCES episode,
  batch_id uuid REFERENCES letter_batch,
  envelope_no integer,             -- order in the batch
  state text NOT NULL CHECK (state IN ('planned','in_batch','rendered','printed','verified','handed_over','pulled','spoiled','refused')),
  state_reason text,
  addressee jsonb,                 -- what was printed, with the barcode's text
  page_from integer,
  page_count integer,
  sha256 text,
  delivery_note_id uuid REFERENCES delivery_note,
  contact_id uuid REFERENCES contact,
  returned_at timestamptz,
  created_at timestamptz NOT NULL,
  state_at timestamptz NOT NULL,
  UNIQUE (batch_id, envelope_no)
);
CREATE SEQUENCE letter_reference_no START 4227001;
CREATE INDEX letter_account ON letter (account_id);
CREATE INDEX letter_planned ON letter (created_at) WHERE state = 'planned';

CREATE TABLE letter_line (
  letter_id uuid NOT NULL REFERENCES letter,
  line_id uuid NOT NULL REFERENCES arrears_line,
  outstanding integer NOT NULL CHECK (outstanding > 0),
  late_charge integer NOT NULL DEFAULT 0,
  PRIMARY KEY (letter_id, line_id)
);

CREATE TABLE letter_check ( -- 封入確認 by two different people, §8(3)ア
  letter_id uuid NOT NULL REFERENCES letter,
  round integer NOT NULL CHECK (round IN (1, 2)),
  staff_id uuid NOT NULL REFERENCES staff,
  result text NOT NULL CHECK (result IN ('match','mismatch')),
  reason text,
  checked_at timestamptz NOT NULL,
  PRIMARY KEY (letter_id, round),
  CONSTRAINT checked_by_two_people UNIQUE (letter_id, staff_id)
);

-- ── Departments ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE message ( -- 取次: does not stop the case
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  contact_id uuid REFERENCES contact,
  department_code text NOT NULL REFERENCES department,
  receivable_code text NOT NULL REFERENCES receivable,
  kind text NOT NULL CHECK (kind IN ('consultation','complaint','inquiry','transfer','direct_debit','other')),
  urgent boolean NOT NULL DEFAULT false,
  text text NOT NULL,
  salt bytea NOT NULL DEFAULT gen_random_bytes(32), -- of the texts' HMACs in the ledger; erased with them
  state text NOT NULL DEFAULT 'sent' CHECK (state IN ('sent','received','answered','done')),
  sent_by uuid NOT NULL REFERENCES staff,
  sent_at timestamptz NOT NULL,
  received_by uuid REFERENCES staff,
  received_at timestamptz,
  answer text,
  answered_by uuid REFERENCES staff,
  answered_at timestamptz,
  done_by uuid REFERENCES staff,
  done_at timestamptz
);
CREATE INDEX message_department ON message (department_code, state);
CREATE INDEX message_account ON message (account_id);

CREATE TABLE hand_over ( -- 引継: the case is the department's until returned
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid NOT NULL REFERENCES episode,
  department_code text NOT NULL REFERENCES department,
  reason text NOT NULL,            -- HandOverReason of domain/codes.ts
  note text NOT NULL DEFAULT '',
  salt bytea NOT NULL DEFAULT gen_random_bytes(32),
  state text NOT NULL DEFAULT 'sent' CHECK (state IN ('sent','received','answered','done','returned')),
  sent_by uuid REFERENCES staff,   -- null: by rule
  sent_at timestamptz NOT NULL,
  received_by uuid REFERENCES staff,
  received_at timestamptz,
  answer text,
  answered_by uuid REFERENCES staff,
  answered_at timestamptz,
  ended_by uuid REFERENCES staff,
  ended_at timestamptz
);
CREATE UNIQUE INDEX one_open_hand_over ON hand_over (account_id) WHERE state IN ('sent','received','answered');
CREATE INDEX hand_over_department ON hand_over (department_code, state);

CREATE TABLE complaint ( -- 苦情・事故 §7(1)ウ(ク)
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  contact_id uuid NOT NULL REFERENCES contact,
  message_id uuid REFERENCES message,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','closed')),
  follow_up text,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by uuid REFERENCES staff
);

-- ── Nudges, ledger, logs ──────────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE nudge ( -- outbox, insert-only but for the claim; real time
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  cause text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  claimed_at timestamptz,
  sent_at timestamptz
);
CREATE INDEX nudge_unsent ON nudge (id) WHERE sent_at IS NULL;

CREATE TABLE ledger ( -- append-only, written in the transaction of each fact
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(), -- real time
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('staff','rule','city','system')),
  actor_id uuid REFERENCES staff,
  act text NOT NULL,               -- LedgerAct of domain/codes.ts
  account_id uuid REFERENCES account,
  episode_id uuid REFERENCES episode,
  subject_kind text,
  subject_id uuid,
  reasons jsonb NOT NULL DEFAULT '[]',
  detail jsonb NOT NULL DEFAULT '{}', -- codes, yen, dates, ids and HMACs of erasable text; never a person's data
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX ledger_account ON ledger (account_id, id);

CREATE TABLE operation_log ( -- 操作ログ §17(2)サ; real time
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  staff_id uuid REFERENCES staff,
  function text NOT NULL CHECK (function IN ('login','login_failed','logout','view','search','create','update','export','reveal')),
  target_kind text NOT NULL,
  target_id uuid,
  count integer NOT NULL DEFAULT 1,
  reason text,
  request_id text
);
CREATE INDEX operation_log_at ON operation_log (at DESC);
CREATE INDEX operation_log_staff ON operation_log (staff_id, at DESC);

CREATE TABLE saved_search ( -- POST /search answers this id, so that no URL carries a person's data; real time
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  staff_id uuid NOT NULL REFERENCES staff,
  debtor_ids uuid[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE recorded_result ( -- a repeated result with the same claim answers what the first one did
  claim_id uuid PRIMARY KEY,
  answer jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Balance = outstanding − payments (速報・確報 less 取消) posted after its as-of; a cancellation gives back what the as-of had counted.
CREATE VIEW line_balance AS
SELECT l.id AS line_id, l.account_id,
       CASE WHEN l.removed_at IS NOT NULL THEN 0
            ELSE GREATEST(0, l.outstanding - COALESCE((
              SELECT SUM(CASE WHEN p.stage <> 'cancelled' AND p.posted_at > l.outstanding_as_of THEN a.principal
                              WHEN p.stage = 'cancelled' AND p.posted_at <= l.outstanding_as_of AND p.cancelled_at > l.outstanding_as_of THEN -a.principal
                              ELSE 0 END)
                FROM payment_allocation a JOIN payment p ON p.id = a.payment_id
               WHERE a.line_id = l.id), 0))::integer
       END AS balance
  FROM arrears_line l;

-- ── What the application may not do ───────────────────────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

DO $$
DECLARE t text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'oshirase_app') THEN
    BEGIN
      CREATE ROLE oshirase_app NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another installation of this server was faster
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'oshirase_app', 'USAGE') OR NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT oshirase_app TO %I', current_user);
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO oshirase_app', current_schema());
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO oshirase_app', current_schema());
  EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO oshirase_app', current_schema());
  FOREACH t IN ARRAY ARRAY['ledger','contact','contact_line','call_event','sms_receipt','operation_log','restatement','decision'] LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM oshirase_app', t);
    EXECUTE format('CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
