import { readFile, stat, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { fileAnchor } from '../../../activities/seal/anchor.ts';
import { rotateSealKey } from '../../../activities/seal/keys.ts';
import { sealLedger } from '../../../activities/seal/seal.ts';
import { verifyLedger } from '../../../activities/seal/verify.ts';
import { transaction } from '../../../prisma/database.ts';
import { ledgerRowSql, unsealedRows } from '../../../records/seal.ts';
import { testDatabase } from '../../helpers/database.ts';
import { exportedLines, ledgerDesk, ledgerRows } from '../../helpers/ledger.ts';

const { db, url, owner } = await testDatabase();
const desk = await ledgerDesk(db);

async function count(table: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`SELECT count(*) FROM ${table}`);
  return rows[0]!.count;
}

async function verified() {
  return verifyLedger(await exportedLines(desk));
}

describe('what is sealed', () => {
  test('every column of the ledger is hashed', async () => {
    await ledgerRows(db, 1);
    const { rows: columns } = await owner.query<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'ledger' ORDER BY 1`,
    );
    const [row] = await unsealedRows(db, 1);
    expect(Object.keys(row!).sort()).toEqual(columns.map(({ name }) => name));
  });

  test('no setting of server or session changes what is hashed', async () => {
    const [plain] = await unsealedRows(db, 1);
    const odd = new pg.Client({ connectionString: url });
    await odd.connect();
    await odd.query(
      `SET datestyle = 'SQL, DMY'; SET timezone = 'America/St_Johns'; SET extra_float_digits = -3; SET bytea_output = 'escape';
       SET intervalstyle = 'sql_standard'; SET lc_time = 'C'`,
    );
    const { rows } = await odd.query<{ row: unknown }>(
      `SELECT ${ledgerRowSql} AS row FROM ledger l ORDER BY l.id LIMIT 1`,
    );
    await odd.end();
    expect(rows[0]!.row).toEqual(plain);
    expect(plain).toMatchObject({
      at: '2026-11-26T01:00:01.234567Z',
      detail: expect.stringContaining('12345678901234567890'),
    });
  });

  test('a row that commits later with a smaller number is in the next seal, a row that never commits in none', async () => {
    const [slow, lost] = [await db.connect(), await db.connect()];
    await slow.query('BEGIN');
    await lost.query('BEGIN');
    const late = await ledgerRows(slow, 1);
    const never = await ledgerRows(lost, 1);
    const early = await ledgerRows(db, 2);
    expect(await sealLedger(desk)).toMatchObject({ rows: 3, seals: 1, anchored: 1 });
    expect(await sealLedger(desk)).toMatchObject({ rows: 0, seals: 0, anchored: 0 });
    await slow.query('COMMIT');
    await lost.query('ROLLBACK');
    slow.release();
    lost.release();
    expect(await sealLedger(desk)).toMatchObject({ rows: 1, seals: 1, anchored: 1 });
    expect(late).toBeLessThan(early);
    const { rows } = await db.query<{ ledger_id: number }>('SELECT ledger_id FROM seal_item ORDER BY position');
    expect(rows.map((row) => row.ledger_id).slice(1)).toEqual([early, early + 1, late]);
    expect(rows.map((row) => row.ledger_id)).not.toContain(never);
    expect(await verified()).toMatchObject({ ok: true, seals: 2, rows: 4, unsealed: 0, findings: [], notices: [] });
  });

  test('writers that commit in any order while two sealers work lose no row and seal none twice', async () => {
    let writing = true;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let round = 0; round < 15; round += 1)
        await transaction(db, async (tx) => {
          await ledgerRows(tx, 1 + ((round + writer) % 3));
          await tx.query('SELECT pg_sleep($1)', [((round * 7 + writer * 5) % 9) / 1_000]);
        });
    });
    const sealers = [desk, { ...desk, anchors: [] }].map(async (one) => {
      while (writing) await sealLedger(one);
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(sealers);
    await sealLedger(desk);
    expect(await count('seal_item')).toBe(await count('ledger'));
    expect(await verified()).toMatchObject({ ok: true, unsealed: 0, findings: [], notices: [] });
  });

  test('the application can change nothing of it', async () => {
    for (const table of ['seal', 'seal_item', 'seal_key', 'seal_anchor', 'seal_check'])
      await expect(db.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
  });
});

describe('keys and anchors', () => {
  test('the key lies outside the database, for its owner only', async () => {
    expect((await stat(desk.keysFile)).mode & 0o777).toBe(0o600);
    expect((await stat(desk.anchorFile)).mode & 0o777).toBe(0o600);
    const { rows } = await owner.query<{ text: string }>('SELECT string_agg(k::text, $1) AS text FROM seal_key k', [
      '',
    ]);
    const [stored] = JSON.parse(await readFile(desk.keysFile, 'utf8')) as { private_key: string; id: string }[];
    expect(rows[0]!.text).toContain(stored!.id);
    expect(rows[0]!.text).not.toContain(stored!.private_key);
  });

  test('a rotated key signs from the next seal on, endorsed by the one before, whose private half is gone', async () => {
    const before = await rotateSealKey(desk.keysFile, new Date());
    expect(await readFile(desk.keysFile, 'utf8')).toMatch(/^((?!private_key).)*private_key((?!private_key).)*$/);
    await ledgerRows(db, 3);
    await sealLedger(desk);
    const lines = await exportedLines(desk);
    expect(await verifyLedger(lines)).toMatchObject({ ok: true, keys: 2 });
    const forged = lines.map((line) =>
      line.kind === 'key' && line.endorsement ? { ...line, endorsement: 'AAAA' } : line,
    );
    expect((await verifyLedger(forged)).findings).toEqual([{ code: 'key_not_endorsed', key: before.id }]);
    expect(await verifyLedger(forged, { trust: [before.id] })).toMatchObject({ ok: true });
  });

  test('a seal whose anchor could not be written is written there by the next pass', async () => {
    const broken = { ...fileAnchor(desk.folder, 'test'), append: () => Promise.reject(new Error('disk full')) };
    await ledgerRows(db, 1);
    await expect(sealLedger({ ...desk, anchors: [broken] })).rejects.toThrow('disk full');
    const { findings } = await verified();
    expect(findings).toEqual([expect.objectContaining({ code: 'anchor_old', place: 'file' })]);
    expect(await sealLedger(desk)).toMatchObject({ rows: 0, anchored: 1 });
    expect(await verified()).toMatchObject({ ok: true });
  });

  test('a line that a power cut broke is written again', async () => {
    const whole = await readFile(desk.anchorFile, 'utf8');
    await writeFile(desk.anchorFile, whole.slice(0, -100));
    expect(await sealLedger(desk)).toMatchObject({ anchored: 1 });
    expect(await verified()).toMatchObject({ ok: true, findings: [] });
  });
});

describe('behind the application’s back', () => {
  beforeAll(async () => {
    await ledgerRows(db, 10);
    await sealLedger(desk);
  });

  /** As the owner with triggers off; undone after the look. */
  async function tampered(sql: string) {
    const client = await owner.connect();
    try {
      await client.query(`SET session_replication_role = replica; CREATE TABLE kept AS SELECT * FROM ledger`);
      await client.query(sql);
      return (await verified()).findings;
    } finally {
      await client.query(
        `DELETE FROM ledger; INSERT INTO ledger OVERRIDING SYSTEM VALUE SELECT * FROM kept; DROP TABLE kept; SET session_replication_role = origin`,
      );
      client.release();
    }
  }

  test('a changed, a deleted and a backdated row of the live ledger are named', async () => {
    const { rows } = await db.query<{ id: number; position: number; seal: number }>(
      'SELECT ledger_id AS id, position, seal_no AS seal FROM seal_item ORDER BY position DESC LIMIT 1 OFFSET 4',
    );
    const { id, position, seal } = rows[0]!;
    const at = { seal, position, id: String(id) };
    for (const change of [
      `act = 'x'`,
      `recorded_at = recorded_at + interval '1 us'`,
      `detail = detail || '{"rate": 1.5}'`,
      `actor_id = NULL, reasons = '[]'`,
    ])
      expect(await tampered(`UPDATE ledger SET ${change} WHERE id = ${id}`)).toEqual([{ code: 'row_changed', ...at }]);
    expect(await tampered(`DELETE FROM ledger WHERE id = ${id}`)).toEqual([{ code: 'row_missing', ...at }]);
    const backdated = `INSERT INTO ledger (recorded_at, at, actor_kind, act) VALUES ('2026-01-01', '2026-01-01', 'system', 'x')`;
    expect(await tampered(backdated)).toMatchObject([{ code: 'row_backdated' }]);
    expect(await verified()).toMatchObject({ ok: true });
  });

  test('a tail cut out of rows and seals is named, and sealing stops; a noticed restore is declared in the anchor', async () => {
    const end = await count('seal');
    await ledgerRows(db, 2);
    await sealLedger(desk);
    await owner.query(
      `SET session_replication_role = replica;
       DELETE FROM ledger WHERE id IN (SELECT ledger_id FROM seal_item WHERE seal_no > ${end});
       DELETE FROM seal_item WHERE seal_no > ${end}; DELETE FROM seal_anchor WHERE seal_no > ${end}; DELETE FROM seal WHERE no > ${end};
       SET session_replication_role = origin`,
    );
    expect((await verified()).findings).toEqual([{ code: 'tail_cut', place: 'file', seal: end + 1, to_seal: end + 1 }]);
    await ledgerRows(db, 1);
    await expect(sealLedger(desk)).rejects.toThrow(/was not restored/);

    await db.query(`INSERT INTO recovery (kind, at) VALUES ('database_restored', clock_timestamp())`);
    expect(await sealLedger(desk)).toMatchObject({ seals: 1, anchored: 1 });
    expect(await verified()).toMatchObject({
      ok: true,
      findings: [],
      notices: [{ code: 'restored', seal: end + 1, to_seal: end + 1 }],
    });
  });
});
