import type { Words } from './useWords.ts';

/** 勤労感謝の日 or 文化の日 振替休日 in the person's language; a name the list does not have stays as the calendar has it. */
export function holidayName(name: string, code: Words['code']): string {
  return name
    .split(' ')
    .map((part) => code('holidays', part))
    .join(' ');
}
