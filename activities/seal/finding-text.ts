import type { Finding, FindingCode } from './finding.ts';

type Words = (finding: Finding) => string;

const ja: Record<FindingCode, Words> = {
  format: ({ line }) => `${line}行目が書き出しの形式ではありません`,
  incomplete: ({ line }) => `書き出しが途中で終わっているか、件数が末尾の記載と合いません(${line}行目まで)`,
  key_wrong: ({ key }) => `公開鍵 ${key} の中身が識別子と合いません`,
  key_unknown: ({ seal, key }) => `封印${seal}の鍵 ${key} がありません`,
  key_not_endorsed: ({ key }) => `公開鍵 ${key} は前の鍵の署名を受けていません`,
  row_changed: (at) => `${row(at)}は封印の後に書き換えられています`,
  row_missing: (at) => `${row(at)}が削除されています`,
  row_inserted: (at) => `${row(at)}は後から差し込まれています`,
  row_moved: (at) =>
    at.belongs ? `${row(at)}は並べ替えられています(本来は${at.belongs}番目)` : `${row(at)}は並べ替えられています`,
  rows_replaced: ({ seal }) => `封印${seal}の行は、ハッシュごと置き換えられています(変更・削除・差込み・並べ替え)`,
  row_backdated: (at) => `${row(at)}の記録日時は、先に封印された行より1時間以上前です`,
  seal_changed: ({ seal }) => `封印${seal}が書き換えられています`,
  seal_missing: (at) => `封印${span(at)}が削除されています`,
  seal_inserted: ({ seal }) => `封印${seal}は差し込まれたか、並べ替えられています`,
  chain_broken: ({ seal }) => `封印${seal}は前の封印につながりません`,
  signature_wrong: ({ seal }) => `封印${seal}の署名が正しくありません`,
  tail_cut: (at) => `台帳の末尾が切り取られています: 封印${span(at)}はアンカー(${at.place})にあり、台帳にありません`,
  anchor_missing: () => 'アンカーがありません。末尾の切取りは確かめられません',
  anchor_unreadable: ({ place, line }) => `アンカー(${place})の${line}行目が読めません`,
  anchor_forged: ({ place, line, seal }) => `アンカー(${place})の${line}行目(封印${seal})の署名が正しくありません`,
  anchor_replayed: ({ place, line, seal }) => `アンカー(${place})の${line}行目に、古い封印${seal}が再び使われています`,
  anchor_gap: (at) => `アンカー(${at.place})の${at.line}行目の前に、封印${span(at)}がありません`,
  anchor_differs: ({ place, seal }) => `封印${seal}がアンカー(${place})のものと違います`,
  anchor_old: (at) => `アンカー(${at.place})が古いものです: 台帳にある封印${span(at)}がありません`,
  restored: (at) => `データベースが以前の時点に戻され、封印${span(at)}が失われました(アンカー(${at.place})に申告あり)`,
};

const en: Record<FindingCode, Words> = {
  format: ({ line }) => `line ${line} is not a line of an export`,
  incomplete: ({ line }) => `the export ends early or its counts differ from its last line (read to line ${line})`,
  key_wrong: ({ key }) => `public key ${key} is not the one its id names`,
  key_unknown: ({ seal, key }) => `key ${key} of seal ${seal} is not there`,
  key_not_endorsed: ({ key }) => `public key ${key} was not signed by the key before it`,
  row_changed: (at) => `${rowEn(at)} was changed after it was sealed`,
  row_missing: (at) => `${rowEn(at)} was deleted`,
  row_inserted: (at) => `${rowEn(at)} was put in afterwards`,
  row_moved: (at) => `${rowEn(at)} was moved${at.belongs ? ` from place ${at.belongs}` : ''}`,
  rows_replaced: ({ seal }) =>
    `rows of seal ${seal} were replaced with their hashes (changed, deleted, inserted or reordered)`,
  row_backdated: (at) => `${rowEn(at)} is recorded over an hour before a row that was sealed earlier`,
  seal_changed: ({ seal }) => `seal ${seal} was changed`,
  seal_missing: (at) => `seal ${span(at)} was deleted`,
  seal_inserted: ({ seal }) => `seal ${seal} was put in or moved`,
  chain_broken: ({ seal }) => `seal ${seal} does not follow the one before it`,
  signature_wrong: ({ seal }) => `the signature of seal ${seal} is wrong`,
  tail_cut: (at) => `the ledger's tail was cut: seal ${span(at)} is in anchor ${at.place} and not in the ledger`,
  anchor_missing: () => 'there is no anchor: a cut tail cannot be found',
  anchor_unreadable: ({ place, line }) => `line ${line} of anchor ${place} cannot be read`,
  anchor_forged: ({ place, line, seal }) => `the signature of line ${line} (seal ${seal}) of anchor ${place} is wrong`,
  anchor_replayed: ({ place, line, seal }) => `line ${line} of anchor ${place} repeats the old seal ${seal}`,
  anchor_gap: (at) => `before line ${at.line} of anchor ${at.place} seal ${span(at)} is missing`,
  anchor_differs: ({ place, seal }) => `seal ${seal} is not the one in anchor ${place}`,
  anchor_old: (at) => `anchor ${at.place} is an old one: it lacks seal ${span(at)} of the ledger`,
  restored: (at) =>
    `the database was restored to an earlier moment, which took seal ${span(at)} (declared in anchor ${at.place})`,
};

/** A finding in words of both languages; numbers only, nothing of a row's content. */
export function findingText(finding: Finding): { ja: string; en: string } {
  return { ja: ja[finding.code](finding), en: en[finding.code](finding) };
}

function row({ seal, position, id }: Finding): string {
  const parts = [seal && `封印${seal}`, position && `${position}番目`, id && `台帳番号${id}`];
  return parts.filter(Boolean).join('・') + 'の行';
}

function rowEn({ seal, position, id }: Finding): string {
  const parts = [id && `ledger no. ${id}`, position && `place ${position}`, seal && `seal ${seal}`];
  return `the row (${parts.filter(Boolean).join(', ')})`;
}

function span({ seal, to_seal: to }: Finding): string {
  return to === undefined || to === seal ? `${seal}` : `${seal}–${to}`;
}
