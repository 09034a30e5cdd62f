import type pg from 'pg';

/**
 * One clock for everybody: the database's `clock_timestamp()` becomes a function that reads a row, since statements look for functions along the
 * search path. Call it before the application's first connection.
 */
export async function ownClock(owner: pg.Pool): Promise<void> {
  await owner.query(`
    CREATE SCHEMA model;
    CREATE TABLE model.clock (at timestamptz NOT NULL);
    INSERT INTO model.clock VALUES (pg_catalog.clock_timestamp());
    CREATE FUNCTION model.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT at FROM model.clock';
    GRANT USAGE ON SCHEMA model TO oshirase_app;
    GRANT SELECT ON model.clock TO oshirase_app;
    DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = model, pg_catalog, public', current_database()); END $$`);
}

export async function setOwnClock(owner: pg.Pool, at: number): Promise<void> {
  await owner.query('UPDATE model.clock SET at = $1', [new Date(at)]);
}
