import { describe, expect, test } from '@jest/globals';
import { en } from '../../../admin-ui/i18n/en/index.ts';
import { ja } from '../../../admin-ui/i18n/ja/index.ts';
import type { Words } from '../../../admin-ui/i18n/useWords.ts';
import { consequenceSentences } from '../../../admin-ui/workspace/consequence.ts';
import { waitCodes } from '../../../domain/codes.ts';

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

const waits = (waiting_for: string, until: string | null, name = '市税') => ({
  account_id: name,
  receivable_code: name,
  receivable_name: name,
  act: 'wait',
  waiting_for,
  until,
  reasons: [],
});

describe('what saving will do', () => {
  test('is said once for the receivables for which it is the same', () => {
    const until = '2026-12-07T23:30:00.000Z';
    const said = consequenceSentences(
      [waits('promise', until), waits('promise', until, '国民健康保険料'), waits('hold', null, '介護保険料')],
      wordsOf('ja'),
    );
    expect(said.map(({ names, text }) => [names, text])).toEqual([
      [
        ['市税', '国民健康保険料'],
        '約束の期限(12-08(火)に判定)まで架電・SMS・催告書を止めます。未入金なら再び架電します。',
      ],
      [['介護保険料'], '保留のあいだ催告を止めます。'],
    ]);
  });

  test('names the hour of a call-back, not the morning the rules look again', () => {
    const callback = {
      ...waits('callback', '2026-12-09T23:30:00.000Z'),
      reasons: [{ kind: 'why' as const, code: 'callback_requested', params: { dueAt: '2026-11-26T03:30:00.000Z' } }],
    };
    expect(consequenceSentences([callback], wordsOf('ja'))[0]?.text).toBe(
      '11-26(木) 12:30に再架電します。それまで規則の架電は止めます。',
    );
  });

  test.each(waitCodes)('%s is a whole sentence with and without a day in both languages', (code) => {
    for (const language of ['ja', 'en'] as const) {
      for (const until of ['2026-12-07T23:30:00.000Z', null]) {
        const text = consequenceSentences([waits(code, until)], wordsOf(language))[0]?.text;
        expect(text).toMatch(language === 'ja' ? /。$/ : /\.$/);
        expect(text).not.toMatch(/[[\]%{}]/);
      }
    }
  });
});
