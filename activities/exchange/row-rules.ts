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
  history: ({ owed }) => (typeof owed === 'string' && !parseOwed(owed) ? [{ key: 'owed', code: 'owed_form' }] : []),
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

export interface Owed {
  taxItem: string;
  noticeNo: string;
  period: string;
  outstanding: number;
}

/** `税目:通知書番号:期別:未納額|…`; null when it has another form. */
export function parseOwed(text: string): Owed[] | null {
  const lines = text.split('|').map((part) => /^([^:|]+):([^:|]+):([^:|]+):(\d{1,9})$/.exec(part.trim()));
  if (!lines.every((line) => line !== null && Number(line[4]) > 0)) return null;
  return lines.map((line) => ({
    taxItem: line![1]!,
    noticeNo: line![2]!,
    period: line![3]!,
    outstanding: Number(line![4]),
  }));
}
