const smallKana = 'ァィゥェォッャュョヮヵヶ';
const largeKana = 'アイウエオツヤユヨワカケ';
/** Long marks and the hyphens and tildes that are typed for them */
const dropped = /[\s・ー‐‑‒–—―−~〜-]/gu;

/**
 * The form in which kana are searched and compared: hiragana, half-width and small kana, spaces, long marks and middle dots make no
 * difference. Idempotent. Never shown, and never applied to a name written in kanji.
 */
export function kanaKey(text: string): string {
  return text
    .normalize('NFKC')
    .replace(dropped, '')
    .toUpperCase()
    .replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/[ァィゥェォッャュョヮヵヶ]/g, (kana) => largeKana.charAt(smallKana.indexOf(kana)))
    .normalize('NFC'); // a spaced ゛ is a space and a combining mark under NFKC and joins only now
}
