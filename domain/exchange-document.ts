import { type CellType, type Column, exchangeLayouts, type Layout } from './exchange-layout.ts';

/** docs/exchange.md, made from the same table that the parser reads, so that the two cannot differ. For the city's system people: Japanese. */
export function exchangeDocument(): string {
  return [opening, ...Object.values(exchangeLayouts).map(section)].join('\n');
}

const opening = `# ファイル交換レイアウト

この文書は \`domain/exchange-layout.ts\` から作られます（\`node docs/write.ts\`）。

- ファイル名: \`<送付元>_<種類>_<通番>_<基準日時>.csv\`。例 \`tax_arrears_000012_20261120T0600.csv\`。送付元は tax 納税課、insurance 保険年金課、care 介護保険課、childcare 保育課。基準日時は日本時間で、データを切り出した時点。
- 形式: CSV。1行目は見出し（列の順は自由、下の見出しだけを使う）。UTF-8（BOMの有無を問わない）または CP932。改行は CRLF または LF。カンマ、引用符、改行を含む項目は引用符で囲む。先頭の0は残す。
- 日付: 2026-11-23、20261123、R8.11.23、令和8年11月23日。存在しない日は誤りとする。金額は円単位の整数で、負の値は使わない。
- 取込: 全件を検査し、誤りが1件でもあれば何も反映せず、行・項目・内容・対処の一覧を返す。誤りがなければ差分（追加・変更・削除・未突合）を示し、承認後に1回で反映する。
- 通番: 送付元と種類ごとに一意。同じ通番で同じ内容は取込済み、同じ通番で違う内容は拒否。次の通番で前回と同じ内容は「変更なし」とし、基準日時だけを進める。基準日時は前回より前に戻らない。
- 残高: 滞納明細の未納額から、その基準日時より後の収納を引いたもの。
`;

const typeNames: Record<CellType, string> = {
  digits: '数字',
  text: '文字',
  kana: 'カナ',
  day: '日付',
  instant: '日時',
  yen: '円',
  year: '年度（2026、R8）',
  postcode: '郵便番号7桁',
  phone: '電話番号',
  code: '',
  flag: '1 または 0',
};

function section({ interface: name, nameJa, key, fullReplacement, columns }: Layout): string {
  const keyNames = key.map((each) => columns.find((column) => column.key === each)!.name).join('、');
  const kind = fullReplacement
    ? '全件。ファイルにある債権について、載っていない明細は台帳から外す。'
    : '追加と変更。載っていないものは変えない。';
  return `## ${nameJa}（${name}）

${kind}一意の項目: ${keyNames}。

${columns.map(line).join('\n')}
`;
}

function line({ name, type, required, codes, maxLength, note }: Column): string {
  const form = codes ? Object.keys(codes).join('・') : typeNames[type];
  const length = maxLength === undefined ? '' : `、${maxLength}文字まで`;
  return `- **${name}**${required ? '（必須）' : ''}: ${form}${length}${note ? `。${note}` : ''}`;
}
