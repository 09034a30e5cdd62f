-- The life of a rule version (G2): drafted, checked, simulated, requested, approved by a second person for the content's hash, active from a
-- day, retired. Seasons and effect windows belong to the rules now and follow their versions.
UPDATE rule_version v
   SET content = v.content || jsonb_build_object(
         'retry', '{"busy": {"minutes": 5, "times": 0}, "no_answer": {"minutes": 60, "times": 0}}'::jsonb,
         'seasonMonths', r.settings->'seasonMonths',
         'effect', jsonb_build_object('callWindowDays', r.settings->'callWindowDays', 'letterWindowDays', r.settings->'letterWindowDays',
                                      'windowOutcomes', r.settings->'windowOutcomes')),
       content_hash = '' -- written anew when the reference data are loaded
  FROM receivable r
 WHERE r.code = v.receivable_code AND NOT v.content ? 'effect';
UPDATE receivable SET settings = settings - 'seasonMonths' - 'callWindowDays' - 'letterWindowDays' - 'windowOutcomes';

ALTER TABLE rule_version
  ADD COLUMN base_version_id uuid REFERENCES rule_version, -- the active one it was drafted from: another by its effective date stops it
  ADD COLUMN revision integer NOT NULL DEFAULT 1,          -- rises with each edit: two people may edit one draft
  ADD COLUMN note text NOT NULL DEFAULT '',                -- what it is for, in its author's words
  ADD COLUMN created_at timestamptz,
  ADD COLUMN edited_at timestamptz,
  ADD COLUMN edited_by uuid REFERENCES staff,
  ADD COLUMN editors uuid[] NOT NULL DEFAULT '{}',         -- everybody who ever edited it
  ADD COLUMN checked_hash text,                            -- the content that was checked last
  ADD COLUMN findings jsonb NOT NULL DEFAULT '[]',         -- CheckFinding[] of domain/rule-checks.ts
  ADD COLUMN requested_at timestamptz,
  ADD COLUMN requested_by uuid REFERENCES staff,
  ADD COLUMN request_reason text,
  ADD COLUMN approved_hash text,
  ADD COLUMN activated_at timestamptz,
  ADD COLUMN retired_at timestamptz,
  ALTER COLUMN effective_from DROP NOT NULL,
  DROP CONSTRAINT rule_version_status_check,
  ADD CONSTRAINT rule_version_status_check CHECK (status IN ('draft','requested','approved','active','retired','discarded')),
  ADD CONSTRAINT approver_wrote_none_of_it CHECK (approver_id IS NULL OR NOT approver_id = ANY(editors)),
  ADD CONSTRAINT approved_for_the_hash CHECK (approver_id IS NULL OR approved_hash = content_hash),
  ADD CONSTRAINT in_force_needs_a_day CHECK (effective_from IS NOT NULL OR status IN ('draft','discarded'));

-- What was requested, approved or in force is never edited: it becomes a draft again first, and its approval is void.
CREATE FUNCTION keep_rule_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.content, OLD.content_hash) IS DISTINCT FROM (NEW.content, NEW.content_hash) AND OLD.content_hash <> '' AND (OLD.status <> 'draft' OR NEW.status <> 'draft') THEN
    RAISE EXCEPTION 'rule version % is % and cannot be edited', OLD.id, OLD.status USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('approved','active') AND NEW.author_id IS NOT NULL AND OLD.status IN ('draft','requested')
     AND (NEW.approver_id IS NULL OR NOT EXISTS (SELECT FROM staff WHERE id = NEW.approver_id AND active AND approves_rules)) THEN
    RAISE EXCEPTION 'rule version % has no approver with the right', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_rule_content BEFORE UPDATE ON rule_version FOR EACH ROW EXECUTE FUNCTION keep_rule_content();

-- What a draft would do: one account step by step, all open accounts, or past months. A workflow fills it in.
CREATE TABLE simulation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('account','book','replay')),
  receivable_code text NOT NULL REFERENCES receivable,
  rule_version_id uuid NOT NULL REFERENCES rule_version,
  content_hash text NOT NULL,               -- of the simulated content: it says nothing about a later edit
  base_version_id uuid REFERENCES rule_version, -- what it is compared with
  parameters jsonb NOT NULL DEFAULT '{}',   -- ids, days and counts only
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','running','done','failed','cancelled')),
  done integer NOT NULL DEFAULT 0,          -- accounts simulated so far
  total integer,
  payments_as_of timestamptz,
  result jsonb,                             -- SimulationResult of domain/simulation.ts
  result_hash text,
  failure text,                             -- a code
  requested_by uuid REFERENCES staff,
  requested_at timestamptz NOT NULL,        -- business time
  finished_at timestamptz
);
CREATE INDEX simulation_version ON simulation (rule_version_id, requested_at DESC);

-- An account whose treatment changes under the draft.
CREATE TABLE simulation_change (
  simulation_id uuid NOT NULL REFERENCES simulation ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account,
  kind text NOT NULL,                       -- ChangeKind of domain/simulation.ts
  before jsonb NOT NULL,                    -- act, step, day
  after jsonb NOT NULL,
  PRIMARY KEY (simulation_id, account_id)
);

-- 緊急停止: one person stops a channel, for one receivable or all; while a row has no end nothing of it passes the gate.
CREATE TABLE channel_stop (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  channel text NOT NULL CHECK (channel IN ('call','sms','letter')),
  receivable_code text REFERENCES receivable, -- null: all
  reason text NOT NULL,
  stopped_at timestamptz NOT NULL,
  stopped_by uuid NOT NULL REFERENCES staff,
  ended_at timestamptz,
  ended_by uuid REFERENCES staff,
  end_reason text
);
CREATE UNIQUE INDEX one_stop_of_a_channel ON channel_stop (channel, coalesce(receivable_code, '')) WHERE ended_at IS NULL;

-- Moving running accounts to another version (G4): previewed, approved by a second person, then moved one by one by a workflow.
CREATE TABLE rule_migration (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  receivable_code text NOT NULL REFERENCES receivable,
  to_version_id uuid NOT NULL REFERENCES rule_version,
  filter jsonb NOT NULL DEFAULT '{}',       -- which running accounts: from versions, steps, or accounts named
  reason text NOT NULL,
  state text NOT NULL DEFAULT 'previewing' CHECK (state IN ('previewing','previewed','approved','moving','done','discarded')),
  accounts integer NOT NULL DEFAULT 0,
  items_hash text,                          -- what was previewed: the approval is for it
  requested_by uuid NOT NULL REFERENCES staff,
  requested_at timestamptz NOT NULL,
  approver_id uuid REFERENCES staff,
  approved_at timestamptz,
  finished_at timestamptz,
  CONSTRAINT migration_approver_is_not_its_author CHECK (approver_id IS DISTINCT FROM requested_by)
);
CREATE TABLE rule_migration_item (
  migration_id uuid NOT NULL REFERENCES rule_migration ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid NOT NULL REFERENCES episode,
  from_version_id uuid NOT NULL REFERENCES rule_version,
  before jsonb NOT NULL,                    -- act, waitingFor, step, until as they stand
  after jsonb NOT NULL,                     -- as the plan under the new version says
  state text NOT NULL DEFAULT 'previewed' CHECK (state IN ('previewed','moved','skipped')),
  skip_reason text,                         -- closed, version_changed, undecidable
  moved_at timestamptz,
  PRIMARY KEY (migration_id, account_id)
);

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE ON simulation, channel_stop, rule_migration TO oshirase_app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON simulation_change, rule_migration_item TO oshirase_app;
END $$;
