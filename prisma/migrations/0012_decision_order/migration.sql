-- The last decision is the one made last, also when a clock was put back in between. An account's decisions are made under its lock.
ALTER TABLE decision ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
DROP INDEX decision_account;
CREATE INDEX decision_account ON decision (account_id, seq DESC);
