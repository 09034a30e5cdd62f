/** SMS: the outbox, its receipts, and texts of unknown outcome. */
export const sms = {
  title: 'SMS',
  created: '作成',
  who: '宛先',
  number: '番号',
  purpose: '目的',
  body: '本文',
  stateAt: '結果の受信',
  empty: 'SMSはまだありません。規則が提案し、送信の直前の確認を通ったものがここに並びます。',
  unknown:
    '結果が不明なSMSが%{smart_count}通あります。届いたかどうかを提供会社の画面で確かめて選んでください。自動では送り直しません。',
  showUnknown: '結果不明だけを見る',
  wentOut: '届いた',
  didNot: '届いていない',
  wentOutOf: '%{name}へのSMSは届いた',
  didNotOf: '%{name}へのSMSは届いていない',
  settled: '結果を記録しました。',
  managerSettles: '管理者が確かめます',
};
