import { describe, expect, test } from '@jest/globals';
import { en } from '../../admin-ui/i18n/en/index.ts';
import { ja } from '../../admin-ui/i18n/ja/index.ts';
import { reasonText } from '../../admin-ui/i18n/reason-text.ts';
import type { Words } from '../../admin-ui/i18n/useWords.ts';
import { reasonCodes } from '../../domain/codes.ts';

function wordsOf(language: 'ja' | 'en'): Words {
  const codes: Record<string, Record<string, string | object>> = (language === 'ja' ? ja : en).codes;
  return {
    t: (key) => key,
    code: (group, code) => {
      const word = codes[group]?.[code ?? ''];
      return typeof word === 'string' ? word : (code ?? '—');
    },
    language,
  };
}

describe('reasonText', () => {
  test('writes yen, days and codes into the sentence', () => {
    const words = wordsOf('ja');
    expect(
      reasonText({ kind: 'why', code: 'promise_open', params: { promisedFor: '2026-11-30', amount: 38_200 } }, words),
    ).toBe('約束の期限前です(11-30(月)まで 38,200円)');
    expect(reasonText({ kind: 'why', code: 'hold_active', params: { kind: 'instalments' } }, words)).toBe(
      '保留中です(分納)',
    );
  });

  test('leaves out the part whose parameter did not come', () => {
    expect(reasonText({ kind: 'why_now', code: 'session_open' }, wordsOf('ja'))).toBe('運営時間内です');
    expect(reasonText({ kind: 'why_now', code: 'session_open' }, wordsOf('en'))).toBe('Within operating hours');
  });

  test.each(reasonCodes)('%s has a whole sentence without parameters in both languages', (code) => {
    for (const language of ['ja', 'en'] as const) {
      const text = reasonText({ kind: 'why', code }, wordsOf(language));
      expect(text).not.toMatch(/[[\]%{}]/);
      expect((text.match(/\(/g) ?? []).length).toBe((text.match(/\)/g) ?? []).length);
    }
  });
});
