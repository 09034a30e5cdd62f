import type pg from 'pg';

/** PostgreSQL reports that this table cannot grow, with the code of a full disk (53100), until the answered function is called. */
export async function fillDisk(owner: pg.Pool, table: string): Promise<() => Promise<void>> {
  await owner.query(
    `CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`,
  );
  await owner.query(`CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON ${table} EXECUTE FUNCTION no_room()`);
  return async () => void (await owner.query(`DROP TRIGGER no_room ON ${table}`));
}
