import type { LetterLine } from './data.ts';

/** Rows of the table on the letter itself, as many as the fold and the contact block leave room for. */
const rowsOnLetter = 8;
const rowsOnDetail = 26;
/** Post rule: at most this many sheets in one envelope. */
export const maxSheets = 8;
/** More lines than this need a second letter. */
export const maxLines = rowsOnLetter - 1 + (maxSheets - 1) * rowsOnDetail;

export interface Sheets {
  /** Rows printed on the letter */
  first: LetterLine[];
  /** Rows of each page of the 滞納金額明細書, none when all fit on the letter */
  details: LetterLine[][];
}

/** Divides the lines over the sheets. With 明細書 the letter's last row stands for its sum, so the letter's total is still that of its rows. */
export function divideIntoSheets(lines: readonly LetterLine[]): Sheets {
  if (lines.length <= rowsOnLetter) return { first: [...lines], details: [] };
  const first = lines.slice(0, rowsOnLetter - 1);
  const rest = lines.slice(first.length);
  const details: LetterLine[][] = [];
  for (let from = 0; from < rest.length; from += rowsOnDetail) details.push(rest.slice(from, from + rowsOnDetail));
  return { first, details };
}

/** Pages of a letter with so many lines. */
export function sheetCount(lines: number): number {
  return lines <= rowsOnLetter ? 1 : 1 + Math.ceil((lines - rowsOnLetter + 1) / rowsOnDetail);
}

/** Empty rows that keep the table, and all below it, where the form has it. */
export function emptyRows(sheets: Sheets): number {
  return sheets.details.length > 0 ? 0 : rowsOnLetter - sheets.first.length;
}
