import { type ExchangeInterface, exchangeInterfaces } from './layout.ts';

/** What identifies a file: who sent which interface, its number and the moment its data was cut. */
export interface Manifest {
  /** Department code */
  sender: string;
  interface: ExchangeInterface;
  sequence: number;
  asOf: Date;
}

const namePattern = /^([a-z]+)_([a-z]+)_(\d{1,9})_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})\.csv$/;
const japanOffsetMs = 9 * 3_600_000;

/** `tax_arrears_000012_20261120T0600.csv`: sender, interface, sequence, as-of in Japan's time, to the minute. */
export function exchangeFileName({ sender, interface: name, sequence, asOf }: Manifest): string {
  const local = new Date(asOf.getTime() + japanOffsetMs).toISOString();
  const stamp = local.slice(0, 16).replaceAll(/[-:]/g, '');
  return `${sender}_${name}_${String(sequence).padStart(6, '0')}_${stamp}.csv`;
}

/** Reads `exchangeFileName` back; null when the name has another form or no such day exists. */
export function manifestOf(fileName: string): Manifest | null {
  const match = namePattern.exec(fileName);
  if (!match) return null;
  const [, sender, name, sequence, year, month, day, hour, minute] = match;
  const known = exchangeInterfaces.find((candidate) => candidate === name);
  const asOf = new Date(`${year}-${month}-${day}T${hour}:${minute}:00+09:00`);
  if (!known || Number.isNaN(asOf.getTime()) || Number(sequence) < 1) return null;
  const manifest = { sender: sender!, interface: known, sequence: Number(sequence), asOf };
  return fileName.endsWith(exchangeFileName(manifest).slice(-17)) ? manifest : null; // refuses the 31st of a shorter month
}
