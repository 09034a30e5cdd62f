-- Ways to what every decision and every case reads, which a full centre missed.

CREATE INDEX task_account ON task (account_id, created_at);
-- 次の案件 in the order of its statement (records/lease.ts)
CREATE INDEX task_next ON task (priority DESC, not_before, id) WHERE state = 'open' AND kind IN ('call','callback');
DROP INDEX hold_debtor;
CREATE INDEX hold_debtor ON hold (debtor_id); -- released ones too
CREATE INDEX hand_over_account ON hand_over (account_id, sent_at);
CREATE INDEX call_contact_unit ON call (contact_unit_id, started_at);

-- The centre's own contacts have no key of a source: all of them under one entry were read as a way to an account's
ALTER TABLE contact DROP CONSTRAINT contact_source_source_key_key;
CREATE UNIQUE INDEX contact_source_key ON contact (source, source_key) WHERE source_key IS NOT NULL;
