/** Longest text that the carriers take, in full-width characters. */
export const smsMaxLength = 660;
const singlePart = 70;
const joinedPart = 67;

export type SmsPurpose = 'please_call' | 'promise_reminder' | 'letter_posted';

/** The centre's own name as the city publishes it, and the group's number as it is written ('025-000-0101'). */
export interface SmsSender {
  centreName: string;
  groupPhone: string;
}

/** The city's default texts: who writes and where to call back, and nothing that tells a third reader why. */
export const smsTexts: Record<SmsPurpose, (sender: SmsSender) => string> = {
  please_call: ({ centreName, groupPhone }) =>
    `${centreName}です。お伝えしたいことがありますので、${groupPhone}へお電話をお願いします。`,
  promise_reminder: ({ centreName, groupPhone }) =>
    `${centreName}です。お約束の日が近づきましたのでお知らせします。お問い合わせは${groupPhone}へ。`,
  letter_posted: ({ centreName, groupPhone }) =>
    `${centreName}です。お手紙をお送りしましたのでご確認ください。お問い合わせは${groupPhone}へ。`,
};

/** How many messages the carrier charges: one up to 70 characters, then 67 each; null when it is empty or too long to send. */
export function smsParts(text: string): number | null {
  const length = text.length; // UTF-16 units, as the carriers count
  if (length === 0 || length > smsMaxLength) return null;
  return length <= singlePart ? 1 : Math.ceil(length / joinedPart);
}

export type SmsFinding = { kind: 'url' | 'amount' | 'tax_word' | 'urgency_word'; found: string };

const forbidden: readonly [SmsFinding['kind'], RegExp][] = [
  ['url', /(?:https?:\/\/|www\.)\S*|[a-z0-9-]+\.(?:jp|com|net|org|info|biz|me|cc|ly|co|to|link|site|xyz)\b/gi],
  ['amount', /[¥\\]\s*\d[\d,]*|\d[\d,]*\s*(?:万|千)?円|[〇一二三四五六七八九十百千万]+円/g],
  ['tax_word', /[一-龠]*税|保険料|保育料|副食費|延滞金?|滞納|未納|納期限?|納付書?|督促|催告|差押え?/g],
  ['urgency_word', /至急|緊急|大至急|本日中|直ちに|ただちに|最終通告|最終通知|法的措置|訴訟/g],
];

/**
 * What a text must not say: cities warn of messages about unpaid money with links, amounts or urgency. The centre's own name (…納付お知らせ
 * センター) is allowed. Empty when the text may go out.
 */
export function smsFindings(text: string, { centreName }: Pick<SmsSender, 'centreName'>): SmsFinding[] {
  const rest = (centreName ? text.replaceAll(centreName, '') : text).normalize('NFKC');
  return forbidden.flatMap(([kind, pattern]) => [...rest.matchAll(pattern)].map(([found]) => ({ kind, found })));
}
