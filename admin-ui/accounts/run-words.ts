import type { WordKey, Words } from '../i18n/useWords.ts';

/** Temporal may add kinds: one without a word is shown as it is. */
export function runWord(key: string, otherwise: string, { t }: Words): string {
  const text = t(key as WordKey);
  return text === key ? otherwise : text;
}
