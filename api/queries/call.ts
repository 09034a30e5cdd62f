import type { Outcome } from '../../domain/codes.ts';
import type { LineResult } from '../../domain/line-result.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { CallState } from '../schemas/case.ts';

type CallRow = Omit<CallState, 'proposed_outcome'> & { operator_id: string | null; line_result: LineResult | null };

const columns = `c.id, c.phone_id, p.number, g.phone AS caller_id, c.state, c.line_result, c.started_at, c.answered_at,
  c.ended_at, c.ring_ms, c.talk_ms, c.machine_hint, c.operator_id`;
const source = `call c JOIN receivable_group g ON g.code = c.group_code LEFT JOIN phone p ON p.id = c.phone_id`;

export async function findCall(
  db: Queryable,
  id: string,
): Promise<(CallState & { operator_id: string | null }) | null> {
  const { rows } = await db.query<CallRow>(`SELECT ${columns} FROM ${source} WHERE c.id = $1`, [id]);
  return rows[0] ? withProposal(rows[0]) : null;
}

/** The last call made under this claim of the task, for a screen that was reloaded. */
export async function lastCallOfTask(db: Queryable, taskId: string, since: Date): Promise<CallState | null> {
  const { rows } = await db.query<CallRow>(
    `SELECT ${columns} FROM ${source} JOIN intent i ON i.id = c.intent_id
      WHERE c.task_id = $1 AND i.attempted_at IS NOT NULL AND EXISTS (
        SELECT FROM contact_unit u WHERE u.id = c.contact_unit_id AND u.lease_task_id = $1 AND date_trunc('milliseconds', u.lease_since) = $2)
        AND NOT EXISTS (SELECT FROM contact x WHERE x.call_id = c.id)
      ORDER BY c.started_at DESC LIMIT 1`,
    [taskId, since],
  );
  return rows[0] ? withProposal(rows[0]) : null;
}

const proposals: Partial<Record<LineResult, Outcome>> = {
  answering_machine: 'machine_message',
  busy: 'busy',
  no_answer: 'no_answer',
  unreachable: 'no_answer',
  rejected: 'no_answer',
  unallocated: 'dead_number',
  number_changed: 'dead_number',
  invalid_number: 'dead_number',
};

function withProposal<Row extends CallRow>(row: Row): Row & { proposed_outcome: Outcome | null } {
  const machine = row.machine_hint ? 'machine_message' : null;
  return { ...row, proposed_outcome: row.line_result ? (proposals[row.line_result] ?? machine) : null };
}
