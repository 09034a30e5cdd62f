const digitOf: Readonly<Record<string, number>> = {
  ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
};
const unitOf: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** Kanji numerals count as digits only right before these. 一番町 is a name, not a number. */
const kanjiNumber = /[〇零一二三四五六七八九十百千]+(?=丁目|丁|番地|番(?!町)|号|地割|線|の|ノ)/g;

/**
 * 住所表示番号 for the customer barcode: digits, hyphens and single capital letters from what follows the 町域 of an address ('3丁目30-8
 * 郵便ビル403号' → '3-30-8-403'). Japan Post, rules of extraction (1)-(6). Not cut to length: the encoder does that.
 */
export function addressDisplayNumber(afterTownArea: string): string {
  return afterTownArea
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[&/・.]/g, '')
    .replace(kanjiNumber, (numeral) => String(kanjiValue(numeral)))
    .replace(/[A-Z]{2,}/g, '-')
    .replace(/(?<=\d)F/g, '-') // a floor
    .replace(/[^0-9A-Z]+/g, '-')
    .replace(/-?([A-Z])-?/g, '$1')
    .replace(/^-|-$/g, '');
}

/**
 * What follows the 町域, judged by the text alone: from the first number that is not part of a name like 一番町. Right for the usual address;
 * a 町域 that itself has a number (北6条東) needs the post office's list.
 */
export function afterTownArea(address: string): string {
  const text = address.normalize('NFKC');
  const begin = text.search(
    /\d(?!\d*番町)(?<!\d\d)|[〇零一二三四五六七八九十百千]+(?:丁目|丁|番地|番(?!町)|号|地割|線)/,
  );
  return begin < 0 ? '' : text.slice(begin);
}

function kanjiValue(numeral: string): number {
  if (!/[十百千]/.test(numeral)) return Number([...numeral].map((kanji) => digitOf[kanji]).join(''));
  let total = 0;
  let digit: number | null = null;
  for (const kanji of numeral) {
    const unit = unitOf[kanji];
    if (unit === undefined) {
      digit = digitOf[kanji] ?? null;
    } else {
      total += (digit ?? 1) * unit;
      digit = null;
    }
  }
  return total + (digit ?? 0);
}
