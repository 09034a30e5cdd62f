-- 次の案件 (records/lease.ts) merges this with task_next: the points that a case is worth in its best hours are BEST_HOURS_POINTS more.
DROP INDEX task_next_in_band;
CREATE INDEX task_next_in_band ON task (best_band, (priority + 8) DESC, not_before, id)
  WHERE state = 'open' AND kind IN ('call','callback') AND best_band IS NOT NULL;
