-- What runs, what was lost, and what was found again. Times are real time unless the column says business time.

-- One row a running process, renewed every few seconds; old ones are swept away by the reconciler.
CREATE TABLE heartbeat (
  process text NOT NULL CHECK (process IN ('api','worker','relay','gateway')),
  instance uuid NOT NULL,
  state text NOT NULL DEFAULT 'up', -- of the gateway: waiting, connecting, up
  started_at timestamptz NOT NULL,
  beat_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (process, instance)
);

-- Temporal's store was found to be another or an older one, or this database was restored to an earlier moment. While one has no end,
-- nothing outward passes the gate: records of providers are being compared.
CREATE TABLE recovery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('temporal_new','temporal_older','database_restored')),
  at timestamptz NOT NULL,         -- business time
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  reaches_to timestamptz,          -- a restored database: when its last fact was recorded
  episodes integer NOT NULL DEFAULT 0, -- whose workflows were told or started
  effects integer NOT NULL DEFAULT 0,  -- found outside and parked
  ended_at timestamptz
);
CREATE INDEX recovery_under_way ON recovery (id) WHERE ended_at IS NULL;

-- An outward effect that a provider's or our own records outside this database know, and the database did not.
CREATE TABLE found_effect (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('ring','sms','print')),
  source_key text NOT NULL,        -- the provider's reference, or the intent's id in our own records
  happened_at timestamptz NOT NULL, -- business time
  number text,                     -- where a text went; erased when it is placed
  intent_id uuid,                  -- the intent it was parked as; null: it belongs to no open case that is known here
  recovery_id bigint NOT NULL REFERENCES recovery,
  settled_at timestamptz,
  settled_by uuid REFERENCES staff,
  UNIQUE (kind, source_key)
);
CREATE INDEX found_effect_unplaced ON found_effect (number) WHERE intent_id IS NULL AND settled_at IS NULL;

ALTER TABLE installation
  ADD COLUMN database_timeline text,  -- system identifier and timeline: another after a restore
  ADD COLUMN temporal_mark bigint;    -- the same number stands in Temporal's namespace: the lower one tells which store is an older copy

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE, DELETE ON heartbeat TO oshirase_app;
  GRANT SELECT, INSERT, UPDATE ON recovery, found_effect TO oshirase_app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO oshirase_app;
END $$;
