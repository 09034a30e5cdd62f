import type { Reason } from '../../api/schemas/common.ts';
import { formatYen } from '../../domain/money.ts';
import { day, moment } from './dates.ts';
import type { CodeGroup, Words } from './useWords.ts';

const yenParams = ['amount', 'paid', 'balance', 'outstanding'];
const codeGroups: CodeGroup[] = [
  'holds',
  'sessions',
  'channels',
  'taskStates',
  'outcomes',
  'phoneStatus',
  'intentKinds',
  'handOverReasons',
  'weekdays',
];

/** A reason as a sentence of the person's language, without its なぜ. Parameters are yen, counts, ISO days or instants and codes. */
export function reasonText({ code, params = {} }: Reason, words: Words): string {
  const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, written(name, value, words)]));
  return fill(words.code('reasons', code), shown);
}

/** A sentence with its parameters; an optional part `[…%{x}…]` goes when its parameter did not come. */
export function fill(sentence: string, params: Record<string, string>): string {
  return sentence
    .replace(/\[([^[\]]*)\]/g, (_whole, part: string) => (names(part).every((name) => name in params) ? part : ''))
    .replace(/%\{(\w+)\}/g, (_whole, name: string) => params[name] ?? '');
}

function written(name: string, value: string | number, words: Words): string {
  if (typeof value === 'number') {
    return yenParams.includes(name) ? `${formatYen(value)}${words.language === 'ja' ? '円' : ' yen'}` : String(value);
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value, words.language);
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return moment(new Date(value), words.language);
  for (const group of codeGroups) {
    const word = words.code(group, value);
    if (word !== value) return word;
  }
  return value;
}

function names(part: string): string[] {
  return [...part.matchAll(/%\{(\w+)\}/g)].map((match) => match[1] ?? '');
}
