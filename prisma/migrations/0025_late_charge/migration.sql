-- 延滞金 by ordinance, with the day from which each revision applies (by the line's due date).
CREATE TABLE late_charge_rule (
  receivable_code text NOT NULL REFERENCES receivable,
  applies_from date NOT NULL,
  settings jsonb NOT NULL, -- LateChargeSettings of domain/late-charge-settings.ts
  PRIMARY KEY (receivable_code, applies_from)
);
INSERT INTO late_charge_rule (receivable_code, applies_from, settings)
SELECT code, DATE '1950-01-01', settings->'lateCharge' FROM receivable WHERE settings ? 'lateCharge';
UPDATE receivable SET settings = settings - 'lateCharge';

DO $$
BEGIN
  GRANT SELECT, INSERT, UPDATE, DELETE ON late_charge_rule TO oshirase_app;
END $$;
