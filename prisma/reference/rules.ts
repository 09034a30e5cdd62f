import { defaultRules } from '../../domain/default-rules.ts';
import type { RuleSet } from '../../domain/rules.ts';
import { ruleHash } from '../../records/rule-hash.ts';
import type { Queryable } from '../database.ts';
import { receivables } from './book.ts';

/** Rule version 1 of each receivable, active from the contract's first day. Nobody wrote it: it comes with the program. */
export async function loadFirstRules(tx: Queryable): Promise<void> {
  await hashMigrated(tx);
  const rows = receivables.map(({ code }) => {
    const content = defaultRules(code);
    return { code, content, hash: ruleHash(content) };
  });
  await tx.query(
    `INSERT INTO rule_version (receivable_code, version, status, content, content_hash, effective_from)
     SELECT r->>'code', 1, 'active', r->'content', r->>'hash', DATE '2026-04-01'
       FROM jsonb_array_elements($1::jsonb) AS t(r)
      WHERE NOT EXISTS (SELECT FROM rule_version v WHERE v.receivable_code = r->>'code')`,
    [JSON.stringify(rows)],
  );
}

/** A migration that adds a part to the stored contents cannot hash them in our canonical order; it leaves the hash empty. */
async function hashMigrated(tx: Queryable): Promise<void> {
  const { rows } = await tx.query<{ id: string; content: RuleSet }>(
    `SELECT id, content FROM rule_version WHERE content_hash = ''`,
  );
  for (const { id, content } of rows) {
    await tx.query('UPDATE rule_version SET content_hash = $2 WHERE id = $1', [id, ruleHash(content)]);
  }
}
