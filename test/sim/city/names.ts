import type { Dice } from './chance.ts';

/** Common family and given names with their readings, put together by chance: nobody in particular. A few need 髙, 﨑, 德 and the like. */
const surnames = words(`
佐藤 サトウ、小林 コバヤシ、高橋 タカハシ、渡辺 ワタナベ、鈴木 スズキ、斎藤 サイトウ、佐々木 ササキ、田中 タナカ、阿部 アベ、本間 ホンマ、
五十嵐 イガラシ、長谷川 ハセガワ、山田 ヤマダ、近藤 コンドウ、小川 オガワ、加藤 カトウ、伊藤 イトウ、山崎 ヤマザキ、中村 ナカムラ、吉田 ヨシダ、
山口 ヤマグチ、石井 イシイ、金子 カネコ、星野 ホシノ、田村 タムラ、坂井 サカイ、野口 ノグチ、関 セキ、樋口 ヒグチ、大橋 オオハシ、
木村 キムラ、清水 シミズ、青木 アオキ、丸山 マルヤマ、池田 イケダ、石川 イシカワ、中川 ナカガワ、遠藤 エンドウ、林 ハヤシ、村山 ムラヤマ、
若月 ワカツキ、土田 ツチダ、滝沢 タキザワ、八木 ヤギ、安藤 アンドウ、笠原 カサハラ、風間 カザマ、内山 ウチヤマ、野沢 ノザワ、松井 マツイ、
早川 ハヤカワ、桑原 クワバラ、市川 イチカワ、岡田 オカダ、藤田 フジタ、諸橋 モロハシ、横山 ヨコヤマ、宮島 ミヤジマ、広川 ヒロカワ、皆川 ミナガワ、
古川 フルカワ、神田 カンダ、倉田 クラタ、水野 ミズノ、今井 イマイ、武田 タケダ、和田 ワダ、真島 マジマ、涌井 ワクイ、米山 ヨネヤマ、
若林 ワカバヤシ、目黒 メグロ、栗林 クリバヤシ、玉木 タマキ、熊倉 クマクラ、白井 シライ、荒木 アラキ、竹内 タケウチ、西脇 ニシワキ、笹川 ササガワ、
田辺 タナベ、堀 ホリ、浅野 アサノ、大塚 オオツカ、霜鳥 シモトリ、小熊 オグマ、捧 ササゲ、南雲 ナグモ、貝沼 カイヌマ、番場 バンバ、
小柳 コヤナギ、外山 トヤマ、間 ハザマ、佐久間 サクマ、梅田 ウメダ、永井 ナガイ、三浦 ミウラ、菅原 スガワラ、工藤 クドウ、千葉 チバ、
後藤 ゴトウ、前田 マエダ、小野 オノ、上田 ウエダ、原田 ハラダ、中野 ナカノ、平野 ヒラノ、大野 オオノ、久保 クボ、森 モリ、
服部 ハットリ、柴田 シバタ、酒井 サカイ、増田 マスダ、須藤 ストウ、髙橋 タカハシ、山﨑 ヤマザキ、髙野 タカノ、神田 ジンダ、德永 トクナガ、
渡邉 ワタナベ、渡邊 ワタナベ、齋藤 サイトウ、齊藤 サイトウ、濵田 ハマダ、廣瀨 ヒロセ、栁沢 ヤナギサワ、桒原 クワバラ`);

const women = words(`
和子 カズコ、幸子 サチコ、洋子 ヨウコ、節子 セツコ、京子 キョウコ、恵子 ケイコ、由美子 ユミコ、明美 アケミ、真由美 マユミ、久美子 クミコ、
直美 ナオミ、裕子 ユウコ、智子 トモコ、陽子 ヨウコ、美穂 ミホ、香織 カオリ、恵 メグミ、愛 アイ、千春 チハル、麻衣 マイ、
彩 アヤ、美咲 ミサキ、早紀 サキ、萌 モエ、遥 ハルカ、菜摘 ナツミ、優花 ユウカ、葵 アオイ、結衣 ユイ、さくら サクラ、
キヨ キヨ、トシ トシ、フミ フミ、ハナ ハナ、みどり ミドリ、奈津子 ナツコ、瑞穂 ミズホ、千鶴 チヅル、秋絵 アキエ、雪乃 ユキノ`);

const men = words(`
茂 シゲル、清 キヨシ、勇 イサム、正 タダシ、博 ヒロシ、隆 タカシ、誠 マコト、浩 ヒロシ、修 オサム、豊 ユタカ、
和夫 カズオ、幸雄 ユキオ、健一 ケンイチ、浩一 コウイチ、哲也 テツヤ、直樹 ナオキ、剛 ツヨシ、学 マナブ、健太 ケンタ、大輔 ダイスケ、
翔太 ショウタ、拓也 タクヤ、亮 リョウ、達也 タツヤ、雄太 ユウタ、陸 リク、蓮 レン、悠斗 ユウト、颯太 ソウタ、大地 ダイチ、
栄作 エイサク、与三郎 ヨサブロウ、久 ヒサシ、昭 アキラ、稔 ミノル、敏夫 トシオ、信之 ノブユキ、圭吾 ケイゴ、北斗 ホクト、佐一郎 サイチロウ`);

const trades = words(`
柾谷工務店 マサタニコウムテン、越の風食品 コシノカゼショクヒン、弥彦路運輸 ヤヒコジウンユ、白鳥館 ハクチョウカン、信濃川ビルサービス シナノガワビルサービス、
砂丘農園 サキュウノウエン、ふたば整備 フタバセイビ、港町デザイン ミナトマチデザイン、阿賀の里 アガノサト、雪椿商事 ユキツバキショウジ、
万代橋電設 バンダイバシデンセツ、とき印刷 トキインサツ`);

interface Word {
  text: string;
  kana: string;
}

export type Sex = 'f' | 'm';

export function surname(dice: Dice): Word {
  return dice.pick(surnames);
}

export function person(dice: Dice, family: Word, sex: Sex): { name: string; kana: string } {
  const given = dice.pick(sex === 'f' ? women : men);
  return { name: `${family.text} ${given.text}`, kana: `${family.kana} ${given.kana}` };
}

export function company(dice: Dice): { name: string; kana: string } {
  const trade = dice.pick(trades);
  const { text, kana } = dice.pick([
    { text: '株式会社', kana: 'カブシキガイシャ' },
    { text: '有限会社', kana: 'ユウゲンガイシャ' },
    { text: '合同会社', kana: 'ゴウドウガイシャ' },
  ]);
  const comesFirst = dice.isLucky(0.5);
  return comesFirst
    ? { name: `${text}${trade.text}`, kana: `${kana} ${trade.kana}` }
    : { name: `${trade.text}${text}`, kana: `${trade.kana} ${kana}` };
}

/** Who is written to in place of a debtor. */
export function firm(dice: Dice): string {
  return `${dice.pick(surnames).text}${dice.pick(['税理士事務所', '会計事務所', '不動産管理'])}`;
}

function words(list: string): Word[] {
  return list
    .trim()
    .split(/[、\n]+/)
    .map((entry) => {
      const [text, kana] = entry.trim().split(' ');
      return { text: text!, kana: kana! };
    });
}
