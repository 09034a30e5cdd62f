import type { HoldRow, PaymentRow } from '../../../domain/exchange-layout.ts';
import { dateOf, weekdayOf } from '../../../domain/time.ts';
import type { Queryable } from '../../../prisma/database.ts';
import { firstFiledOn, settledOn, settledStage } from './arrival.ts';
import { cityCalendar, type CityCalendar } from './calendar.ts';
import { chance, Dice } from './chance.ts';
import { type City, departments, type Resident, senderOf } from './city.ts';
import { latestDay, later } from './days.ts';
import { knownPayments, type KnownPayment, lastFile, noticed, type Noticed, type OwedLine, owedLines } from './eyes.ts';
import { arrearsRows, type CityFile, cityFile, lastOfKey } from './files.ts';
import { stimuli } from './past.ts';
import { slips } from './purse.ts';
import { reactionTo } from './reactions.ts';

/** Days that a contact is remembered. */
const MEMORY_DAYS = 45;
/** Of an account on a day: pays one bill of itself */
const SPONTANEOUS = 0.002;
/** Of those whose wish for 分納 was passed on */
const INSTALMENTS = 0.4;
const INSTALMENTS_AFTER_DAYS = 4;
/** The weekday on which each department sends its whole book */
const bookDays: Readonly<Record<string, number>> = { tax: 1, insurance: 2, care: 3, childcare: 4 };

export type Department = (typeof departments)[number];

interface Night {
  city: City;
  calendar: CityCalendar;
  sender: Department;
  /** The morning of the file, and that of the one before */
  morning: string;
  before: string;
  contacts: Noticed[];
}

/** The mornings up to that day on which files are still to be sent, the earliest first. */
export async function dueMornings(db: Queryable, city: City, until: string): Promise<string[]> {
  const { calendar } = cityCalendar(city.today);
  const last = await lastFile(db, departments[0], 'payments');
  const mornings: string[] = [];
  for (let day = later(last ? dateOf(last.asOf) : city.today, 1); day <= until; day = later(day, 1)) {
    if (calendar.isCityOpen(day)) mornings.push(day);
  }
  return mornings;
}

/**
 * What a department sends that morning: payments every night (what residents did because of the centre, of themselves, and what became of
 * 速報), new holds, and once a week the whole book with new lines and demand letters. The same facts give the same files. Take each in
 * before asking for the next: the book counts the payments.
 */
export async function* nightFiles(
  db: Queryable,
  city: City,
  sender: Department,
  morning: string,
): AsyncGenerator<CityFile> {
  const last = await lastFile(db, sender, 'payments');
  const before = last ? dateOf(last.asOf) : city.today;
  if (before >= morning) return;
  const contacts = (await noticed(db, later(morning, -MEMORY_DAYS))).filter(
    ({ receivable }) => senderOf(receivable) === sender,
  );
  const night: Night = { city, calendar: cityCalendar(city.today), sender, morning, before, contacts };
  const known = await knownPayments(db, sender, later(morning, -MEMORY_DAYS - 30));
  const rows = paymentsOf(night, known, await owedLines(db, sender));
  yield cityFile(sender, 'payments', (last?.sequence ?? 0) + 1, morning, rows);

  const holds = instalments(night);
  if (holds.length > 0) yield cityFile(sender, 'holds', await nextNumber(db, sender, 'holds'), morning, holds);

  if (weekdayOf(morning) !== bookDays[sender]) return;
  const owed = new Map(
    (await owedLines(db, sender)).map((line) => [`${line.taxItem}/${line.noticeNo}/${line.period}`, line.balance]),
  );
  const book = arrearsRows(city, sender, morning, ({ taxItem, noticeNo, period }) =>
    owed.get(`${taxItem}/${noticeNo}/${period}`),
  );
  yield cityFile(sender, 'arrears', await nextNumber(db, sender, 'arrears'), morning, book);
}

async function nextNumber(db: Queryable, sender: string, name: string): Promise<number> {
  return ((await lastFile(db, sender, name))?.sequence ?? 0) + 1;
}

function paymentsOf(night: Night, known: readonly KnownPayment[], owed: readonly OwedLine[]): PaymentRow[] {
  const { city, calendar, sender, morning, before } = night;
  const seen = new Set(known.map(({ receivable, paymentKey }) => `${receivable}/${paymentKey}`));
  const purse = Map.groupBy(
    owed.map((line) => ({ ...line })),
    ({ receivable, addresseeNo }) => `${receivable}/${addresseeNo}`,
  );
  const fresh: PaymentRow[] = [];

  const settled = known
    .filter((payment) => payment.stage === 'preliminary' && settledOn(calendar, payment) <= morning)
    .map((payment): PaymentRow => ({
      ...payment,
      noticeNo: payment.noticeNo || null,
      period: payment.period || null,
      method: payment.method as PaymentRow['method'],
      stage: settledStage(city.seed, payment.paymentKey),
    }));
  const onTheirWay = city.payments.filter(
    (filed) => filed.sender === sender && filed.on > before && filed.on <= morning,
  );
  for (const { row } of onTheirWay) pay(row);
  for (const contact of night.contacts) react(contact);
  for (const [account, lines] of purse) spend(account, lines);
  return lastOfKey([...settled, ...fresh].map((row) => ({ sender, on: morning, row })));

  /** Nobody pays a bill twice that is paid as far as he knows. */
  function pay(row: PaymentRow): void {
    const key = `${row.receivable}/${row.paymentKey}`;
    const line = purse
      .get(`${row.receivable}/${row.addresseeNo}`)
      ?.find(({ noticeNo, period }) => noticeNo === row.noticeNo && period === row.period);
    if (seen.has(key) || !line || line.balance < row.amount) return;
    seen.add(key);
    line.balance -= row.amount;
    fresh.push(row);
  }

  function react({ addresseeNo, receivable, outcome, onDate, promisedFor, promised }: Noticed): void {
    const resident = residentsOf(city).get(addresseeNo);
    const kind = stimuli[outcome];
    if (!resident || !kind) return;
    const promise = promisedFor && promised ? { on: promisedFor, amount: promised } : undefined;
    const reaction = reactionTo(city.seed, resident, {
      receivable,
      kind,
      onDate,
      ...(promise && { promised: promise }),
    });
    if (!reaction || reaction.paidOn > morning) return;
    for (const row of slips(reaction, receivable, addresseeNo, purse.get(`${receivable}/${addresseeNo}`) ?? [])) {
      // what was paid before the talk comes to the data after it all the same
      const filedOn = latestDay(firstFiledOn(city.seed, calendar, row), calendar.cityOpenFrom(later(onDate, 1)));
      if (filedOn > before && filedOn <= morning) pay(row);
    }
  }

  function spend(account: string, lines: readonly OwedLine[]): void {
    const { receivable, addresseeNo } = lines[0]!;
    for (let day = before; day < morning; day = later(day, 1)) {
      if (chance(city.seed, 'spontaneous', account, day) >= SPONTANEOUS) continue;
      const reaction = { paidOn: day, pays: 'oldest', method: 'convenience' } as const;
      for (const row of slips(reaction, receivable, addresseeNo, lines)) pay(row);
    }
  }
}

/** The department grants 分納 to some of those whose wish the centre passed on. */
function instalments({ city, calendar, contacts, morning, before }: Night): HoldRow[] {
  return contacts
    .filter(({ outcome, onDate, addresseeNo }) => {
      const grantedOn = calendar.cityOpenFrom(later(onDate, INSTALMENTS_AFTER_DAYS));
      const isGranted = chance(city.seed, 'instalments', addresseeNo, onDate) < INSTALMENTS;
      return outcome === 'referred' && grantedOn > before && grantedOn <= morning && isGranted;
    })
    .map(({ addresseeNo, receivable, onDate }) => ({
      holdNo: `B${addresseeNo}-${receivable}-${onDate.replaceAll('-', '')}`,
      addresseeNo,
      scope: 'account',
      receivable,
      kind: 'instalments',
      blocksCall: true,
      blocksSms: true,
      blocksLetter: true,
      blocksExport: false,
      fromDate: morning,
      untilDate: later(morning, new Dice(city.seed, 'instalments', addresseeNo).between(90, 300)),
      reason: '分割納付の承認',
    }));
}

const residents = new WeakMap<City, Map<string, Resident>>();

function residentsOf(city: City): Map<string, Resident> {
  const known = residents.get(city) ?? new Map(city.residents.map((resident) => [resident.addresseeNo, resident]));
  residents.set(city, known);
  return known;
}
