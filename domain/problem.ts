/** Every error a user can meet: HTTP status and what happened and what to do, in both languages. `{name}` takes a parameter. */
export const problems = {
  bad_request: [
    400,
    '入力に誤りがあります。赤く示した項目を直してください。',
    'Some input is not valid. Please correct the fields shown.',
  ],
  bad_search: [
    400,
    '宛名番号・電話番号・カナのいずれかを2文字以上で入力してください。',
    'Enter an addressee number, a phone number or kana, at least two characters.',
  ],
  not_logged_in: [401, 'ログインしてください。', 'Please log in.'],
  login_failed: [401, 'ログインIDまたはパスワードが違います。', 'The login or the password is wrong.'],
  locked_out: [
    429,
    '続けて失敗したため、{minutes}分間ログインできません。管理者に連絡してください。',
    'Too many failures: locked for {minutes} minutes. Ask your administrator.',
  ],
  csrf: [403, '画面を読み込み直してから、もう一度操作してください。', 'Please reload the page and try again.'],
  forbidden: [
    403,
    'この操作の権限がありません。管理者に相談してください。',
    'You are not allowed to do this. Ask your manager.',
  ],
  other_department: [403, '他の所管課のデータは見られません。', "You cannot see another department's data."],
  not_found: [404, '見つかりません。一覧から選び直してください。', 'Not found. Please choose again from the list.'],
  stale_lease: [
    409,
    'この案件は{holder}さんが{since}から対応中です。下書きは残っています。',
    'This case has been with {holder} since {since}. Your draft is kept.',
  ],
  lease_lost: [
    409,
    '確保が切れました。下書きは残っています。もう一度「次の案件」から始めてください。',
    'The claim has ended. Your draft is kept. Please claim the case again.',
  ],
  no_task: [404, 'いま架電できる案件はありません。', 'There is no case to call right now.'],
  already_claimed: [409, '先に確保中の案件を終えてください。', 'Please finish the case you hold first.'],
  call_running: [409, '通話中です。終話してから操作してください。', 'A call is running. Please hang up first.'],
  gate_refused: [422, '発信・送付できません: {refusal}', 'Not allowed now: {refusal}'],
  line_down: [
    503,
    '電話回線につながりません。しばらくして再度お試しください。続くときは管理者へ連絡してください。',
    'The telephone line is not reachable. Try again shortly or tell your manager.',
  ],
  recovering: [
    503,
    '復元のあと、送付や発信の記録を照合しています。数分たってから、もう一度お試しください。',
    'After a restore the records of what went out are being compared. Please try again in a few minutes.',
  ],
  already_done: [
    409,
    'すでに処理されています。画面を読み込み直してください。',
    'This has already been done. Please reload.',
  ],
  same_person: [
    409,
    '封入した本人は確認できません。別の従事者が確認してください。',
    'A second person must check; you did the first check.',
  ],
  wrong_state: [409, 'いまの状態({state})ではこの操作はできません。', 'Not possible in the state {state}.'],
  outside_operating_hours: [
    422,
    '運営時間の外の日時です。候補から選んでください。',
    'That is outside the operating hours. Choose a proposed time.',
  ],
  promise_date: [
    422,
    '約束日は今日から{days}日以内の日付にしてください。',
    'The promised date must lie within {days} days.',
  ],
  return_date: [
    422,
    '返戻日は、引渡日({from})から今日までの日付にしてください。',
    'The day of return must lie between the hand-over ({from}) and today.',
  ],
  stale_revision: [
    409,
    '{holder}さんが{since}に保存しました。入力は残っています。保存された内容を見てから直してください。',
    '{holder} saved this at {since}. What you typed is kept. Look at what was saved, then change it.',
  ],
  rule_refused: [409, 'いまはできません: {refusal}', 'Not possible now: {refusal}'],
  rule_date: [422, '発効日は明日以後の日付にしてください。', 'The rules can come into force tomorrow at the earliest.'],
  rule_hash: [
    409,
    '読んだあとで内容が変わりました。読み直してから、もう一度操作してください。',
    'The content has changed since you read it. Read it again, then go on.',
  ],
  trial_share: [
    422,
    '挑戦版の割合は1%から50%までにしてください。',
    'The share of the challenger must lie between 1 % and 50 %.',
  ],
  trial_day: [
    422,
    '試行は明日以後に始め、終わりの日は始まりの日以後、1年以内にしてください。',
    'A trial begins tomorrow at the earliest and ends on or after its first day, within a year.',
  ],
  trial_sample: [422, '最少世帯数は1以上にしてください。', 'The minimum sample must be at least one household.'],
  trial_stop_rule: [
    422,
    '停止の条件を1つ以上選んでください。',
    'Choose at least one measure at which the trial shall stop.',
  ],
  trial_other: [
    409,
    '比較試行は一度に1つです。承認待ちか実施中の試行が終わってから始めてください。',
    'There is one trial at a time. Wait until the one that is requested or running is over.',
  ],
  trial_own_work: [
    409,
    '試行を依頼した人は承認できません。承認権のある別の人が承認します。',
    'Who asked for the trial cannot approve it. Another person with the right does.',
  ],
  trial_changed: [
    409,
    '依頼のあとで挑戦版が変わりました。取り下げて、いまの内容で依頼し直してください。',
    'The challenger has changed since the request. Withdraw it and ask again for the present content.',
  ],
  trial_yardstick: [
    422,
    '効果期間の設定が有効な版と違うため、納付の効果を比べられません。同じ効果期間にしてください。',
    'Its effect windows differ from those of the active version, so payments could not be compared. Use the same ones.',
  ],
  file_rejected: [
    422,
    'ファイルに誤りが{count}件あります。一覧を確認し、直したファイルを送り直してください。',
    'The file has {count} errors. See the list, correct the file and send it again.',
  ],
  file_taken: [409, 'このファイルは{taken}に取込済みです。', 'This file was taken in at {taken}.'],
  file_unreadable: [
    422,
    'ファイルを読めません。文字コード(UTF-8 または CP932)と形式を確認してください。',
    'The file cannot be read. Check the encoding (UTF-8 or CP932) and the layout.',
  ],
  file_name: [
    422,
    'ファイル名から送付元・種類・通番・基準日時を読み取れません。tax_arrears_000012_20261120T0600.csv の形にしてください。',
    'Sender, interface, sequence and as-of cannot be read from the file name. Use the form tax_arrears_000012_20261120T0600.csv.',
  ],
  file_sequence: [
    409,
    '通番{sequence}は別の内容で取込済みです。次の通番で送ってください。',
    'Sequence {sequence} was taken with other content. Send it with the next sequence.',
  ],
  calendar_past: [
    422,
    '{day}は変えられません。明日以後の日を選んでください。今日止めるときは、規則の画面の緊急停止を使います。',
    '{day} cannot be changed. Choose days after today; to stop today, use the emergency stop on the rules page.',
  ],
  calendar_twice: [422, '{day}が2回あります。1回にしてください。', '{day} is there twice. Give it once.'],
  calendar_gap: [
    422,
    '運営計画が{day}で途切れます。最後の月の次から、月の終わりまで入れてください。',
    'The calendar would break off at {day}. Add whole months, from the one after its last.',
  ],
  calendar_unchanged: [
    422,
    'いまの運営計画と同じです。変える日を選んでください。',
    'This is the calendar as it is. Choose what to change.',
  ],
  calendar_stale: [
    409,
    '確かめたあとに運営計画が変わりました。いまの運営計画から、もう一度プレビューしてください。',
    'The calendar has changed since this preview. Please preview again from the present one.',
  ],
  calendar_no_open_day: [
    422,
    '開所日がない月になります({month})。このままでよければ、承知のうえで確定してください。',
    'There would be a month without any open day ({month}). Confirm that this is meant, then apply again.',
  ],
  too_large: [413, 'ファイルが大きすぎます({limit}まで)。', 'The file is too large (limit {limit}).'],
  too_many_requests: [
    429,
    '操作が続いています。少し待ってからお試しください。',
    'Too many requests. Please wait a moment.',
  ],
  not_a_demo: [404, 'デモではありません。', 'This is not a demo.'],
  demo_running: [
    409,
    'デモの時計を進めています。終わるまでお待ちください。',
    'The demo clock is moving. Please wait until it has stopped.',
  ],
  past_closing: [
    422,
    '閉所の時刻を過ぎてしまいます。「次の運営日へ」を使ってください。',
    'That would be after closing. Use "Next operating day".',
  ],
  clock_backwards: [409, '時計は戻せません。', 'The clock cannot go back.'],
  database_away: [
    503,
    'データベースにつながりません。少し待ち、記録されたかを確かめてから、もう一度操作してください。',
    'The database cannot be reached. Wait a little, look whether it was recorded, then try again.',
  ],
  disk_full: [
    507,
    'ディスクの空きがなく、記録できませんでした。何も変わっていません。管理者に連絡し、空きができてからもう一度操作してください。',
    'There is no room on the disk: nothing was recorded or changed. Tell your administrator, and try again when there is room.',
  ],
  not_ready: [503, '準備ができていません: {reason}', 'Not ready: {reason}'],
  internal: [
    500,
    '処理できませんでした。受付番号を管理者に伝えてください。',
    'Something went wrong. Give the request id to your administrator.',
  ],
} as const satisfies Record<string, readonly [status: number, ja: string, en: string]>;

export type ProblemCode = keyof typeof problems;
export type ProblemParams = Record<string, string | number>;

/** An error with a code from the one list; the API turns it into problem+json. `params` never hold personal data but a colleague's name. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly params: ProblemParams;

  constructor(code: ProblemCode, params: ProblemParams = {}) {
    super(code);
    this.name = 'ProblemError';
    this.code = code;
    this.params = params;
  }
}

/** For `throw problem('not_found')`. */
export function problem(code: ProblemCode, params: ProblemParams = {}): ProblemError {
  return new ProblemError(code, params);
}

export function problemText(code: ProblemCode, params: ProblemParams, language: 'ja' | 'en'): string {
  const text = problems[code][language === 'ja' ? 1 : 2];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
