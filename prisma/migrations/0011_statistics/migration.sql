-- ANALYZE after a large file: statistics of tables that were empty a moment ago make minutes of what takes a second.
DO $$
BEGIN
  EXECUTE format('GRANT MAINTAIN ON ALL TABLES IN SCHEMA %I TO oshirase_app', current_schema());
END $$;
