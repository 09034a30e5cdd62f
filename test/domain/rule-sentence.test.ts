import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../domain/default-rules.ts';
import {
  capsSentence,
  conditionPhrase,
  effectSentence,
  flagWords,
  numberWords,
  promiseSentence,
  retrySentence,
  seasonSentence,
  stepSentence,
} from '../../domain/rule-sentence.ts';
import { type Condition, flagFields, numberFields, type RuleSet, type Step } from '../../domain/rules.ts';

const rules = defaultRules('city_tax');
const hasMobile: Condition = { field: 'has_mobile', is: true };
const step: Step = {
  no: 1,
  name: '段階',
  condition: hasMobile,
  channel: 'call',
  session: 'any',
  attempts: 1,
  spacing: 1,
  waitAfter: 0,
};

describe('the default table', () => {
  test('reads as the rules page shows it', () => {
    expect(rules.steps.map((step) => stepSentence(step, 'ja'))).toEqual([
      '電話番号があるとき、平日に架電する。3運営日以上の間隔で2回まで。',
      '電話番号がある、かつ平日の不応答が1回以上である、かつ前回の架電が不応答であるとき、応答の見込める時間帯に架電する。3運営日以上の間隔で2回まで。その後2運営日待つ。',
      '携帯番号がある、かつ不応答が2回以上である、かつ前回の架電が不応答であるとき、SMSを1回送る。その後5運営日待つ。',
      '未納があるとき、催告書を1回送る。指定期限から5日待つ。',
      '電話番号がある、かつ催告書の送付が1回以上であるとき、応答の見込める時間帯に架電する。3運営日以上の間隔で2回まで。その後3運営日待つ。',
      '未納があるとき、所管課へ引き継ぐ。以後は催告しない。',
    ]);
  });

  test('and in English', () => {
    expect(stepSentence(rules.steps[0]!, 'en')).toBe(
      'When a number is known, call on weekdays up to 2 times, at least 3 operating days apart.',
    );
    expect(stepSentence(rules.steps[3]!, 'en')).toBe(
      'When anything is owed, send a letter once; then wait 5 days from its payment date.',
    );
    expect(capsSentence(rules, 'en')).toMatch(/^At most 1 call a day to one household/);
  });

  test('groups inside a group are in brackets', () => {
    const condition: Condition = {
      any: [
        { field: 'has_phone', is: false },
        {
          all: [
            { field: 'amount', op: '>=', value: 300_000 },
            { field: 'month', op: '=', value: 9 },
          ],
        },
      ],
    };
    expect(conditionPhrase(condition, 'ja')).toBe(
      '電話番号がない、または（未納額が300,000円以上である、かつ月が9月である）',
    );
    expect(conditionPhrase(condition, 'en')).toBe(
      'no number is known or (the arrears are at least ¥300,000 and the month is exactly 9)',
    );
  });
});

describe('a line of the table', () => {
  test.each([
    [{}, '携帯番号があるとき、応答の見込める時間帯に架電する。1回。'],
    [
      { session: 'evening', attempts: 3, spacing: 2, waitAfter: 4 },
      '携帯番号があるとき、夜間に架電する。2運営日以上の間隔で3回まで。その後4運営日待つ。',
    ],
    [{ channel: 'sms', waitAfter: 5 }, '携帯番号があるとき、SMSを1回送る。その後5運営日待つ。'],
    [{ channel: 'letter', waitAfter: 5 }, '携帯番号があるとき、催告書を1回送る。指定期限から5日待つ。'],
    [{ channel: 'hand_off' }, '携帯番号があるとき、所管課へ引き継ぐ。以後は催告しない。'],
  ] satisfies [Partial<Step>, string][])('%j in Japanese', (changed, sentence) => {
    expect(stepSentence({ ...step, ...changed }, 'ja')).toBe(sentence);
  });

  test.each([
    [{}, 'When a mobile number is known, call in the best session once.'],
    [
      { session: 'holiday', attempts: 3, spacing: 1, waitAfter: 4 },
      'When a mobile number is known, call on a holiday up to 3 times, at least 1 operating day apart; then wait 4 operating days.',
    ],
    [
      { channel: 'sms', waitAfter: 1 },
      'When a mobile number is known, send a text message once; then wait 1 operating day.',
    ],
    [
      { channel: 'letter', waitAfter: 1 },
      'When a mobile number is known, send a letter once; then wait 1 day from its payment date.',
    ],
    [
      { channel: 'hand_off' },
      'When a mobile number is known, hand the case over to the department; no reminders after that.',
    ],
  ] satisfies [Partial<Step>, string][])('%j in English', (changed, sentence) => {
    expect(stepSentence({ ...step, ...changed }, 'en')).toBe(sentence);
  });
});

describe('a condition', () => {
  test.each([
    [{ field: 'has_mobile', is: false }, '携帯番号がない', 'no mobile number is known'],
    [{ field: 'amount', op: '>=', value: 1 }, '未納がある', 'anything is owed'],
    [{ field: 'amount', op: '>=', value: 30_000 }, '未納額が30,000円以上である', 'the arrears are at least ¥30,000'],
    [{ field: 'amount', op: '<=', value: 1 }, '未納額が1円以下である', 'the arrears are at most ¥1'],
    [{ field: 'lines', op: '>=', value: 1 }, '未納の期別が1件以上である', 'the unpaid lines are at least 1'],
    [{ field: 'month', op: '=', value: 9 }, '月が9月である', 'the month is exactly 9'],
    [
      { any: [hasMobile, { field: 'is_company', is: true }] },
      '携帯番号がある、または法人である',
      'a mobile number is known or it is a company',
    ],
    [
      {
        all: [
          hasMobile,
          {
            any: [
              { field: 'has_phone', is: true },
              { field: 'last_was_miss', is: false },
            ],
          },
        ],
      },
      '携帯番号がある、かつ（電話番号がある、または前回の架電が不応答でない）',
      'a mobile number is known and (a number is known or the last call did not go unanswered)',
    ],
    [
      { any: [hasMobile, { all: [{ field: 'calls', op: '=', value: 2 }] }] },
      '携帯番号がある、または（架電が2回である）',
      'a mobile number is known or (the calls are exactly 2)',
    ],
  ] satisfies [Condition, string, string][])('%j', (condition, ja, en) => {
    expect(conditionPhrase(condition, 'ja')).toBe(ja);
    expect(conditionPhrase(condition, 'en')).toBe(en);
  });

  test.each(['ja', 'en'] as const)('has a name for each field in %s', (language) => {
    expect(Object.keys(numberWords(language)).toSorted()).toEqual(numberFields.toSorted());
    expect(Object.keys(flagWords(language)).toSorted()).toEqual(flagFields.toSorted());
  });

  test('is named in the language asked for', () => {
    expect([numberWords('ja').calls, numberWords('en').amount]).toEqual([
      { name: '架電', unit: '回' },
      { name: 'arrears', unit: 'yen' },
    ]);
    expect([flagWords('ja').is_company[1], flagWords('en').is_company[1]]).toEqual(['個人である', 'it is a person']);
  });
});

describe('what stands below the table', () => {
  const changed = (more: Partial<RuleSet>): RuleSet => ({ ...rules, ...more });

  test('caps', () => {
    expect(capsSentence(rules, 'ja')).toBe(
      '1世帯への架電は1日1件まで、間隔は60分以上。同じ件で別の番号にかけるときは1番号2回、世帯で3回まで。1人への架電とSMSは1日1件まで。催告書は28日以上あける。保留・納付済・時効の明細には催告しない。',
    );
    expect(capsSentence(rules, 'en')).toBe(
      'At most 1 call a day to one household, at least 60 minutes apart; for the same case other numbers may be rung, each 2 times and 3 times in all. At most 1 contact a day to one debtor, and 28 days between two letters. Held, paid and time-barred lines are not reminded of.',
    );
  });

  test('retries', () => {
    expect(retrySentence(rules, 'ja')).toBe(
      '話し中のときは5分後に当日1回までかけ直す。不応答は当日かけ直さない。欠番には二度とかけない。',
    );
    expect(retrySentence(rules, 'en')).toBe(
      'After a busy line, ring again 5 minutes later, at most 1 time that day. After no answer, not again that day. A dead number is never rung again.',
    );
  });

  test('promises', () => {
    expect(promiseSentence(rules, 'ja')).toBe(
      '約束日から3運営日目に入金を確かめる。不履行が2回になったら所管課へ引き継ぐ。約束日の前にSMSは送らない。',
    );
    expect(promiseSentence(rules, 'en')).toBe(
      'Payment is looked for 3 operating days after the promised date; after 2 broken promises the case is handed over. No text is sent before.',
    );
    const reminding = changed({ promise: { graceDays: 1, brokenLimit: 1, remindBySms: true } });
    expect(promiseSentence(reminding, 'ja')).toContain('約束日の前の運営日にSMSで確認する。');
    expect(promiseSentence(reminding, 'en')).toBe(
      'Payment is looked for 1 operating day after the promised date; after 1 broken promise the case is handed over. A text reminds on the operating day before.',
    );
  });

  test('seasons', () => {
    expect([seasonSentence(rules, 'ja'), seasonSentence(rules, 'en')]).toEqual(['通年', 'All year']);
    const childcare = defaultRules('childcare');
    expect(seasonSentence(childcare, 'ja')).toBe('2・3・9・10月に限る');
    expect(seasonSentence(childcare, 'en')).toBe('Months 2, 3, 9, 10 only');
  });

  test('effect windows', () => {
    expect(effectSentence(rules, 'ja')).toBe('電話 60日、文書 90日');
    expect(effectSentence(rules, 'en')).toBe('Calls 60 days, letters 90 days');
  });
});
