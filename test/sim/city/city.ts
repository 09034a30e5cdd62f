import type { HoldRow, HistoryRow, PaymentRow } from '../../../domain/exchange-layout.ts';
import type { Temperament } from './temperament.ts';

/** 調定: one bill that is or may come into arrears. */
export interface CityLine {
  receivable: string;
  taxItem: string;
  assessedYear: number;
  taxedYear: number;
  noticeNo: string;
  period: string;
  dueDate: string;
  /** From this day the city's book of arrears lists it, if it is not paid */
  listedOn: string;
  /** 督促状; the book says it from that day on. Null: none is sent */
  demandDate: string | null;
  prescriptionDate: string | null;
  assessed: number;
  /** Yen paid before the first day */
  paid: number;
}

export interface CityPhone {
  number: string;
  kind: 'mobile' | 'landline';
  owner: 'self' | 'household';
}

export interface SendTo {
  receivable: string;
  representative: 'heir' | 'tax_agent' | 'guardian';
  name: string;
  postcode: string;
  address: string;
}

export interface Resident {
  addresseeNo: string;
  kind: 'person' | 'company';
  name: string;
  kana: string;
  birthDate: string | null;
  postcode: string;
  address: string;
  ward: string;
  householdNo: string | null;
  dvProtected: boolean;
  phones: CityPhone[];
  receivables: string[];
  sendTo: SendTo | null;
  temperament: Temperament;
}

/** A row of one department, in the file of that day's morning. */
export interface Filed<Row> {
  sender: string;
  on: string;
  row: Row;
}

/**
 * An invented city as it stands on the demo's first morning, and the bills of the months after. The same seed, size and day give the same
 * city to the last byte of its files.
 */
export interface City {
  seed: number;
  /** The demo's first day */
  today: string;
  residents: Resident[];
  lines: Map<string, CityLine[]>;
  payments: Filed<PaymentRow>[];
  contacts: Filed<HistoryRow>[];
  holds: Filed<HoldRow>[];
  /** 宛名番号 of residents who play a part in the tests: one never answers (mobile only), one complains, one promises and keeps */
  cast: { silent: string; complainer: string; keeper: string };
}

export interface CityOptions {
  seed: number;
  debtors: number;
  today: string;
}

export function linesOf(city: City, addresseeNo: string): CityLine[] {
  return city.lines.get(addresseeNo) ?? [];
}

const senders: Readonly<Record<string, string>> = {
  city_tax: 'tax',
  health: 'insurance',
  elderly: 'insurance',
  care: 'care',
  childcare: 'childcare',
};

export const departments = ['tax', 'insurance', 'care', 'childcare'] as const;

/** The department that keeps a receivable's book. */
export function senderOf(receivable: string): string {
  const sender = senders[receivable];
  if (!sender) throw new RangeError(`The city has no receivable ${receivable}`);
  return sender;
}
