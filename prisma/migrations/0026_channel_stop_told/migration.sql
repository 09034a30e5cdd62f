-- A stop holds at the gate from its commit on; the accounts that it or its end concerns are told afterwards, a page at a time.
ALTER TABLE channel_stop
  ADD COLUMN untold boolean NOT NULL DEFAULT true, -- accounts have still to be looked through because of it, or of its end
  ADD COLUMN told_up_to uuid,                      -- the last account of the pages that were looked through
  ADD COLUMN told integer NOT NULL DEFAULT 0,      -- how many those were
  ADD COLUMN to_tell integer;                      -- of so many; null before the first page
UPDATE channel_stop SET untold = false;
CREATE INDEX channel_stop_untold ON channel_stop (stopped_at) WHERE untold;
