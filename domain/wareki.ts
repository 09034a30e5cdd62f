import { isPlainDate, weekdayOf, type PlainDate } from './time.ts';

/** Eras from the newest; each ends the day before the next began. Days before 1873 (the old calendar) cannot be written. */
const eras = [
  { name: '令和', letter: 'R', from: '2019-05-01' },
  { name: '平成', letter: 'H', from: '1989-01-08' },
  { name: '昭和', letter: 'S', from: '1926-12-25' },
  { name: '大正', letter: 'T', from: '1912-07-30' },
  { name: '明治', letter: 'M', from: '1873-01-01' },
] as const;

const firstMeijiYear = 1868;
const weekdayNames = ['月', '火', '水', '木', '金', '土', '日'] as const;

export type WarekiError = 'unreadable' | 'no_such_day' | 'outside_era' | 'wrong_weekday';
export type WarekiResult = { ok: true; date: PlainDate } | { ok: false; error: WarekiError };

const kanjiForm = /^(令和|平成|昭和|大正|明治|[RHSTM])?\s*(\d{1,4}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$/;
const signForm = /^(令和|平成|昭和|大正|明治|[RHSTM])?(\d{1,4}|元)([./-])(\d{1,2})\3(\d{1,2})$/;
const digitForm = /^(\d{4})(\d{2})(\d{2})$/;
const weekdayForm = /\s*\(([月火水木金土日])\)$/;

/**
 * Reads a date as staff write it: R8.11.22, 令和8年11月22日, 8/11/22 (a short year without an era is 令和), 2026-11-22, 20261122, full width, 元年,
 * with or without a weekday in parentheses. Strict: a day that does not exist, a day outside its era or a wrong weekday is an error.
 */
export function parseDate(text: string): WarekiResult {
  const written = text.normalize('NFKC').trim().toUpperCase();
  const weekday = weekdayForm.exec(written)?.[1];
  const parts = split(written.replace(weekdayForm, ''));
  if (!parts) return { ok: false, error: 'unreadable' };

  const { era, year, month, day } = parts;
  const date = `${String(year).padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isPlainDate(date)) return { ok: false, error: 'no_such_day' };
  const actual = eraOf(date);
  if (!actual || (era && actual.name !== era.name)) return { ok: false, error: 'outside_era' };
  if (weekday && weekday !== weekdayName(date)) return { ok: false, error: 'wrong_weekday' };
  return { ok: true, date };
}

export interface WarekiFormat {
  /** 令和8年11月22日 or R8.11.22 */
  style?: 'kanji' | 'short';
  /** Adds (日) */
  weekday?: boolean;
}

/** 令和8年11月22日, R8.11.22, either with (日). Throws RangeError before 1873 or on an impossible day. */
export function formatWareki(date: PlainDate, { style = 'kanji', weekday = false }: WarekiFormat = {}): string {
  const era = isPlainDate(date) ? eraOf(date) : null;
  if (!era) throw new RangeError(`No era for ${date}`);
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const eraYear = year - firstYear(era) + 1;
  const text =
    style === 'short'
      ? `${era.letter}${eraYear}.${month}.${day}`
      : `${era.name}${eraYear === 1 ? '元' : eraYear}年${month}月${day}日`;
  return weekday ? `${text}(${weekdayName(date)})` : text;
}

/** 月 … 日 */
export function weekdayName(date: PlainDate): string {
  return weekdayNames[(weekdayOf(date) - 1) as 0 | 1 | 2 | 3 | 4 | 5 | 6];
}

type Era = (typeof eras)[number];

function split(text: string): { era: Era | null; year: number; month: string; day: string } | null {
  const digits = digitForm.exec(text);
  if (digits) return { era: null, year: Number(digits[1]), month: digits[2] ?? '', day: digits[3] ?? '' };

  const kanji = kanjiForm.exec(text);
  const signs = signForm.exec(text);
  const [eraText, yearText, month, day] = kanji
    ? kanji.slice(1)
    : signs
      ? [signs[1], signs[2], signs[4], signs[5]]
      : [];
  if (!yearText || !month || !day) return null;

  if (!eraText && yearText.length === 4) return { era: null, year: Number(yearText), month, day };
  const era = eraText ? eras.find(({ name, letter }) => eraText === name || eraText === letter) : eras[0];
  const eraYear = yearText === '元' ? 1 : Number(yearText);
  if (!era || yearText.length > 2 || eraYear < 1) return null;
  return { era, year: firstYear(era) + eraYear - 1, month, day };
}

function eraOf(date: PlainDate): Era | null {
  return eras.find(({ from }) => date >= from) ?? null;
}

function firstYear(era: Era): number {
  return era.letter === 'M' ? firstMeijiYear : Number(era.from.slice(0, 4));
}
