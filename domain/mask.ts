import { formatPhone } from './phone-number.ts';
import { formatWareki } from './wareki.ts';
import type { PlainDate } from './time.ts';

const dots = '●●';

/** '田村 美咲' → '田村 ●●', so that its length tells nothing; a name without a space keeps its first character. */
export function maskName(name: string): string {
  const [family = '', ...given] = name.trim().split(/\s+/u);
  if (given.length > 0) return `${family} ${dots}`;
  const [first = ''] = family;
  return `${first}${dots}`;
}

/** 宛名番号 '1234567356' → '●●●●●●7356' */
export function maskAddresseeNo(number: string): string {
  return '●'.repeat(Math.max(0, number.length - 4)) + number.slice(-4);
}

/** '09000004417' → '090-●●●●-4417' */
export function maskPhone(number: string): string {
  const parts = formatPhone(number).split('-');
  if (parts.length < 3) return maskAddresseeNo(number);
  return parts.map((part, index) => (index === 0 || index === parts.length - 1 ? part : dotted(part))).join('-');
}

/** '1982-06-14' → '昭和57年●月●日' */
export function maskBirthDate(date: PlainDate): string {
  return formatWareki(date).replace(/年\d+月\d+日$/, '年●月●日');
}

/** '新潟市西区青葉浜2丁目14番8号' → '新潟市西区●●●●': down to the ward, or the municipality where there is none. */
export function maskAddress(address: string): string {
  const known = address.match(/^.*?[市町村](?:.{1,4}区)?/u)?.[0] ?? '';
  return `${known}●●●●`;
}

function dotted(text: string): string {
  return '●'.repeat(text.length);
}
