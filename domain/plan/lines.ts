import type { LineFact } from '../facts.ts';
import { addDays, type PlainDate } from '../time.ts';

/** The unpaid lines of the book, each in exactly one of the four heaps. */
export interface LineHeaps {
  open: LineFact[];
  held: LineFact[];
  prescribed: LineFact[];
  /** Without a 督促状, or within its term */
  pending: LineFact[];
  /** What a reminder may be about */
  dunnable: LineFact[];
}

export function sortLines(lines: readonly LineFact[], today: PlainDate, demandTermDays: number): LineHeaps {
  const heaps: LineHeaps = { open: lines.filter(isOpen), held: [], prescribed: [], pending: [], dunnable: [] };
  for (const line of heaps.open) heaps[heapOf(line, today, demandTermDays)].push(line);
  return heaps;
}

/** The first day a reminder may be about this line; null while no 督促状 was sent. */
export function dunnableFrom({ demandDate }: LineFact, demandTermDays: number): PlainDate | null {
  return demandDate === null ? null : addDays(demandDate, demandTermDays + 1);
}

export function isPrescribed({ prescriptionDate }: LineFact, today: PlainDate): boolean {
  return prescriptionDate !== null && prescriptionDate <= today;
}

export function sumOf(lines: readonly LineFact[]): number {
  return lines.reduce((sum, line) => sum + line.balance, 0);
}

function isOpen({ balance, removed }: LineFact): boolean {
  return balance > 0 && !removed;
}

function heapOf(line: LineFact, today: PlainDate, demandTermDays: number): Exclude<keyof LineHeaps, 'open'> {
  if (line.held) return 'held';
  if (isPrescribed(line, today)) return 'prescribed';
  const from = dunnableFrom(line, demandTermDays);
  return from === null || from > today ? 'pending' : 'dunnable';
}
