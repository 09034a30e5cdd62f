/**
 * What may be wrong with a file or one of its rows: what happened and what to do, in both languages. `{name}` takes a parameter; parameters
 * are headings, counts, dates of files and codes, never the content of a cell, because a cell may be a person's.
 */
export const exchangeProblems = {
  file_empty: [
    'ファイルに見出しの行がありません。書き出しをやり直してください。',
    'The file has no heading line. Export it again.',
  ],
  heading_missing: [
    '見出し「{heading}」がありません。レイアウトの版を確かめてください。',
    'The heading {heading} is missing. Check the version of the layout.',
  ],
  heading_unknown: [
    '見出し{position}列目は、このレイアウトにありません。種類の違うファイルでないか確かめてください。',
    'The heading of column {position} is not in this layout. Check that it is the right kind of file.',
  ],
  heading_twice: [
    '見出し「{heading}」が2つあります。1つにしてください。',
    'The heading {heading} is there twice. Keep one.',
  ],
  undecodable: [
    '読めない文字があります。UTF-8 または CP932 で書き出し、外字は代替文字に置き換えてください。',
    'There are characters that cannot be read. Export as UTF-8 or CP932 and replace user-defined characters.',
  ],
  quote_open: [
    '引用符(")が閉じていません。ファイルが途中で切れていないか確かめてください。',
    'A quotation mark is not closed. Check that the file is not cut off.',
  ],
  row_truncated: [
    '列が{columns}個しかありません({expected}個必要)。ファイルが途中で切れていないか確かめてください。',
    'Only {columns} of {expected} columns. Check that the file is not cut off.',
  ],
  row_too_long: [
    '列が{columns}個あります({expected}個が正)。項目の中のカンマは引用符で囲んでください。',
    '{columns} columns instead of {expected}. Put quotation marks around cells with commas.',
  ],
  sequence_taken: [
    '通番{sequence}は別の内容で取込済みです。次の通番で送ってください。',
    'Sequence {sequence} was taken with other content. Send it with the next sequence.',
  ],
  as_of_backwards: [
    '基準日時が取込済みのファイル({taken})より前です。新しいデータを送ってください。',
    'The as-of is earlier than that of a file already taken ({taken}). Send newer data.',
  ],
  as_of_future: [
    '基準日時が未来です。ファイル名の日時を直してください。',
    'The as-of lies in the future. Correct the time in the file name.',
  ],
  required: ['必須の項目が空です。値を入れてください。', 'A required cell is empty. Fill it in.'],
  too_long: ['{max}文字を超えています。短くしてください。', 'Longer than {max} characters. Shorten it.'],
  not_digits: ['数字だけで入れてください。', 'Use digits only.'],
  not_kana: ['カナで入れてください。', 'Use kana.'],
  not_a_day: [
    '存在しない日付か、読めない形です。2026-11-23、R8.11.23 などの形で入れてください。',
    'No such day, or not a form we read. Use 2026-11-23 or R8.11.23.',
  ],
  not_an_instant: [
    '日時を読めません。2026-11-23T14:12 の形で入れてください。',
    'The time cannot be read. Use the form 2026-11-23T14:12.',
  ],
  not_yen: ['円単位の整数で入れてください。', 'Use whole yen.'],
  negative_amount: [
    '金額が負です。減額は新しい金額で、納付の取消は種別「取消」で送ってください。',
    'The amount is negative. Send the new amount, or a payment of the kind 取消.',
  ],
  amount_zero: ['金額は1円以上にしてください。', 'The amount must be at least one yen.'],
  not_a_year: ['年度を読めません。2026 または R8 の形で入れてください。', 'Not a fiscal year. Use 2026 or R8.'],
  not_a_postcode: ['郵便番号は7桁で入れてください。', 'A postcode has seven digits.'],
  not_a_phone: [
    '電話番号を読めません。市外局番から入れてください。',
    'Not a telephone number. Begin with the area code.',
  ],
  not_a_flag: ['1 または 0 で入れてください。', 'Use 1 or 0.'],
  code_unknown: ['使える値は {allowed} です。', 'Use one of {allowed}.'],
  duplicate_key: [
    '{row}行目と同じキーです。どちらか1行にしてください。',
    'The same key as in line {row}. Keep one of the two.',
  ],
  receivable_unknown: [
    'この債権はありません。債権の名称を確かめるか、先に設定してください。',
    'No such receivable. Check its name or add it in the settings first.',
  ],
  receivable_of_other: [
    '送付元の所管する債権ではありません。所管課から送ってください。',
    'Not a receivable of the sender. Its own department must send it.',
  ],
  tax_item_unknown: [
    'この債権に、この税目はありません。税目の名称を確かめてください。',
    'The receivable has no such tax item. Check its name.',
  ],
  debtor_unknown: [
    'この宛名番号の対象者がいません。先に対象者ファイルを送ってください。',
    'No debtor has this addressee number. Send the debtors file first.',
  ],
  account_unknown: [
    'この対象者に、この債権の滞納がありません。先に滞納明細を送ってください。',
    'The debtor has no arrears of this receivable. Send the arrears first.',
  ],
  line_unknown: [
    'この滞納明細がありません。税目・通知書番号・期別を確かめてください。',
    'No such arrears line. Check tax item, notice number and period.',
  ],
  outstanding_over_assessed: [
    '未納額が調定額を超えています。どちらかを直してください。',
    'More outstanding than was assessed. Correct one of them.',
  ],
  until_before_from: ['終了日が開始日より前です。', 'The last day is before the first.'],
  holidays_past: [
    'この先の祝日がひとつもありません。内閣府の最新のファイルを使ってください。',
    'There is no holiday after today. Use the newest file of the Cabinet Office.',
  ],
  owed_form: [
    '未納明細は 税目:通知書番号:期別:未納額 を | で区切って入れてください。',
    'Write the lines as item:notice:period:yen, separated by |.',
  ],
} as const satisfies Record<string, readonly [ja: string, en: string]>;

export type ExchangeProblemCode = keyof typeof exchangeProblems;

/** One row of the list that the sender gets back. `row` counts the lines of the file, the heading is 1; `column` is the heading. */
export interface ExchangeProblem {
  row: number;
  column: string;
  code: ExchangeProblemCode;
  params?: Record<string, string | number>;
}

export function exchangeProblemText(
  code: ExchangeProblemCode,
  params: Record<string, string | number>,
  language: 'ja' | 'en',
): string {
  const text = exchangeProblems[code][language === 'ja' ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
