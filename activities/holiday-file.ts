import { CsvError, parse } from 'csv-parse/sync';
import type { ExchangeProblem } from '../domain/exchange-problem.ts';
import type { PlainDate } from '../domain/time.ts';
import { parseDate } from '../domain/wareki.ts';
import { decodeFile } from './exchange/encoding.ts';

export const holidayHeadings = ['国民の祝日・休日月日', '国民の祝日・休日名称'] as const;
const MAX_NAME = 40;

export interface HolidayFile {
  /** Names by day; none when anything is wrong */
  holidays: Record<PlainDate, string>;
  problems: ExchangeProblem[];
}

/**
 * The Cabinet Office's syukujitsu.csv (CP932; its download as UTF-8 is read too). Never throws for the content: everything wrong is listed by
 * line and heading, and then nothing of the file is used.
 */
export function readHolidays(bytes: Uint8Array, today: PlainDate): HolidayFile {
  const decoded = decodeFile(bytes);
  if ('error' in decoded) return refused([{ row: decoded.row, column: '', code: 'undecodable' }]);
  const holidays: Record<PlainDate, string> = {};
  const lines = new Map<PlainDate, number>();
  const problems: ExchangeProblem[] = [];
  let headed = false;
  try {
    parse(decoded.text, {
      relax_column_count: true,
      skip_empty_lines: true,
      bom: true,
      on_record: (record: string[], { lines: row }) => {
        if (headed) read(record, row);
        else problems.push(...headingFaults(record));
        headed = true;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problems.push({ row: lines.size + 2, column: '', code: 'quote_open' });
  }
  if (!headed && problems.length === 0) problems.push({ row: 1, column: '', code: 'file_empty' });
  const isOver = Object.keys(holidays).every((day) => day <= today);
  if (problems.length === 0 && isOver) problems.push({ row: 1, column: holidayHeadings[0], code: 'holidays_past' });
  return problems.length > 0 ? refused(problems) : { holidays, problems };

  function read(record: string[], row: number): void {
    const faults = rowFaults(record, row);
    problems.push(...faults);
    const day = parseDate(record[0] ?? '');
    if (faults.length > 0 || !day.ok) return;
    const first = lines.get(day.date);
    if (first === undefined) holidays[day.date] = record[1]!.trim();
    else problems.push({ row, column: holidayHeadings[0], code: 'duplicate_key', params: { row: first } });
    lines.set(day.date, first ?? row);
  }
}

function refused(problems: ExchangeProblem[]): HolidayFile {
  return { holidays: {}, problems };
}

function headingFaults(record: readonly string[]): ExchangeProblem[] {
  const names = record.map((name) => name.trim());
  return holidayHeadings
    .filter((heading, index) => names[index] !== heading)
    .map((heading) => ({ row: 1, column: heading, code: 'heading_missing', params: { heading } }));
}

function rowFaults(record: readonly string[], row: number): ExchangeProblem[] {
  const expected = holidayHeadings.length;
  if (record.length !== expected) {
    const code = record.length < expected ? 'row_truncated' : 'row_too_long';
    return [{ row, column: '', code, params: { columns: record.length, expected } }];
  }
  const [date, name] = record.map((cell) => cell.trim()) as [string, string];
  const faults: ExchangeProblem[] = [];
  if (date === '') faults.push({ row, column: holidayHeadings[0], code: 'required' });
  else if (!parseDate(date).ok) faults.push({ row, column: holidayHeadings[0], code: 'not_a_day' });
  if (name === '') faults.push({ row, column: holidayHeadings[1], code: 'required' });
  else if ([...name].length > MAX_NAME)
    faults.push({ row, column: holidayHeadings[1], code: 'too_long', params: { max: MAX_NAME } });
  return faults;
}
