import { dateOf, type PlainDate, timeOf, weekdayOf } from '../../domain/time.ts';
import { formatWareki, weekdayName } from '../../domain/wareki.ts';
import type { Language } from './provider.ts';

const englishWeekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** '2026-11-30' → '11-30(月)'; the year comes first when asked for, a known holiday is (月・祝). */
export function day(date: PlainDate, language: Language, { year = false, holiday = false } = {}): string {
  const text = `${year ? date : date.slice(5)}${weekday(date, language)}`;
  return holiday && language === 'ja' ? text.replace(')', '・祝)') : text;
}

/** An instant as the centre writes it: '11-23(月) 10:15'. */
export function moment(at: Date, language: Language, { year = false, holiday = false } = {}): string {
  return `${day(dateOf(at), language, { year, holiday })} ${timeOf(at)}`;
}

/** Legal dates: 'R8.8.31' or '令和8年8月31日'; plain ISO in English. */
export function legalDate(date: PlainDate, language: Language, style: 'short' | 'kanji' = 'short'): string {
  return language === 'ja' ? formatWareki(date, { style }) : date;
}

/** Milliseconds as '2:41' or '1:02:41'. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part) => String(part).padStart(2, '0')).join(':');
}

function weekday(date: PlainDate, language: Language): string {
  return language === 'ja' ? `(${weekdayName(date)})` : ` ${englishWeekdays[weekdayOf(date) - 1] ?? ''}`;
}
