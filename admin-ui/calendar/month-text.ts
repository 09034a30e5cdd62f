import { legalDate } from '../i18n/dates.ts';
import type { Language } from '../i18n/provider.ts';

/** '2026-11' → 令和8年11月; as it is in English. */
export function monthText(month: string, language: Language): string {
  return language === 'ja' ? legalDate(`${month}-01`, 'ja', 'kanji').replace(/\d+日$/, '') : month;
}

/** 2026 → 令和8年度. */
export function fiscalYearText(year: number, language: Language): string {
  return language === 'ja' ? legalDate(`${year}-04-01`, 'ja', 'kanji').replace(/年.*$/, '年度') : `FY${year}`;
}
