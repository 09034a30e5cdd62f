-- Copies of Temporal's histories, and accounts that cannot be decided about. Times are real time.

-- Every closed run of this installation that Temporal was seen to hold. A run of a restored Temporal may close twice. Without references: a
-- restored database need not know whose run it is.
CREATE TABLE closed_run (
  run_id text NOT NULL,
  closed_at timestamptz NOT NULL CHECK (closed_at = date_trunc('milliseconds', closed_at)), -- what JavaScript can hold
  namespace_id text NOT NULL,
  workflow_id text NOT NULL,
  workflow_type text NOT NULL,
  status text NOT NULL,            -- Temporal's, as COMPLETED
  account_id uuid,                 -- both only of an account's run
  episode_no integer,
  started_at timestamptz,
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  lost_at timestamptz,             -- Temporal had it no more when it was to be copied
  PRIMARY KEY (run_id, closed_at)
);
CREATE INDEX closed_run_account ON closed_run (account_id, started_at) WHERE account_id IS NOT NULL;

CREATE TABLE run_archive ( -- append-only
  run_id text NOT NULL,
  closed_at timestamptz NOT NULL,
  events integer NOT NULL,
  bytes integer NOT NULL,          -- before compression
  sha256 text NOT NULL,            -- of those bytes: temporal.api.history.v1.History in protobuf, payloads encrypted as they were
  history bytea NOT NULL,          -- the same, gzip
  archived_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (run_id, closed_at),
  FOREIGN KEY (run_id, closed_at) REFERENCES closed_run
);
ALTER TABLE run_archive ALTER COLUMN history SET STORAGE EXTERNAL;

-- How far the archiver has come; one row.
CREATE TABLE archive_progress (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  namespace_id text NOT NULL,
  retention_ms bigint NOT NULL,    -- how long Temporal keeps a closed run, read from it
  listed_to timestamptz,           -- everything that closed before has been seen
  listed_all_at timestamptz,       -- when all closed runs were last listed, not only late ones
  ended_at timestamptz             -- of the last complete pass
);

-- An account whose decision fails stops alone. One row a time; open until a decision succeeds.
CREATE TABLE stuck_account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  episode_id uuid NOT NULL REFERENCES episode,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  failed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts integer NOT NULL DEFAULT 1,
  retry_at timestamptz NOT NULL,
  reason text NOT NULL,            -- a problem code, SQLSTATE or kind of error; never its message, which may quote a person's data
  place text,                      -- file, line and function that threw
  resumed_at timestamptz
);
CREATE UNIQUE INDEX stuck_now ON stuck_account (account_id) WHERE resumed_at IS NULL;

GRANT SELECT, INSERT ON run_archive TO oshirase_app;
GRANT SELECT, INSERT, UPDATE ON closed_run, archive_progress, stuck_account TO oshirase_app;
CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON run_archive FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_table BEFORE TRUNCATE ON run_archive FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
