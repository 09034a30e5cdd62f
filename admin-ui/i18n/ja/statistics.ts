/** 接続統計 */
export const statistics = {
  hour: '時間',
  hourOf: '%{hour}時台',
  all: '計',
  cell: '%{name} 架電%{calls}件のうち接触%{connected}件、%{percent}%',
  period: '期間',
  months: '%{smart_count}か月',
  kind: '電話の種類',
  kinds: { all: 'すべての電話', none: '番号の記録なし' },
  legend:
    '色は目標との差: 緑=目標以上、黄=目標まで10ポイント以内、赤=それより低い。架電%{few}件未満には色を付けません。',
  total: '架電%{calls}件 接触%{connected}件 接触率%{percent}%(目標%{target}%)',
  table: '%{group}の接触率(曜日×時間)',
  empty: 'この期間の架電はありません。期間か電話の種類を変えてください。',
};
