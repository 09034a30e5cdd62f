import type { CellValue, Column } from '../../domain/exchange-layout.ts';
import type { ExchangeProblemCode } from '../../domain/exchange-problem.ts';
import { kanaKey } from '../../domain/kana.ts';
import { parsePhone } from '../../domain/phone-number.ts';
import { parseDate } from '../../domain/wareki.ts';

export type Cell = { value: CellValue } | { code: ExchangeProblemCode; params?: Record<string, string | number> };

const maximumYen = 2_147_483_647;

/** Reads one cell by its column: the typed value, null when empty and not required, or what is wrong with it. */
export function parseCell(column: Column, raw: string): Cell {
  if (raw.includes('\uFFFD')) return { code: 'undecodable' };
  const text = raw.trim();
  if (text === '') return column.required ? { code: 'required' } : { value: null };
  if (column.maxLength !== undefined && [...text].length > column.maxLength) {
    return { code: 'too_long', params: { max: column.maxLength } };
  }
  return readers[column.type](text, column);
}

const readers: Record<Column['type'], (text: string, column: Column) => Cell> = {
  text: (text) => ({ value: text }),
  digits: (text) => (/^\d+$/.test(text) ? { value: text } : { code: 'not_digits' }),
  kana: (text) =>
    /^[\p{sc=Kana}\p{sc=Hira}\p{sc=Latin}\p{N}\p{P}゙゚ー]+$/u.test(kanaKey(text)) ? { value: text } : { code: 'not_kana' },
  day: readDay,
  instant: readInstant,
  yen: readYen,
  year: readYear,
  postcode: (text) => {
    const digits = text.normalize('NFKC').replace(/[-‐−ー]/g, '');
    return /^\d{7}$/.test(digits) ? { value: digits } : { code: 'not_a_postcode' };
  },
  phone: (text) => {
    const phone = parsePhone(text);
    return phone ? { value: phone.number } : { code: 'not_a_phone' };
  },
  code: (text, { codes = {} }) => {
    const value = Object.hasOwn(codes, text) ? codes[text] : Object.values(codes).find((code) => code === text);
    return value === undefined
      ? { code: 'code_unknown', params: { allowed: Object.keys(codes).join('、') } }
      : { value };
  },
  flag: (text) => (text === '1' || text === '0' ? { value: text === '1' } : { code: 'not_a_flag' }),
};

function readDay(text: string): Cell {
  const day = parseDate(text);
  return day.ok ? { value: day.date } : { code: 'not_a_day' };
}

/** Times without an offset are Japan's. The day must exist; `Date` alone would make the 31st of a shorter month the 1st of the next. */
function readInstant(text: string): Cell {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  const instant = match ? new Date(`${match[1]}T${match[2]}${match[3] ?? '+09:00'}`) : null;
  if (!match || !instant || Number.isNaN(instant.getTime()) || !parseDate(match[1]!).ok)
    return { code: 'not_an_instant' };
  return { value: instant.toISOString() };
}

function readYen(text: string): Cell {
  if (!/^[-−△▲]?(\d+|\d{1,3}(,\d{3})+)$/.test(text)) return { code: 'not_yen' };
  if (/^[^\d]/.test(text)) return { code: 'negative_amount' };
  const yen = Number(text.replaceAll(',', ''));
  return yen <= maximumYen ? { value: yen } : { code: 'not_yen' };
}

/** A fiscal year as 2026, R8, 令和8 or 平成31: the year in which its April lies. */
function readYear(text: string): Cell {
  if (/^(19|20)\d{2}$/.test(text)) return { value: Number(text) };
  const match = /^(R|H|S|令和|平成|昭和)(\d{1,2}|元)(?:年度?)?$/.exec(text.normalize('NFKC').toUpperCase());
  if (!match) return { code: 'not_a_year' };
  const year = match[2] === '元' ? 1 : Number(match[2]);
  return { value: eraStarts[match[1]!.slice(0, 1) as keyof typeof eraStarts] + year };
}

const eraStarts = { R: 2018, 令: 2018, H: 1988, 平: 1988, S: 1925, 昭: 1925 } as const;
