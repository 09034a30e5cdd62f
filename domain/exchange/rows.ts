import type { HoldKind, Outcome, PaymentMethod, Session, SpokeWith } from '../codes.ts';
import type { ExchangeInterface } from './layout.ts';

/** Parsed rows, and what `writeExchangeFile` takes. Days are ISO strings, money yen; receivables and tax items are codes or names. */
export interface DebtorRow {
  addresseeNo: string;
  kind: 'person' | 'company';
  name: string;
  kana: string;
  birthDate?: string | null;
  postcode: string;
  address: string;
  ward?: string | null;
  householdNo?: string | null;
  dvProtected?: boolean | null;
  sendToName?: string | null;
  sendToPostcode?: string | null;
  sendToAddress?: string | null;
  representative?: 'heir' | 'tax_agent' | 'guardian' | null;
  contactPhone?: string | null;
}

export interface ArrearsRow {
  addresseeNo: string;
  receivable: string;
  taxItem: string;
  assessedYear: number;
  taxedYear: number;
  noticeNo: string;
  period: string;
  dueDate: string;
  demandDate?: string | null;
  prescriptionDate?: string | null;
  assessed: number;
  outstanding: number;
}

export interface PhoneRow {
  addresseeNo: string;
  number: string;
  owner: 'self' | 'household' | 'work' | 'other';
  status: 'active' | 'dead' | 'wrong';
  obtainedOn: string;
}

export interface PaymentRow {
  paymentKey: string;
  receivable: string;
  addresseeNo: string;
  noticeNo?: string | null;
  period?: string | null;
  stage: 'preliminary' | 'final' | 'cancelled';
  amount: number;
  lateCharge?: number | null;
  paidOn: string;
  method: PaymentMethod;
}

export interface HoldRow {
  holdNo: string;
  addresseeNo: string;
  scope: 'debtor' | 'account' | 'line';
  receivable?: string | null;
  taxItem?: string | null;
  noticeNo?: string | null;
  period?: string | null;
  kind: HoldKind;
  blocksCall: boolean | null;
  blocksSms: boolean | null;
  blocksLetter: boolean | null;
  blocksExport: boolean | null;
  fromDate: string;
  untilDate?: string | null;
  reason: string;
  releasedOn?: string | null;
}

export interface HistoryRow {
  recordNo: string;
  addresseeNo: string;
  receivable: string;
  kind: 'call' | 'inbound' | 'sms' | 'letter' | 'visit' | 'note';
  outcome: Outcome;
  spokeWith?: SpokeWith | null;
  /** ISO instant with offset */
  at: string;
  onDate?: string | null;
  session?: Session | null;
  phone?: string | null;
  /** `税目:通知書番号:期別:未納額|…` */
  owed?: string | null;
  text?: string | null;
}

export interface ExchangeRows {
  debtors: DebtorRow;
  arrears: ArrearsRow;
  phones: PhoneRow;
  payments: PaymentRow;
  holds: HoldRow;
  history: HistoryRow;
}

export type CellValue = string | number | boolean | null;
export type ExchangeRow<I extends ExchangeInterface = ExchangeInterface> = ExchangeRows[I];
