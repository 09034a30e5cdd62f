import { stringify } from 'csv-stringify/sync';
import {
  type CellValue,
  type Column,
  type ExchangeInterface,
  type ExchangeRows,
  exchangeLayouts,
} from '../../domain/exchange-layout.ts';
import { encodeCp932, type FileEncoding } from './encoding.ts';

/**
 * A file in its documented layout: headings, CRLF, quoted where needed. For the simulated city, tests and the 移行 hand-over; it writes what
 * `parseExchange` reads. Throws RangeError when CP932 lacks a character.
 */
export function writeExchangeFile<I extends ExchangeInterface>(
  name: I,
  rows: readonly ExchangeRows[I][],
  encoding: FileEncoding = 'utf8',
): Buffer {
  const { columns } = exchangeLayouts[name];
  const records = rows.map((row) => {
    const values = new Map<string, CellValue | undefined>(Object.entries(row));
    return columns.map((column) => cellText(column, values.get(column.key) ?? null));
  });
  const text = stringify([columns.map((column) => column.name), ...records], {
    record_delimiter: '\r\n',
    quoted_match: /[\r\n]/,
  });
  if (encoding === 'utf8') return Buffer.from(text);
  const bytes = encodeCp932(text);
  if (!(bytes instanceof Uint8Array)) throw new RangeError(`Line ${bytes.row} has a character that CP932 lacks`);
  return Buffer.from(bytes);
}

function cellText({ type, codes = {} }: Column, value: CellValue): string {
  if (value === null) return '';
  if (type === 'flag') return value ? '1' : '0';
  if (type === 'code') return Object.keys(codes).find((word) => codes[word] === value) ?? String(value);
  return String(value);
}
