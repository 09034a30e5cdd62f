import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { fileAnchor } from '../../activities/seal/anchor.ts';
import { ledgerLines } from '../../activities/seal/export.ts';
import type { LedgerLine } from '../../activities/seal/lines.ts';
import type { SealDeps } from '../../activities/seal/seal.ts';
import type { Database, Queryable } from '../../prisma/database.ts';

export interface LedgerDesk extends SealDeps {
  folder: string;
  anchorFile: string;
}

/** What the sealer needs, in a folder that goes with the file's tests. The database becomes an installation. */
export async function ledgerDesk(db: Database, installation = 'test'): Promise<LedgerDesk> {
  await db.query('INSERT INTO installation (id, demo) VALUES ($1, false) ON CONFLICT DO NOTHING', [installation]);
  const folder = await mkdtemp(path.join(tmpdir(), 'oshirase-ledger-'));
  afterAll(() => rm(folder, { recursive: true }));
  return {
    ...{ db, installation, folder, keysFile: path.join(folder, 'keys', 'seal.json') },
    ...{ anchors: [fileAnchor(folder, installation)], anchorFile: path.join(folder, `${installation}.jsonl`) },
  };
}

/** Rows as the product's acts leave them; returns the first id. */
export async function ledgerRows(tx: Queryable, count: number): Promise<number> {
  const { rows } = await tx.query<{ id: number }>(
    `INSERT INTO ledger (at, actor_kind, act, subject_kind, subject_id, reasons, detail)
     SELECT '2026-11-26T10:00:00+09'::timestamptz + n * interval '1.234567 s', 'system', 'setting_changed', 'receivable', $2, '[{"code":"約束"}]',
            jsonb_build_object('amount', 1000 + n, 'rate', 1.50, 'big', 12345678901234567890)
       FROM generate_series(1, $1) n RETURNING id`,
    [count, randomUUID()],
  );
  return Math.min(...rows.map(({ id }) => id));
}

export async function exportedLines(desk: SealDeps): Promise<LedgerLine[]> {
  return allLines(ledgerLines(desk.db, desk));
}

export async function allLines(lines: AsyncIterable<LedgerLine>): Promise<LedgerLine[]> {
  const all: LedgerLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
}
