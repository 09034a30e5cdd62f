/** ホーム */
export const home = {
  title: '本日の業務',
  department: '担当 %{department}',
  others: 'いま待っているもの',
  tasks: '架電できる世帯',
  callbacks: '再架電の予約',
  callbacksOverdue: '時刻を過ぎた再架電',
  noResult: '結果の未入力',
  promises: '約束の期限待ち',
  letters: '作業中の催告書の束',
  messages: '取次の返事待ち・回答あり',
  smsUnknown: '結果不明のSMS',
  exchangeErrors: '誤りのあるファイル',
};
