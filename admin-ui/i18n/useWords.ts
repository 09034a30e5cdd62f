import { useMemo } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Language } from './provider.ts';
import type { ja } from './ja/index.ts';

type Path<T> = {
  [Key in keyof T & string]: T[Key] extends string ? Key : `${Key}.${Path<T[Key]>}`;
}[keyof T & string];

/** Every key of our own words, e.g. 'common.reveal'. */
export type WordKey = Path<typeof ja>;
export type CodeGroup = keyof typeof ja.codes;
export type WordParams = Record<string, string | number>;

export interface Words {
  /** `t('frame.seat', { seat: 3 })`; an unknown key does not compile. */
  t: (key: WordKey, params?: WordParams) => string;
  /** The word of a code: `code('outcomes', 'promise')` → 納付約束. Null is a dash, a code without a word comes back as it is. */
  code: (group: CodeGroup, code: string | null | undefined) => string;
  language: Language;
}

/** Our words in the person's language. */
export function useWords(): Words {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return useMemo(
    () => ({
      t: (key, params) => translate(key, params),
      code: (group, code) => (code ? translate(`codes.${group}.${code}`, { _: code }) : '—'),
      language: locale === 'en' ? 'en' : 'ja',
    }),
    [translate, locale],
  );
}
