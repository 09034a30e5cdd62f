import type { CellValue, ExchangeInterface } from '../../domain/exchange-layout.ts';
import type { ExchangeProblemCode } from '../../domain/exchange-problem.ts';

export type Cells = Record<string, CellValue>;
export interface RowFault {
  key: string;
  code: ExchangeProblemCode;
}

/** What must hold between the cells of one row, beyond each cell's own form. Names the cell to correct. */
export const rowRules: Record<ExchangeInterface, (cells: Cells) => RowFault[]> = {
  debtors: () => [],
  phones: () => [],
  arrears: ({ assessed, outstanding }) =>
    Number(outstanding) > Number(assessed) ? [{ key: 'outstanding', code: 'outstanding_over_assessed' }] : [],
  payments: ({ amount }) => (amount === 0 ? [{ key: 'amount', code: 'amount_zero' }] : []),
  holds: holdFaults,
  history: ({ owed }) => (typeof owed === 'string' && !isOwed(owed) ? [{ key: 'owed', code: 'owed_form' }] : []),
};

const scopeNeeds: Record<string, readonly string[]> = {
  debtor: [],
  account: ['receivable'],
  line: ['receivable', 'taxItem', 'noticeNo', 'period'],
};

function holdFaults(cells: Cells): RowFault[] {
  const missing = (scopeNeeds[String(cells['scope'])] ?? []).filter((key) => cells[key] === null);
  const faults: RowFault[] = missing.map((key) => ({ key, code: 'required' }));
  const { fromDate, untilDate } = cells;
  if (typeof fromDate === 'string' && typeof untilDate === 'string' && untilDate < fromDate) {
    faults.push({ key: 'untilDate', code: 'until_before_from' });
  }
  return faults;
}

/** `税目:通知書番号:期別:未納額|…` with at least one yen each; read apart in history.ts by the database. */
function isOwed(text: string): boolean {
  return text.split('|').every((line) => /^[^:|]+:[^:|]+:[^:|]+:0*[1-9]\d{0,8}$/.test(line.trim()));
}
