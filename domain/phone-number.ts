import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

export type PhoneKind = 'mobile' | 'landline' | 'ip' | 'other';

/** `number` is the national number as ten or eleven digits with its leading 0, as stored. */
export interface ParsedPhone {
  number: string;
  kind: PhoneKind;
}

/**
 * Reads a Japanese number in any common writing (hyphens, full width, +81). Null when it is not one or carries an extension.
 * The library separates the digits; the kind comes from length and prefix alone, so that well-formed numbers that are not given out (the
 * invented 090-0000-… of the demo) are accepted too; only numbers of no known kind must be valid for the library.
 */
export function parsePhone(text: string): ParsedPhone | null {
  const parsed = parsePhoneNumberFromString(text.trim(), { defaultCountry: 'JP', extract: false });
  if (!parsed || parsed.country !== 'JP' || parsed.ext) return null;
  const number = `0${parsed.nationalNumber}`;
  const kind = phoneKind(number);
  const wellFormed = /^0\d{9,10}$/.test(number) && (kind !== 'other' || parsed.isValid());
  return wellFormed ? { number, kind } : null;
}

/** Kind of a stored number by length and prefix (電気通信番号計画). 0800 is a toll-free prefix, not a mobile one. */
export function phoneKind(number: string): PhoneKind {
  if (canReceiveSms(number)) return 'mobile';
  if (/^050\d{8}$/.test(number)) return 'ip';
  if (/^0[1-9][1-9]\d{7}$/.test(number) && !/^0(120|170|180|570|990)/.test(number)) return 'landline';
  return 'other';
}

/** Eleven digits 060, 070, 080 or 090. */
export function canReceiveSms(number: string): boolean {
  return /^0[6-9]0\d{8}$/.test(number) && !number.startsWith('0800');
}

/** '09000004417' → '090-0000-4417', '0250000101' → '025-000-0101'. Anything that is not a stored number comes back unchanged. */
export function formatPhone(number: string): string {
  if (canReceiveSms(number)) return `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`;
  return parsePhoneNumberFromString(number, 'JP')?.formatNational() ?? number;
}
