import type { Session } from './codes.ts';
import type { Condition, FlagField, NumberField, Retry, RuleSet, Step } from './rules.ts';

export type Language = 'ja' | 'en';

/** One line of the escalation table as a sentence, for the rules page and reasons. */
export function stepSentence(step: Step, language: Language): string {
  return language === 'ja' ? japanese(step) : english(step);
}

/** The caps below the table as a sentence. */
export function capsSentence({ caps }: RuleSet, language: Language): string {
  const { callsPerUnitPerDay, ringsPerUnitPerDay, ringsPerNumberPerDay } = caps;
  const { contactsPerDebtorPerDay, minimumGapMinutes, letterGapDays } = caps;
  return language === 'ja'
    ? `1世帯への架電は1日${callsPerUnitPerDay}件まで、間隔は${minimumGapMinutes}分以上。同じ件で別の番号にかけるときは1番号${ringsPerNumberPerDay}回、世帯で${ringsPerUnitPerDay}回まで。1人への架電とSMSは1日${contactsPerDebtorPerDay}件まで。催告書は${letterGapDays}日以上あける。保留・納付済・時効の明細には催告しない。`
    : `At most ${times(callsPerUnitPerDay, 'call')} a day to one household, at least ${minimumGapMinutes} minutes apart; for the same case other numbers may be rung, each ${times(ringsPerNumberPerDay, 'time')} and ${times(ringsPerUnitPerDay, 'time')} in all. At most ${times(contactsPerDebtorPerDay, 'contact')} a day to one debtor, and ${times(letterGapDays, 'day')} between two letters. Held, paid and time-barred lines are not reminded of.`;
}

/** How soon the same case is rung again after a busy line or no answer. */
export function retrySentence({ retry: { busy, no_answer } }: RuleSet, language: Language): string {
  const ja = (answer: string, { minutes, times: count }: Retry) =>
    count > 0 ? `${answer}のときは${minutes}分後に当日${count}回までかけ直す。` : `${answer}は当日かけ直さない。`;
  const en = (answer: string, { minutes, times: count }: Retry) =>
    count > 0
      ? `After ${answer}, ring again ${times(minutes, 'minute')} later, at most ${times(count, 'time')} that day.`
      : `After ${answer}, not again that day.`;
  return language === 'ja'
    ? `${ja('話し中', busy)}${ja('不応答', no_answer)}欠番には二度とかけない。`
    : `${en('a busy line', busy)} ${en('no answer', no_answer)} A dead number is never rung again.`;
}

export function promiseSentence({ promise }: RuleSet, language: Language): string {
  const { graceDays, brokenLimit, remindBySms } = promise;
  if (language === 'ja')
    return `約束日から${graceDays}運営日目に入金を確かめる。不履行が${brokenLimit}回になったら所管課へ引き継ぐ。${remindBySms ? '約束日の前の運営日にSMSで確認する。' : '約束日の前にSMSは送らない。'}`;
  return `Payment is looked for ${times(graceDays, 'operating day')} after the promised date; after ${times(brokenLimit, 'broken promise')} the case is handed over. ${remindBySms ? 'A text reminds on the operating day before.' : 'No text is sent before.'}`;
}

export function seasonSentence({ seasonMonths }: RuleSet, language: Language): string {
  if (!seasonMonths) return language === 'ja' ? '通年' : 'All year';
  return language === 'ja' ? `${seasonMonths.join('・')}月に限る` : `Months ${seasonMonths.join(', ')} only`;
}

export function effectSentence({ effect }: RuleSet, language: Language): string {
  const { callWindowDays, letterWindowDays } = effect;
  return language === 'ja'
    ? `電話 ${callWindowDays}日、文書 ${letterWindowDays}日`
    : `Calls ${times(callWindowDays, 'day')}, letters ${times(letterWindowDays, 'day')}`;
}

export function conditionPhrase(condition: Condition, language: Language): string {
  const words = language === 'ja' ? ja : en;
  if ('all' in condition) return condition.all.map((part) => nested(part, language)).join(words.and);
  if ('any' in condition) return condition.any.map((part) => nested(part, language)).join(words.or);
  if ('is' in condition) return words.flags[condition.field][condition.is ? 0 : 1];
  if (condition.field === 'amount' && condition.op === '>=' && condition.value === 1) return words.owed;
  return words.compare(condition.field, condition.op, condition.value);
}

/** Name and unit of what a condition may count, for forms. */
export function numberWords(language: Language): Record<NumberField, { name: string; unit: string }> {
  return language === 'ja' ? jaNumbers : enNumberNames;
}

/** What a condition may ask, when it is so and when it is not. */
export function flagWords(language: Language): Record<FlagField, readonly [string, string]> {
  return (language === 'ja' ? ja : en).flags;
}

function nested(condition: Condition, language: Language): string {
  const phrase = conditionPhrase(condition, language);
  if (!('any' in condition) && !('all' in condition)) return phrase;
  return language === 'ja' ? `（${phrase}）` : `(${phrase})`;
}

function japanese(step: Step): string {
  const when = `${conditionPhrase(step.condition, 'ja')}とき、`;
  const every = step.attempts > 1 ? `${step.spacing}運営日以上の間隔で${step.attempts}回まで` : '1回';
  const after = step.waitAfter > 0 ? `その後${step.waitAfter}運営日待つ。` : '';
  switch (step.channel) {
    case 'call':
      return `${when}${ja.sessions[step.session]}に架電する。${every}。${after}`;
    case 'sms':
      return `${when}SMSを${every}送る。${after}`;
    case 'letter':
      return `${when}催告書を${every}送る。指定期限から${step.waitAfter}日待つ。`;
    case 'hand_off':
      return `${when}所管課へ引き継ぐ。以後は催告しない。`;
  }
}

function english(step: Step): string {
  const when = `When ${conditionPhrase(step.condition, 'en')}, `;
  const every =
    step.attempts > 1 ? `up to ${step.attempts} times, at least ${times(step.spacing, 'operating day')} apart` : 'once';
  const after = step.waitAfter > 0 ? `; then wait ${times(step.waitAfter, 'operating day')}` : '';
  switch (step.channel) {
    case 'call':
      return `${when}call ${en.sessions[step.session]} ${every}${after}.`;
    case 'sms':
      return `${when}send a text message ${every}${after}.`;
    case 'letter':
      return `${when}send a letter ${every}; then wait ${times(step.waitAfter, 'day')} from its payment date.`;
    case 'hand_off':
      return `${when}hand the case over to the department; no reminders after that.`;
  }
}

interface Words {
  and: string;
  or: string;
  /** Any amount */
  owed: string;
  sessions: Record<Session | 'any', string>;
  /** True, false */
  flags: Record<FlagField, readonly [string, string]>;
  compare(field: NumberField, op: '>=' | '<=' | '=', value: number): string;
}

const ja: Words = {
  and: '、かつ',
  or: '、または',
  owed: '未納がある',
  sessions: { weekday: '平日', evening: '夜間', holiday: '休日', any: '応答の見込める時間帯' },
  flags: {
    has_phone: ['電話番号がある', '電話番号がない'],
    has_mobile: ['携帯番号がある', '携帯番号がない'],
    is_company: ['法人である', '個人である'],
    last_was_miss: ['前回の架電が不応答である', '前回の架電が不応答でない'],
  },
  compare: (field, op, value) => {
    const { name, unit } = jaNumbers[field];
    const text = `${value.toLocaleString('ja-JP')}${unit}`;
    if (op === '=') return `${name}が${text}である`;
    return `${name}が${text}${op === '>=' ? '以上' : '以下'}である`;
  },
};

const jaNumbers: Record<NumberField, { name: string; unit: string }> = {
  amount: { name: '未納額', unit: '円' },
  lines: { name: '未納の期別', unit: '件' },
  oldest_due_days: { name: '最も古い納期限からの経過', unit: '日' },
  misses_weekday: { name: '平日の不応答', unit: '回' },
  misses_evening: { name: '夜間の不応答', unit: '回' },
  misses_holiday: { name: '休日の不応答', unit: '回' },
  misses: { name: '不応答', unit: '回' },
  calls: { name: '架電', unit: '回' },
  connections: { name: '接触', unit: '回' },
  sms_sent: { name: 'SMSの送信', unit: '回' },
  letters_handed_over: { name: '催告書の送付', unit: '回' },
  broken_promises: { name: '約束の不履行', unit: '回' },
  payment_data_age_days: { name: '納付データの経過', unit: '日' },
  month: { name: '月', unit: '月' },
};

const en: Words = {
  and: ' and ',
  or: ' or ',
  owed: 'anything is owed',
  sessions: { weekday: 'on weekdays', evening: 'in the evening', holiday: 'on a holiday', any: 'in the best session' },
  flags: {
    has_phone: ['a number is known', 'no number is known'],
    has_mobile: ['a mobile number is known', 'no mobile number is known'],
    is_company: ['it is a company', 'it is a person'],
    last_was_miss: ['the last call went unanswered', 'the last call did not go unanswered'],
  },
  compare: (field, op, value) => {
    const relation = { '>=': 'at least', '<=': 'at most', '=': 'exactly' }[op];
    const unit = field === 'amount' ? '¥' : '';
    return `${enNumbers[field]} ${relation} ${unit}${value.toLocaleString('en-US')}`;
  },
};

const enNumbers: Record<NumberField, string> = {
  amount: 'the arrears are',
  lines: 'the unpaid lines are',
  oldest_due_days: 'the days since the oldest due date are',
  misses_weekday: 'the weekday misses are',
  misses_evening: 'the evening misses are',
  misses_holiday: 'the holiday misses are',
  misses: 'the misses are',
  calls: 'the calls are',
  connections: 'the talks are',
  sms_sent: 'the text messages are',
  letters_handed_over: 'the letters are',
  broken_promises: 'the broken promises are',
  payment_data_age_days: 'the days since the payment data are',
  month: 'the month is',
};

const enNumberNames: Record<NumberField, { name: string; unit: string }> = {
  amount: { name: 'arrears', unit: 'yen' },
  lines: { name: 'unpaid lines', unit: '' },
  oldest_due_days: { name: 'days since the oldest due date', unit: 'days' },
  misses_weekday: { name: 'weekday misses', unit: '' },
  misses_evening: { name: 'evening misses', unit: '' },
  misses_holiday: { name: 'holiday misses', unit: '' },
  misses: { name: 'misses', unit: '' },
  calls: { name: 'calls', unit: '' },
  connections: { name: 'talks', unit: '' },
  sms_sent: { name: 'text messages', unit: '' },
  letters_handed_over: { name: 'letters', unit: '' },
  broken_promises: { name: 'broken promises', unit: '' },
  payment_data_age_days: { name: 'age of the payment data', unit: 'days' },
  month: { name: 'month', unit: '' },
};

function times(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
