-- A home has a 世帯番号 or is one person's alone; `kind` said that once more. Every claim pays for every check of its row: the lease has one.
ALTER TABLE contact_unit
  DROP COLUMN kind,
  DROP CONSTRAINT contact_unit_lease_phase_check,
  DROP CONSTRAINT lease_is_whole,
  ADD CONSTRAINT lease_is_whole CHECK (
    CASE num_nulls(lease_holder, lease_claim_id, lease_phase, lease_since, lease_until)
      WHEN 0 THEN lease_phase IN ('claimed','in_call','wrap_up')
      WHEN 5 THEN true
      ELSE false
    END);
