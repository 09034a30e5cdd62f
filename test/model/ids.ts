import type pg from 'pg';

/**
 * Ids in the order in which rows are made, instead of random ones: what is sorted by them, and the jitter of an account's waits, is then alike
 * in every play. Needs the schema of `ownClock`.
 */
export async function countedIds(owner: pg.Pool): Promise<void> {
  await owner.query(`
    CREATE SEQUENCE model.ids;
    CREATE FUNCTION model.next_id() RETURNS uuid LANGUAGE sql VOLATILE
      AS $$ SELECT (lpad(to_hex(nextval('model.ids')), 8, '0') || '-0000-4000-8000-000000000000')::uuid $$;
    GRANT USAGE ON SEQUENCE model.ids TO oshirase_app;
    DO $$ DECLARE c record; BEGIN
      FOR c IN SELECT table_name, column_name FROM information_schema.columns
                WHERE table_schema = 'public' AND column_default = 'gen_random_uuid()' LOOP
        EXECUTE format('ALTER TABLE %I ALTER %I SET DEFAULT model.next_id()', c.table_name, c.column_name);
      END LOOP;
    END $$`);
}
