import { problem } from '../../domain/problem.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { Role } from '../schemas/session.ts';

export interface Staff {
  id: string;
  login: string;
  name: string;
  role: Role;
  department_code: string | null;
  department_name: string | null;
  seat: number | null;
  extension: string | null;
  approves_rules: boolean;
}

const columns = `s.id, s.login, s.name, s.role, s.department_code, d.name_ja AS department_name, s.seat, s.extension, s.approves_rules`;

export async function findStaff(db: Queryable, id: string): Promise<Staff | null> {
  const { rows } = await db.query<Staff>(
    `SELECT ${columns} FROM staff s LEFT JOIN department d ON d.code = s.department_code WHERE s.id = $1 AND s.active`,
    [id],
  );
  return rows[0] ?? null;
}

export async function findStaffByLogin(
  db: Queryable,
  login: string,
): Promise<(Staff & { password_hash: string; locked_minutes: number | null }) | null> {
  const { rows } = await db.query<Staff & { password_hash: string; locked_minutes: number | null }>(
    `SELECT ${columns}, s.password_hash, CEIL(EXTRACT(EPOCH FROM s.locked_until - clock_timestamp()) / 60)::integer AS locked_minutes
       FROM staff s LEFT JOIN department d ON d.code = s.department_code WHERE s.login = $1 AND s.active`,
    [login],
  );
  return rows[0] ?? null;
}

/** Locks a login for 15 minutes after the fifth failure in a row (§17(2)カ). Counts in its own statement, so that parallel tries all count. */
export async function countFailedLogin(db: Queryable, id: string): Promise<void> {
  await db.query(
    `UPDATE staff SET failed_logins = failed_logins + 1,
            locked_until = CASE WHEN (failed_logins + 1) % 5 = 0 THEN clock_timestamp() + interval '15 minutes' ELSE locked_until END
      WHERE id = $1`,
    [id],
  );
}

export async function clearFailedLogins(db: Queryable, id: string): Promise<void> {
  await db.query('UPDATE staff SET failed_logins = 0, locked_until = NULL WHERE id = $1', [id]);
}

/** The receivables whose rows this person may see: a clerk those of the own department, everybody else all (null). */
export async function visibleReceivables(db: Queryable, staff: Staff): Promise<string[] | null> {
  if (staff.role !== 'clerk') return null;
  const { rows } = await db.query<{ code: string }>('SELECT code FROM receivable WHERE department_code = $1', [
    staff.department_code,
  ]);
  return rows.map((row) => row.code);
}

/** Throws `other_department` when a clerk asks for another department's row. */
export async function assertMaySee(db: Queryable, staff: Staff, receivableCode: string): Promise<void> {
  const visible = await visibleReceivables(db, staff);
  if (visible && !visible.includes(receivableCode)) throw problem('other_department');
}
