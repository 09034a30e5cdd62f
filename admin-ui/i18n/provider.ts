import polyglotI18nProvider from 'ra-i18n-polyglot';
import type { TranslationMessages } from 'react-admin';
import { enMessages } from './en/ra.ts';
import { en } from './en/index.ts';
import { jaMessages } from './ja/ra.ts';
import { ja } from './ja/index.ts';

export type Language = 'ja' | 'en';

const messages: Record<Language, TranslationMessages> = {
  ja: { ...jaMessages, ...ja, resources: resourceNames(ja.frame.nouns) },
  en: { ...enMessages, ...en, resources: resourceNames(en.frame.nouns) },
};

/** Japanese unless the person chose otherwise. Optional parts of a reason stay as they are, hence `allowMissing`. */
export const i18nProvider = polyglotI18nProvider(
  (locale) => messages[locale === 'en' ? 'en' : 'ja'],
  'ja',
  [
    { locale: 'ja', name: '日本語' },
    { locale: 'en', name: 'English' },
  ],
  { allowMissing: true },
);

function resourceNames(nouns: Record<string, string>): Record<string, { name: string }> {
  return Object.fromEntries(Object.entries(nouns).map(([noun, name]) => [noun, { name }]));
}
