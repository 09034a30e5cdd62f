import { createHash } from 'node:crypto';
import type pg from 'pg';

/** What is committed about the account, as everybody else sees it, as far as it can matter later. */
export interface View {
  account: { fact_version: number; decided_version: number; state: string; nudge_sent_at: string | null };
  episodes: { id: string; no: number; closed: boolean; started: boolean }[];
  /** Not sent yet */
  nudges: { nudge: number; cause: string; claimed_at: string | null }[];
  /** Cases at a department, of an episode that is closed */
  forgotten: number;
  owed: number;
}

const viewStatement = `
SELECT json_build_object(
  'account', (SELECT to_jsonb(a) FROM account a WHERE a.id = $1),
  'episodes', (SELECT json_agg(json_build_object('id', id, 'no', no, 'step', step, 'run', run_id, 'closed', closed_at IS NOT NULL,
                                                 'started', workflow_started_at IS NOT NULL) ORDER BY no)
                 FROM episode WHERE account_id = $1),
  'nudges', (SELECT coalesce(json_agg(json_build_object('nudge', id, 'cause', cause, 'claimed_at', claimed_at) ORDER BY id), '[]')
               FROM nudge WHERE account_id = $1 AND sent_at IS NULL),
  'last', (SELECT json_build_array(act, step, reasons, until, episode_id) FROM decision WHERE account_id = $1
            ORDER BY seq DESC LIMIT 1),
  'tasks', (SELECT json_agg(json_build_array(kind, state, step) ORDER BY kind, state, step) FROM task WHERE account_id = $1),
  'contacts', (SELECT count(*) FROM contact WHERE account_id = $1),
  'handed', (SELECT count(*) FROM hand_over WHERE account_id = $1),
  'forgotten', (SELECT count(*) FROM hand_over h JOIN episode e ON e.id = h.episode_id
                 WHERE h.account_id = $1 AND h.state IN ('sent', 'received', 'answered') AND e.closed_at IS NOT NULL),
  'stuck', (SELECT count(*) FROM stuck_account WHERE account_id = $1),
  'known_namespace', (SELECT temporal_namespace_id FROM installation),
  'owed', (SELECT coalesce(sum(balance), 0) FROM line_balance WHERE account_id = $1)) AS view`;

export async function viewOf(owner: pg.Pool, accountId: string): Promise<View> {
  const { rows } = await owner.query<{ view: View }>({ name: 'model_view', text: viewStatement, values: [accountId] });
  return rows[0]!.view;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const NUDGES = /"nudge(?:Ids)?":(?:\[[\d",]*\]|\d+)/g;

/** One short text for equal states of different plays: ids become numbers in the order in which they appear. */
export function fingerprint(state: unknown): string {
  const numbers = new Map<string, string>();
  const number = (id: string): string => {
    const known = numbers.get(id) ?? `#${numbers.size}`;
    numbers.set(id, known);
    return known;
  };
  const text = JSON.stringify(state, withoutSalts)
    .replace(UUID, number)
    .replace(NUDGES, (nudges) => nudges.replace(/\d+/g, number));
  return createHash('sha1').update(text).digest('base64');
}

function withoutSalts(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' ? null : value;
}
