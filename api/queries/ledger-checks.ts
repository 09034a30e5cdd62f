import { findingText } from '../../activities/seal/finding-text.ts';
import type { Finding } from '../../activities/seal/finding.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { LedgerCheck } from '../schemas/operations.ts';

/** Of a check's findings so many are shown; `npm run ledger:verify` names all. */
const SHOWN = 20;

/** The last checks of the ledger, the newest first. */
export async function lastLedgerChecks(db: Queryable): Promise<LedgerCheck[]> {
  const { rows } = await db.query<Omit<LedgerCheck, 'findings'> & { findings: Finding[] }>(
    'SELECT id, checked_at, ok, rows, seals, unsealed, took_ms, findings FROM seal_check ORDER BY id DESC LIMIT 5',
  );
  return rows.map(({ findings, ...check }) => ({ ...check, findings: findings.slice(0, SHOWN).map(findingText) }));
}
