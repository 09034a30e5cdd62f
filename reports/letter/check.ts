import type { Fonts } from '../fonts.ts';
import { lineFits } from './cells.ts';
import type { LetterData } from './data.ts';
import { maxSheets, sheetCount } from './sheets.ts';
import { fitAddress } from './window.ts';

/** Why a letter cannot be printed as it is. */
export type LetterFault =
  | { kind: 'missing_characters'; characters: string[] }
  | { kind: 'too_long'; field: 'address' | 'name' | 'line' }
  | { kind: 'too_many_sheets'; sheets: number; max: number };

/** Looks before printing: characters without a glyph, an address that leaves the window or a line its row, more sheets than an envelope takes. */
export function checkLetter(letter: LetterData, fonts: Fonts): LetterFault[] {
  const faults: LetterFault[] = [];
  const characters = fonts.missingCharacters(textsOf(letter).join('\n'));
  if (characters.length > 0) faults.push({ kind: 'missing_characters', characters });
  const block = fitAddress(letter.addressee);
  if ('tooLong' in block) faults.push({ kind: 'too_long', field: block.tooLong });
  if (!letter.lines.every(lineFits)) faults.push({ kind: 'too_long', field: 'line' });
  const sheets = sheetCount(letter.lines.length);
  if (sheets > maxSheets) faults.push({ kind: 'too_many_sheets', sheets, max: maxSheets });
  return faults;
}

/** 'U+E000', for messages: a lone character can be neither printed nor typed, and its code is nobody's name. */
export function codePoints(characters: readonly string[]): string {
  return characters.map((character) => [...character].map((each) => `U+${hex(each)}`).join('+')).join(', ');
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

function textsOf({ addressee, lines, contact, ...letter }: LetterData): string[] {
  return [
    ...[letter.referenceNo, letter.signatory, letter.subject, letter.kindName, letter.payAt],
    ...[addressee.address, addressee.name, contact.centreName, contact.phone, ...contact.hours],
    ...lines.flatMap(({ taxItem, noticeNo, period, remark }) => [taxItem, noticeNo, period, remark]),
  ];
}
