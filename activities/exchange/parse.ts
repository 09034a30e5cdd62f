import { CsvError, parse } from 'csv-parse/sync';
import type { Column, Layout } from '../../domain/exchange-layout.ts';
import type { ExchangeProblem } from '../../domain/exchange-problem.ts';
import { parseCell } from './cells.ts';
import { type References, resolveReferences } from './references.ts';
import { type Cells, rowRules } from './row-rules.ts';

export interface ParsedRow {
  /** Line of the file on which the row begins; the heading is 1 */
  row: number;
  cells: Cells;
}

export interface ParsedFile {
  rows: ParsedRow[];
  rowCount: number;
  problems: ExchangeProblem[];
}

/** Reads a decoded file against its layout. Never throws for the file's content: everything wrong is listed with row and column. */
export function parseExchange(layout: Layout, text: string, references: References): ParsedFile {
  const file: ParsedFile = { rows: [], rowCount: 0, problems: [] };
  const seen = new Map<string, number>();
  let columns: Column[] | null = null;
  let headed = false;
  let line = 1;
  try {
    readRecords(text, (record, lines) => {
      const row = line;
      line = lines + 1;
      if (columns) readRow(record, row, columns);
      else if (!headed) columns = readHeadings(layout, record, file.problems);
      headed = true;
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    file.problems.push({ row: line, column: '', code: 'quote_open' });
  }
  if (!headed && file.problems.length === 0) file.problems.push({ row: 1, column: '', code: 'file_empty' });
  return file;

  function readRow(record: string[], row: number, order: Column[]): void {
    file.rowCount += 1;
    const faults = rowFaults(record, row, order);
    file.problems.push(...faults.problems);
    if (faults.problems.length > 0) return;
    const key = layout.key.map((name) => faults.cells[name]).join('\u0000');
    const first = seen.get(key);
    if (first !== undefined) {
      const column = heading(layout, layout.key.at(-1)!);
      file.problems.push({ row, column, code: 'duplicate_key', params: { row: first } });
      return;
    }
    seen.set(key, row);
    file.rows.push({ row, cells: faults.cells });
  }

  function rowFaults(record: string[], row: number, order: Column[]): { cells: Cells; problems: ExchangeProblem[] } {
    if (record.length !== order.length) {
      const code = record.length < order.length ? 'row_truncated' : 'row_too_long';
      return {
        cells: {},
        problems: [{ row, column: '', code, params: { columns: record.length, expected: order.length } }],
      };
    }
    const cells: Cells = {};
    const problems: ExchangeProblem[] = [];
    order.forEach((column, index) => {
      const cell = parseCell(column, record[index]!);
      if ('value' in cell) cells[column.key] = cell.value;
      else problems.push({ row, column: column.name, ...cell });
    });
    if (problems.length > 0) return { cells, problems };
    for (const { key, code } of [...rowRules[layout.interface](cells), ...resolveReferences(cells, references)]) {
      problems.push({ row, column: heading(layout, key), code });
    }
    return { cells, problems };
  }
}

/** A quote inside an unquoted cell is a damaged file, not a name: `relax_quotes` stays off. `lines` is the last line of the record. */
function readRecords(text: string, each: (record: string[], lines: number) => void): void {
  parse(text, {
    relax_column_count: true,
    skip_empty_lines: true,
    bom: true,
    on_record: (record: string[], { lines }) => {
      each(record, lines);
      return null;
    },
  });
}

function readHeadings(layout: Layout, record: string[], problems: ExchangeProblem[]): Column[] | null {
  const names = record.map((name) => name.trim());
  const columns = names.map((name) => layout.columns.find((column) => column.name === name));
  // By their places and in one line: what stands there may be a person's data, when the heading is missing.
  const unknown = columns.flatMap((column, index) => (column ? [] : [index + 1]));
  if (unknown.length > 0) {
    problems.push({ row: 1, column: '', code: 'heading_unknown', params: { position: unknown.join(', ') } });
  }
  columns.forEach((column, index) => {
    if (column && names.indexOf(column.name) < index) {
      problems.push({ row: 1, column: column.name, code: 'heading_twice', params: { heading: column.name } });
    }
  });
  for (const { name, required } of layout.columns) {
    if (required && !names.includes(name)) {
      problems.push({ row: 1, column: name, code: 'heading_missing', params: { heading: name } });
    }
  }
  return problems.length === 0 ? columns.filter((column) => column !== undefined) : null;
}

function heading(layout: Layout, key: string): string {
  return layout.columns.find((column) => column.key === key)!.name;
}
