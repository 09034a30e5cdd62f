import type { LedgerAct } from '../../domain/codes.ts';
import type { ExchangeProblem } from '../../domain/exchange-problem.ts';
import type { Queryable } from '../../prisma/database.ts';
import type { AccountChange } from '../../records/changes.ts';

/** The file being taken in, as its intake sees it. */
export interface IntakeFile {
  id: string;
  /** Department code */
  sender: string;
  asOf: Date;
  /** Business instant of the intake */
  now: Date;
}

export interface Counts {
  added: number;
  changed: number;
  removed: number;
  parked: number;
}

/** Accounts that get a ledger row, and those of them (or others) whose next decision may differ and which are therefore nudged. */
export interface Effect {
  act: LedgerAct;
  accounts: readonly AccountChange[];
}

export interface IntakeResult {
  counts: Counts;
  effects: readonly Effect[];
  touched: readonly string[];
}

/** How one interface gets from the staged table `incoming` into the facts. Both run inside one transaction; `apply` never half-applies. */
export interface Intake {
  /** What the rows refer to and the facts do not have */
  check(tx: Queryable): Promise<ExchangeProblem[]>;
  apply(tx: Queryable, file: IntakeFile): Promise<IntakeResult>;
}

/** Rows of `incoming` whose 宛名番号 nobody has. */
export async function unknownDebtors(tx: Queryable): Promise<ExchangeProblem[]> {
  const { rows } = await tx.query<{ row_no: number }>(
    `SELECT row_no FROM incoming i WHERE NOT EXISTS (SELECT FROM debtor d WHERE d.addressee_no = i."addresseeNo") ORDER BY row_no`,
  );
  return rows.map(({ row_no }) => ({ row: row_no, column: '宛名番号', code: 'debtor_unknown' }));
}

export function plain(accountIds: readonly string[]): AccountChange[] {
  return accountIds.map((accountId) => ({ accountId, detail: {} }));
}
