import type { Dice } from './chance.ts';

/** Niigata's wards with the first digits of their invented postcodes and their share of the people. */
const wards = {
  北区: { prefix: '95033', weight: 9 },
  東区: { prefix: '95008', weight: 17 },
  中央区: { prefix: '95009', weight: 23 },
  江南区: { prefix: '95001', weight: 9 },
  秋葉区: { prefix: '95004', weight: 10 },
  南区: { prefix: '95012', weight: 6 },
  西区: { prefix: '95020', weight: 20 },
  西蒲区: { prefix: '95015', weight: 6 },
} as const;
type Ward = keyof typeof wards;

/** Town names that the city does not have. */
const stems =
  `白鷺 柳浜 千鳥野 鮭川 雪見 葦沼 鳥追 塩風 月見浜 朱鷺原 八重潟 舟戸 稲架木 砂見 椿野 鴨渡 水鏡 風待 苗代 米倉`.split(
    ' ',
  );
const endings = ['', '町', '新田', '台', '中央'];
const buildings = ['ハイツ', 'コーポ', 'メゾン', 'パレス', 'グリーンハイム', 'サンライフ'];

export interface Place {
  ward: string;
  postcode: string;
  address: string;
}

export function place(dice: Dice): Place {
  const shares = Object.fromEntries(Object.entries(wards).map(([ward, { weight }]) => [ward, weight])) as Record<
    Ward,
    number
  >;
  const ward = dice.weighted(shares);
  const stem = dice.between(0, stems.length - 1);
  const ending = dice.between(0, endings.length - 1);
  const town = `${stems[stem]}${endings[ending]}`;
  const postcode = `${wards[ward].prefix}${String(stem * endings.length + ending).padStart(2, '0')}`;
  const address = `新潟市${ward}${town}${street(dice)}${dice.isLucky(0.3) ? home(dice, stems[stem]!) : ''}`;
  return { ward, postcode, address };
}

function street(dice: Dice): string {
  if (dice.isLucky(0.35)) return `${dice.between(12, 4800)}番地${dice.isLucky(0.6) ? dice.between(1, 30) : ''}`;
  return `${dice.between(1, 7)}丁目${dice.between(1, 32)}番${dice.between(1, 24)}号`;
}

function home(dice: Dice, stem: string): string {
  const number = dice.between(1, 6) * 100 + dice.between(1, 12);
  return ` ${dice.pick(buildings)}${stem}${number}号`;
}
