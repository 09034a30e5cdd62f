import { decideEpisode } from '../../activities/decide.ts';
import { problem } from '../../domain/problem.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Books } from '../../activities/books.ts';
import type { Consequence } from '../schemas/case.ts';

/**
 * What the rules decide about an account on the facts of this transaction, which the caller rolls back. `workflowNowMs` is real time, as a
 * workflow would give it.
 */
export async function consequence(
  tx: Tx,
  books: Books,
  accountId: string,
  workflowNowMs: number,
): Promise<Consequence> {
  const episodeId = await openEpisodeOf(tx, accountId);
  await decideEpisode(tx, books, { episodeId, workflowNowMs, runId: null });
  const { rows } = await tx.query<Consequence>(
    `SELECT a.id AS account_id, a.receivable_code, r.name_ja AS receivable_name, d.act, a.waiting_for, a.until, d.reasons
       FROM account a JOIN receivable r ON r.code = a.receivable_code JOIN decision d ON d.account_id = a.id AND d.episode_id = $2
      WHERE a.id = $1 ORDER BY d.seq DESC LIMIT 1`,
    [accountId, episodeId],
  );
  const row = rows[0];
  if (!row) throw problem('not_found');
  return row;
}

async function openEpisodeOf(tx: Tx, accountId: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM episode WHERE account_id = $1 AND closed_at IS NULL',
    [accountId],
  );
  const row = rows[0];
  if (!row) throw problem('not_found');
  return row.id;
}
