import { unpaidBills } from './bills.ts';
import { cityCalendar } from './calendar.ts';
import type { City, CityLine, CityOptions, Filed } from './city.ts';
import { holdsOf } from './holds.ts';
import { pastOf } from './past.ts';
import { castIndex, people } from './people.ts';
import type { PaymentRow } from '../../../domain/exchange-layout.ts';

/** Invents a city: pure, and the same for the same seed, size and day. 3,000 debtors take about a second. */
export function generateCity({ seed, debtors, today }: CityOptions): City {
  const calendar = cityCalendar(today);
  const residents = people({ seed, debtors, today });
  const city: City = {
    seed,
    today,
    residents,
    lines: new Map(),
    payments: [],
    contacts: [],
    holds: [],
    cast: {
      silent: residents[castIndex.silent]!.addresseeNo,
      complainer: residents[castIndex.complainer]!.addresseeNo,
      keeper: residents[castIndex.keeper]!.addresseeNo,
    },
  };
  for (const resident of residents) {
    const lines = unpaidBills(seed, resident, today, calendar);
    const past = pastOf({ seed, today, calendar, resident, lines });
    countPaid(lines, past.payments, today);
    city.lines.set(resident.addresseeNo, lines);
    city.payments.push(...past.payments);
    city.contacts.push(...past.contacts);
    city.holds.push(...holdsOf(seed, resident, lines, today));
  }
  return city;
}

/** What the city knows on the first morning: a payment still on its way is not yet taken off the book. */
function countPaid(lines: CityLine[], payments: readonly Filed<PaymentRow>[], today: string): void {
  const known = new Map<string, PaymentRow>();
  for (const { row } of payments.filter(({ on }) => on <= today)) known.set(row.paymentKey, row);
  for (const line of lines) {
    const paid = [...known.values()].filter(
      (row) => row.noticeNo === line.noticeNo && row.period === line.period && row.stage !== 'cancelled',
    );
    line.paid = paid.reduce((sum, row) => sum + row.amount, 0);
  }
}
