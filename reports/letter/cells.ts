import type { LetterLine } from './data.ts';
import { emsOf, emsPerLine } from './width.ts';

/** The cells of the table with free text: width of the column less its padding (style.css), type and lines a row has room for. */
const cells = [
  { field: 'taxItem', widthMm: 27.4, points: 8.5, lines: 2 },
  { field: 'noticeNo', widthMm: 22.4, points: 8.5, lines: 2 },
  { field: 'period', widthMm: 11.4, points: 8.5, lines: 2 },
  { field: 'remark', widthMm: 13.9, points: 7, lines: 3 },
] as const;

/** Whether the line fits its row, so that the table stays as high as planned. */
export function lineFits(line: LetterLine): boolean {
  return cells.every(({ field, widthMm, points, lines }) => emsOf(line[field]) <= lines * emsPerLine(widthMm, points));
}
