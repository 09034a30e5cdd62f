-- 比較試行 (G5): the version in force (champion) beside another (challenger), by household, for a share of the new episodes of one receivable.
CREATE TABLE rule_trial (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), -- also the salt of the assignment
  receivable_code text NOT NULL REFERENCES receivable,
  champion_version_id uuid NOT NULL REFERENCES rule_version,
  challenger_version_id uuid NOT NULL REFERENCES rule_version,
  challenger_hash text NOT NULL,            -- of the challenger's content when the trial was asked for
  share_percent integer NOT NULL CHECK (share_percent BETWEEN 1 AND 50),
  from_day date NOT NULL,
  until_day date NOT NULL,                  -- last day, included
  minimum_sample integer NOT NULL CHECK (minimum_sample > 0), -- households an arm
  stop_measures text[] NOT NULL CHECK (stop_measures <@ ARRAY['paid','contact'] AND cardinality(stop_measures) > 0),
  reason text NOT NULL,
  content_hash text NOT NULL,               -- of all of the above: the approval is for it
  state text NOT NULL DEFAULT 'requested' CHECK (state IN ('requested','approved','running','ended','discarded')),
  requested_by uuid NOT NULL REFERENCES staff,
  requested_at timestamptz NOT NULL,
  approver_id uuid REFERENCES staff,
  approved_at timestamptz,
  approved_hash text,
  started_at timestamptz,
  judged_on date,                           -- the last day on which the stop rule was looked at
  ended_at timestamptz,
  ended_by uuid REFERENCES staff,           -- null: the stop rule, the last day, other rules
  end_cause text CHECK (end_cause IN ('person','declined','withdrawn','stop_rule','until_day','rules_changed')),
  end_reason text,                          -- in a person's words
  stop_evidence jsonb,                      -- StopEvidence of domain/trial-effect.ts
  CONSTRAINT trial_ends_after_it_begins CHECK (until_day >= from_day),
  CONSTRAINT trial_compares_two CHECK (champion_version_id <> challenger_version_id),
  CONSTRAINT trial_approver_is_not_its_author CHECK (approver_id IS DISTINCT FROM requested_by),
  CONSTRAINT trial_approved_for_the_hash CHECK (approver_id IS NULL OR approved_hash = content_hash),
  CONSTRAINT over_has_its_cause CHECK ((state IN ('ended','discarded')) = (end_cause IS NOT NULL) AND (end_cause IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX one_trial_at_a_time ON rule_trial ((true)) WHERE state IN ('requested','approved','running');
CREATE INDEX rule_trial_requested ON rule_trial (requested_at DESC);

-- The arm an episode was opened in, and the home it then belonged to: it stays, wherever its people move.
CREATE TABLE rule_trial_episode (
  episode_id uuid PRIMARY KEY REFERENCES episode,
  trial_id uuid NOT NULL REFERENCES rule_trial,
  contact_unit_id uuid NOT NULL REFERENCES contact_unit,
  arm text NOT NULL CHECK (arm IN ('champion','challenger'))
);
CREATE INDEX rule_trial_episode_unit ON rule_trial_episode (trial_id, contact_unit_id);

-- Nobody is tried upon without a second person: who holds the right, did not ask for it and wrote nothing of the challenger.
CREATE FUNCTION keep_rule_trial() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'requested' THEN
      RAISE EXCEPTION 'rule trial % begins as a request', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.receivable_code, OLD.champion_version_id, OLD.challenger_version_id, OLD.challenger_hash, OLD.share_percent, OLD.from_day, OLD.until_day,
      OLD.minimum_sample, OLD.stop_measures, OLD.reason, OLD.content_hash, OLD.requested_by)
     IS DISTINCT FROM
     (NEW.receivable_code, NEW.champion_version_id, NEW.challenger_version_id, NEW.challenger_hash, NEW.share_percent, NEW.from_day, NEW.until_day,
      NEW.minimum_sample, NEW.stop_measures, NEW.reason, NEW.content_hash, NEW.requested_by) THEN
    RAISE EXCEPTION 'rule trial % keeps its terms', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.approver_id IS NOT NULL AND (OLD.approver_id, OLD.approved_hash) IS DISTINCT FROM (NEW.approver_id, NEW.approved_hash) THEN
    RAISE EXCEPTION 'rule trial % keeps its approval', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'approved' AND OLD.state <> 'approved' AND (OLD.state <> 'requested' OR NOT EXISTS (
       SELECT FROM staff s JOIN rule_version v ON v.id = NEW.challenger_version_id
        WHERE s.id = NEW.approver_id AND s.active AND s.approves_rules AND v.content_hash = NEW.challenger_hash
          AND s.id IS DISTINCT FROM v.author_id AND NOT s.id = ANY(v.editors))) THEN
    RAISE EXCEPTION 'rule trial % has no approver with the right for this content', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'running' AND OLD.state NOT IN ('approved','running') OR OLD.state IN ('ended','discarded') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'rule trial % is % and cannot be %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_rule_trial BEFORE INSERT OR UPDATE ON rule_trial FOR EACH ROW EXECUTE FUNCTION keep_rule_trial();

-- A version on trial is followed by episodes, so its content is as fixed as that of the one in force.
ALTER TABLE rule_version
  DROP CONSTRAINT rule_version_status_check,
  ADD CONSTRAINT rule_version_status_check CHECK (status IN ('draft','requested','approved','trial','active','retired','discarded'));
CREATE FUNCTION keep_version_on_trial() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'trial' AND (TG_OP = 'INSERT' OR OLD.status <> 'trial') AND NOT EXISTS (
       SELECT FROM rule_trial t WHERE t.challenger_version_id = NEW.id AND t.challenger_hash = NEW.content_hash AND t.state IN ('approved','running')
          AND t.approver_id = NEW.approver_id) THEN
    RAISE EXCEPTION 'rule version % has no approved trial', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_version_on_trial BEFORE INSERT OR UPDATE ON rule_version FOR EACH ROW EXECUTE FUNCTION keep_version_on_trial();

-- No episode is tried upon before the trial began; one that was being opened while it ended still belongs to it.
CREATE FUNCTION keep_trial_episode() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added a JOIN rule_trial t ON t.id = a.trial_id WHERE t.started_at IS NULL) THEN
    RAISE EXCEPTION 'a rule trial that never began takes no episodes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_trial_episode AFTER INSERT ON rule_trial_episode REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_trial_episode();

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE ON rule_trial TO oshirase_app;
  GRANT SELECT, INSERT ON rule_trial_episode TO oshirase_app;
END $$;
