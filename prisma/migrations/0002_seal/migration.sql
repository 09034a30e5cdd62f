-- Seals of the ledger: which rows, in which order, under whose signature. All append-only; times are real time. The form of what is hashed
-- and signed: docs/ledger.md.

CREATE TABLE seal_key ( -- public halves; the private ones never enter the database
  id text PRIMARY KEY,             -- the first 32 hex digits of the SHA-256 of the key
  public_key text NOT NULL,        -- Ed25519, SPKI in DER, base64
  made_at timestamptz NOT NULL CHECK (made_at = date_trunc('milliseconds', made_at)), -- what JavaScript can hold
  endorsed_by text,                -- the key before it
  endorsement text                 -- that key's signature, base64
);

CREATE TABLE seal (
  no bigint PRIMARY KEY,           -- given by the sealer: 1, 2, 3 … without gaps
  first_position bigint NOT NULL,
  count integer NOT NULL CHECK (count > 0),
  root text NOT NULL,              -- of the Merkle tree (RFC 6962) over its rows, SHA-256, hex
  previous text,                   -- hash of the seal before it
  sealed_at timestamptz NOT NULL CHECK (sealed_at = date_trunc('milliseconds', sealed_at)),
  key_id text NOT NULL REFERENCES seal_key,
  hash text NOT NULL UNIQUE,       -- of all that in canonical JSON
  signature text NOT NULL          -- Ed25519 over the same, base64
);

-- Membership: the sealer takes every committed row that is not here, whatever its id, because ids commit out of order and sequences skip.
-- Without a reference: a row that somebody removes must not take its seal along, and sealing need not lock the ledger.
CREATE TABLE seal_item (
  position bigint PRIMARY KEY,     -- 1, 2, 3 … without gaps
  ledger_id bigint NOT NULL UNIQUE,
  seal_no bigint NOT NULL REFERENCES seal,
  leaf bytea NOT NULL              -- hash of position and row
);

CREATE TABLE seal_anchor ( -- a seal was written down outside the database
  place text NOT NULL,
  seal_no bigint NOT NULL REFERENCES seal,
  anchored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (place, seal_no)
);

CREATE TABLE seal_check ( -- the whole ledger was verified
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  checked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ok boolean NOT NULL,
  rows bigint NOT NULL,
  seals bigint NOT NULL,
  unsealed bigint NOT NULL,
  took_ms bigint NOT NULL,
  findings jsonb NOT NULL          -- the first of them: code, seal, position, ledger id
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['seal_key','seal','seal_item','seal_anchor','seal_check'] LOOP
    EXECUTE format('GRANT SELECT, INSERT ON %I TO oshirase_app', t);
    EXECUTE format('CREATE TRIGGER append_only_row BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO oshirase_app;
END $$;
