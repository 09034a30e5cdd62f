import { writeExchangeFile } from '../../../activities/exchange/write.ts';
import {
  type ArrearsRow,
  type DebtorRow,
  exchangeFileName,
  type ExchangeInterface,
  type ExchangeRows,
  type PaymentRow,
  type PhoneRow,
} from '../../../domain/exchange-layout.ts';
import { addMonths, instantAt } from '../../../domain/time.ts';
import { type City, type CityLine, departments, type Filed, linesOf, type Resident, senderOf } from './city.ts';
import { later } from './days.ts';

export interface CityFile {
  fileName: string;
  bytes: Buffer;
}

/** The hour at which the core systems cut their data. */
const CUT = '06:00';
/** Days before the first whose payments come each in its own file; those before come by the month. */
const DAILY = 7;

export function cutOf(morning: string): Date {
  return instantAt(morning, CUT);
}

/** 納税課's system still writes CP932. */
export function cityFile<I extends ExchangeInterface>(
  sender: string,
  name: I,
  sequence: number,
  morning: string,
  rows: readonly ExchangeRows[I][],
): CityFile {
  return {
    fileName: exchangeFileName({ sender, interface: name, sequence, asOf: cutOf(morning) }),
    bytes: writeExchangeFile(name, rows, sender === 'tax' ? 'cp932' : 'utf8'),
  };
}

/** What every department sends before the first day, in the order in which it must be taken in. */
export function firstFiles(city: City): CityFile[] {
  const each = (make: (sender: string) => CityFile[]) => departments.flatMap(make);
  const nonEmpty = <I extends ExchangeInterface>(name: I, sender: string, rows: ExchangeRows[I][]) =>
    rows.length > 0 ? [cityFile(sender, name, 1, city.today, rows)] : [];
  return [
    ...each((sender) => [cityFile(sender, 'debtors', 1, city.today, debtorRows(city, sender))]),
    ...each((sender) => [cityFile(sender, 'arrears', 1, city.today, arrearsRows(city, sender, city.today))]),
    ...each((sender) => [cityFile(sender, 'phones', 1, city.today, phoneRows(city, sender))]),
    ...each((sender) => nonEmpty('holds', sender, rowsOf(city.holds, sender))),
    ...each((sender) => paymentFiles(city, sender)),
    ...each((sender) => nonEmpty('history', sender, rowsOf(city.contacts, sender))),
  ];
}

function residentsOf(city: City, sender: string): Resident[] {
  return city.residents.filter(({ receivables }) => receivables.some((receivable) => senderOf(receivable) === sender));
}

function debtorRows(city: City, sender: string): DebtorRow[] {
  return residentsOf(city, sender).map((resident) => {
    const { addresseeNo, kind, name, kana, birthDate, postcode, address, ward, householdNo, dvProtected, sendTo } =
      resident;
    const isOurs = sendTo !== null && senderOf(sendTo.receivable) === sender;
    return {
      addresseeNo,
      kind,
      name,
      kana,
      birthDate,
      postcode,
      address,
      ward,
      householdNo,
      dvProtected: dvProtected ? true : null,
      ...(isOurs && {
        sendToName: sendTo.name,
        sendToPostcode: sendTo.postcode,
        sendToAddress: sendTo.address,
        representative: sendTo.representative,
      }),
    };
  });
}

function phoneRows(city: City, sender: string): PhoneRow[] {
  return residentsOf(city, sender).flatMap(({ addresseeNo, phones }) =>
    phones.map(({ number, owner }) => ({
      addresseeNo,
      number,
      owner,
      status: 'active' as const,
      obtainedOn: `${Number(city.today.slice(0, 4)) - 1}-04-01`,
    })),
  );
}

/** Yen still owed on a line as the city knows it, when that is not what it was on the first day. */
export type Outstanding = (line: CityLine, addresseeNo: string) => number | undefined;

/** The whole book of a department on that morning. Lines paid in full stay in it for the year. */
export function arrearsRows(city: City, sender: string, morning: string, outstanding?: Outstanding): ArrearsRow[] {
  return residentsOf(city, sender).flatMap(({ addresseeNo }) =>
    linesOf(city, addresseeNo)
      .filter((line) => line.listedOn <= morning && senderOf(line.receivable) === sender)
      .map((line) => ({
        addresseeNo,
        receivable: line.receivable,
        taxItem: line.taxItem,
        assessedYear: line.assessedYear,
        taxedYear: line.taxedYear,
        noticeNo: line.noticeNo,
        period: line.period,
        dueDate: line.dueDate,
        demandDate: line.demandDate !== null && line.demandDate <= morning ? line.demandDate : null,
        prescriptionDate: line.prescriptionDate,
        assessed: line.assessed,
        outstanding: Math.min(
          line.assessed,
          Math.max(0, outstanding?.(line, addresseeNo) ?? line.assessed - line.paid),
        ),
      })),
  );
}

function paymentFiles(city: City, sender: string): CityFile[] {
  const files: CityFile[] = [];
  let after = '';
  for (const morning of paymentMornings(city.today)) {
    const rows = lastOfKey(
      city.payments.filter((filed) => filed.sender === sender && filed.on > after && filed.on <= morning),
    );
    // the last one says how far the data reaches, even when nobody paid
    if (rows.length > 0 || morning === city.today)
      files.push(cityFile(sender, 'payments', files.length + 1, morning, rows));
    after = morning;
  }
  return files;
}

function paymentMornings(today: string): string[] {
  const months = [-5, -4, -3, -2, -1].map((months) => addMonths(today, months));
  const days = Array.from({ length: DAILY + 1 }, (_, index) => later(today, index - DAILY));
  return [...months.filter((day) => day < days[0]!), ...days];
}

/** A 速報 and its 確報 in one file are one row. */
export function lastOfKey(filed: readonly Filed<PaymentRow>[]): PaymentRow[] {
  const rows = new Map<string, PaymentRow>();
  for (const { row } of filed.toSorted((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0)))
    rows.set(`${row.receivable}/${row.paymentKey}`, row);
  return [...rows.values()];
}

function rowsOf<Row>(filed: readonly Filed<Row>[], sender: string): Row[] {
  return filed.filter((each) => each.sender === sender).map(({ row }) => row);
}
