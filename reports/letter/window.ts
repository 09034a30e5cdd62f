import type { Addressee } from './data.ts';
import { emsOf, emsPerLine } from './width.ts';

/** Window of the envelope on the sheet, from its left and upper edge, mm; its size is 90 × 45 mm. */
export interface EnvelopeWindow {
  leftMm: number;
  topMm: number;
}

export const usualWindow: EnvelopeWindow = { leftMm: 20, topMm: 12 };

/** A size of type and the number of lines that then fit, the largest first. */
interface Setting {
  points: number;
  lines: number;
}

/** The text is as wide as the barcode below it, which leaves the margins that let the sheet slide. */
const widthMm = 68;
const addressSettings: Setting[] = [
  { points: 10.5, lines: 3 },
  { points: 8.5, lines: 4 },
];
const nameSettings: Setting[] = [
  { points: 12, lines: 2 },
  { points: 10, lines: 2 },
  { points: 8.5, lines: 3 },
];

export interface AddressBlock {
  addressPoints: number;
  namePoints: number;
}

/** Sizes of type with which address and name fit the window; the field that fits in none is named instead. */
export function fitAddress(addressee: Addressee): AddressBlock | { tooLong: 'address' | 'name' } {
  const addressPoints = fit(addressParts(addressee.address), addressSettings);
  if (addressPoints === null) return { tooLong: 'address' };
  const namePoints = fit([nameWithHonorific(addressee)], nameSettings);
  if (namePoints === null) return { tooLong: 'name' };
  return { addressPoints, namePoints };
}

/** 様 for people, 御中 for companies. */
export function nameWithHonorific({ name, kind }: Addressee): string {
  return `${name}　${kind === 'company' ? '御中' : '様'}`;
}

/** The address and what follows a full-width space (a building): each begins a line when it does not fit on the one before. */
export function addressParts(address: string): string[] {
  return address.split('\u3000').filter((part) => part !== '');
}

function fit(parts: readonly string[], settings: readonly Setting[]): number | null {
  const setting = settings.find(({ points, lines }) => linesOf(parts, emsPerLine(widthMm, points)) <= lines);
  return setting?.points ?? null;
}

/** Lines that the parts take; a part has one em of space after it. */
function linesOf(parts: readonly string[], perLine: number): number {
  let lines = 0;
  let left = 0;
  for (const width of parts.map(emsOf)) {
    const begins = width + 1 > left;
    if (begins) lines += Math.ceil(width / perLine);
    left = begins ? Math.max(0, perLine - width - 1) : left - width - 1;
  }
  return lines;
}
