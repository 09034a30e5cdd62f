-- The operating calendar is changed by a preview of every deadline that moves, then applied at once (A3, A9).
ALTER TABLE installation ADD COLUMN calendar_version bigint NOT NULL DEFAULT 1;
ALTER TABLE calendar_day
  ADD COLUMN edited_at timestamptz,             -- a person chose its pattern: no later proposal changes it
  ADD COLUMN edited_by uuid REFERENCES staff;

-- Whoever changes a day, decisions after it read the days anew.
CREATE FUNCTION raise_calendar_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    UPDATE installation SET calendar_version = calendar_version + 1;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER calendar_day_added AFTER INSERT ON calendar_day REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION raise_calendar_version();
CREATE TRIGGER calendar_day_changed AFTER UPDATE ON calendar_day REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION raise_calendar_version();
CREATE TRIGGER calendar_day_removed AFTER DELETE ON calendar_day REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION raise_calendar_version();

CREATE TABLE public_holiday ( -- 国民の祝日・休日, also of years without a calendar yet
  day date PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE calendar_change (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  source text NOT NULL CHECK (source IN ('edit','holidays')),
  reason text NOT NULL,
  days jsonb NOT NULL,                      -- PlannedDay[] of domain/calendar-change.ts
  before jsonb NOT NULL,                    -- the same days as they were; a day that was not known is not in it
  holidays jsonb,                           -- the file's names by day, of a change of that source
  base_version bigint NOT NULL,             -- the calendar it was previewed against
  state text NOT NULL DEFAULT 'previewing' CHECK (state IN ('previewing','previewed','applying','applied','discarded')),
  done integer NOT NULL DEFAULT 0,          -- accounts looked at so far
  total integer,
  requested_by uuid NOT NULL REFERENCES staff,
  requested_at timestamptz NOT NULL,
  applied_by uuid REFERENCES staff,
  applied_at timestamptz,
  finished_at timestamptz
);

-- A deadline that moves, or (without `after`) one that a person must settle.
CREATE TABLE calendar_change_item (
  change_id uuid NOT NULL REFERENCES calendar_change ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account,
  kind text NOT NULL CHECK (kind IN ('wait','call','promise','callback','letter')),
  code text,                                -- WaitCode of a wait
  before timestamptz,
  after timestamptz,
  conflict boolean NOT NULL,
  cause_day date NOT NULL,
  state text NOT NULL CHECK (state IN ('previewed','moved','open','rebooked','gone')), -- open: a conflict after it was applied
  unforeseen boolean NOT NULL DEFAULT false, -- it came up between preview and apply
  PRIMARY KEY (change_id, account_id, kind)
);

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE, DELETE ON public_holiday, calendar_change_item TO oshirase_app;
  GRANT SELECT, INSERT, UPDATE ON calendar_change TO oshirase_app;
END $$;
