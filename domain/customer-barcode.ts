/** F full, A ascender (upper), D descender (lower), T timing. */
export type Bar = 'F' | 'A' | 'D' | 'T';

export interface CustomerBarcode {
  /** 67 bars from left to right */
  bars: Bar[];
  /** Value of the check digit, 0-18; 10 is the hyphen, 11-18 are CC1-CC8 */
  check: number;
}

const start = 'FD';
const stop = 'DF';
/** Bars by value: 0-9, the hyphen, CC1-CC8. */
const characters = [
  ...['FTT', 'FFT', 'FDA', 'DFA', 'FAD', 'FTF', 'DAF', 'AFD', 'ADF', 'TFF'],
  'TFT',
  ...['DAT', 'DTA', 'ADT', 'TDA', 'ATD', 'TAD', 'TTF', 'FFF'],
];
const hyphen = 10;
const control = (number: number) => 10 + number;
const dataLength = 20;
const modulus = 19;

/**
 * カスタマバーコード of Japan Post: postcode (seven digits) and address display number (`addressDisplayNumber`). Too short data are filled
 * with CC4, longer ones cut. Null when the postcode may bear none: not seven digits, or ending in 00.
 */
export function customerBarcode(postcode: string, displayNumber: string): CustomerBarcode | null {
  if (!/^\d{7}$/.test(postcode) || postcode.endsWith('00')) return null;

  const data = [...postcode, ...displayNumber].flatMap(valuesOf).slice(0, dataLength);
  while (data.length < dataLength) data.push(control(4));
  const check = (modulus - (data.reduce((total, value) => total + value, 0) % modulus)) % modulus;

  const text = start + [...data, check].map((value) => characters[value]).join('') + stop;
  return { bars: text.split('') as Bar[], check };
}

/** A letter takes two characters: CC1, CC2 or CC3 and a digit. */
function valuesOf(character: string): number[] {
  if (character === '-') return [hyphen];
  if (/^\d$/.test(character)) return [Number(character)];
  const letter = character.charCodeAt(0) - 'A'.charCodeAt(0);
  if (character.length !== 1 || letter < 0 || letter > 25) {
    throw new RangeError('An address display number has digits, hyphens and capital letters only');
  }
  return [control(1 + Math.floor(letter / 10)), letter % 10];
}
