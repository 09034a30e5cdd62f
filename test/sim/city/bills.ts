import { addMonths, fiscalYearOf } from '../../../domain/time.ts';
import type { CityCalendar } from './calendar.ts';
import { Dice } from './chance.ts';
import type { CityLine, Resident } from './city.ts';
import { later } from './days.ts';

interface Tariff {
  receivable: string;
  taxItem: string;
  /** 'MM-DD' of the due dates, in the order of the 期別 */
  dues: readonly string[];
  years: number;
  /** Yen a period, from the person's own dice */
  amount(dice: Dice): number;
}

const monthEnds = ['06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-25', '01-31', '02-28', '03-31'];
const everyMonth = ['04-30', '05-31', ...monthEnds];

const tariffs: readonly Tariff[] = [
  {
    receivable: 'city_tax',
    taxItem: 'resident_tax',
    dues: ['06-30', '08-31', '10-31', '01-31'],
    years: 5,
    amount: (dice) => skewed(dice, 9_000, 96_000, 1_000),
  },
  {
    receivable: 'city_tax',
    taxItem: 'property_tax',
    dues: ['04-30', '07-31', '12-25', '02-28'],
    years: 5,
    amount: (dice) => skewed(dice, 8_000, 180_000, 100),
  },
  {
    receivable: 'city_tax',
    taxItem: 'vehicle_tax',
    dues: ['05-31'],
    years: 5,
    amount: (dice) => dice.pick([2_400, 6_000, 7_200, 10_800, 10_800, 12_900]),
  },
  {
    receivable: 'health',
    taxItem: 'health_premium',
    dues: monthEnds,
    years: 2,
    amount: (dice) => skewed(dice, 5_200, 62_000, 100),
  },
  {
    receivable: 'elderly',
    taxItem: 'elderly_premium',
    dues: monthEnds.slice(1),
    years: 2,
    amount: (dice) => skewed(dice, 2_100, 18_000, 100),
  },
  {
    receivable: 'care',
    taxItem: 'care_premium',
    dues: monthEnds.slice(1),
    years: 2,
    amount: (dice) => skewed(dice, 2_800, 13_500, 100),
  },
  {
    receivable: 'childcare',
    taxItem: 'childcare_fee',
    dues: everyMonth,
    years: 5,
    amount: (dice) => skewed(dice, 6_000, 48_000, 100),
  },
  {
    receivable: 'childcare',
    taxItem: 'extended_childcare',
    dues: everyMonth,
    years: 5,
    amount: (dice) => dice.pick([1_500, 2_000, 3_000]),
  },
  {
    receivable: 'childcare',
    taxItem: 'temporary_childcare',
    dues: everyMonth,
    years: 5,
    amount: (dice) => dice.pick([1_800, 3_600, 5_400]),
  },
  {
    receivable: 'childcare',
    taxItem: 'side_dish_fee',
    dues: everyMonth,
    years: 5,
    amount: (dice) => dice.pick([4_500, 4_900]),
  },
];

/** Few pay a lot: the square of a draw. */
function skewed(dice: Dice, least: number, most: number, unit: number): number {
  return Math.round((least + (most - least) * dice.next() ** 3) / unit) * unit;
}

const LISTED_AFTER_DAYS = 7;
const MONTHS_AHEAD = 6;

/** The bills of one resident that are not paid in time: those of the last year (some older), and those of the months to come. */
export function unpaidBills(seed: number, resident: Resident, today: string, calendar: CityCalendar): CityLine[] {
  return resident.receivables.flatMap((receivable) => {
    const dice = new Dice(seed, 'bills', resident.addresseeNo, receivable);
    const kinds = tariffs.filter((tariff) => tariff.receivable === receivable);
    const tariff = kinds.length > 1 && !dice.isLucky(0.55) ? dice.pick(kinds) : kinds[0]!;
    const amount = tariff.amount(dice);
    const neglect = 0.25 + dice.next() * 0.7;
    const isOld = dice.isLucky(0.04);
    const from = addMonths(today, isOld ? -(tariff.years * 12 - dice.between(1, 5)) : -12);
    const all = bills(tariff, amount, from, today, calendar);
    const due = all.filter((line) => line.listedOn <= today);
    const chosen = due.filter(() => dice.isLucky(isOld ? 0.15 : neglect));
    const past = chosen.length > 0 ? chosen : due.slice(-1); // everybody in the book owes something
    const ahead = all.filter((line) => line.listedOn > today && dice.isLucky(neglect * 0.7));
    return [...past, ...ahead].map((line) => numbered(line, resident, dice));
  });
}

function bills(tariff: Tariff, amount: number, from: string, today: string, calendar: CityCalendar): CityLine[] {
  const until = addMonths(today, MONTHS_AHEAD);
  const lines: CityLine[] = [];
  for (let year = fiscalYearOf(from); year <= fiscalYearOf(until); year += 1) {
    tariff.dues.forEach((monthDay, index) => {
      const dueDate = calendar.cityOpenFrom(`${monthDay < '04' ? year + 1 : year}-${monthDay}`);
      if (dueDate < from || dueDate > until) return;
      const demandDate = calendar.cityOpenFrom(later(dueDate, 20));
      lines.push({
        receivable: tariff.receivable,
        taxItem: tariff.taxItem,
        assessedYear: year,
        taxedYear: year,
        noticeNo: '',
        period: String(index + 1),
        dueDate,
        listedOn: later(dueDate, LISTED_AFTER_DAYS),
        demandDate,
        prescriptionDate: addMonths(later(demandDate, 11), tariff.years * 12),
        assessed: index === 0 ? amount + 300 : amount, // the first period takes what does not divide
        paid: 0,
      });
    });
  }
  return lines;
}

/** One notice a year; a demand letter is now and then held back (an address search, say), so its line may not be dunned yet. */
function numbered(line: CityLine, resident: Resident, dice: Dice): CityLine {
  const tail = String((Number(resident.addresseeNo) * 7 + line.taxedYear) % 1_000_000).padStart(6, '0');
  const letter = line.taxItem.slice(0, 1).toUpperCase();
  const isHeldBack = dice.isLucky(0.02);
  return {
    ...line,
    noticeNo: `${line.taxedYear % 100}${letter}${tail}`,
    demandDate: isHeldBack ? null : line.demandDate,
    prescriptionDate: isHeldBack ? null : line.prescriptionDate,
  };
}
