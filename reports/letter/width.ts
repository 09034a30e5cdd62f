/** Estimates of how much room a text takes in a fixed-width Japanese font. */

export const mmPerPoint = 25.4 / 72;

/** Width in em: a half-width character takes half of one. */
export function emsOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u0020-\u007E\uFF61-\uFF9F]/.test(character) ? 0.5 : 1), 0);
}

/** Em that a line of so many mm surely holds: half an em may stay empty at its end. */
export function emsPerLine(widthMm: number, points: number): number {
  return Math.floor((2 * widthMm) / (points * mmPerPoint)) / 2 - 0.5;
}
