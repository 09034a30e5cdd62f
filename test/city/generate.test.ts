import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../domain/default-rules.ts';
import { parsePhone } from '../../domain/phone-number.ts';
import { addDays } from '../../domain/time.ts';
import { firstDemoDay } from '../sim/city/calendar.ts';
import { type CityLine, linesOf } from '../sim/city/city.ts';
import { firstFiles } from '../sim/city/files.ts';
import { generateCity } from '../sim/city/generate.ts';
import { createResidents } from '../sim/city/residents.ts';

const today = '2026-11-26';
const dunnedBefore = '2026-11-16'; // ten days after a 督促状
const city = generateCity({ seed: 7, debtors: 400, today });

function hashOf(seed: number, debtors: number): string {
  const hash = createHash('sha256');
  for (const { fileName, bytes } of firstFiles(generateCity({ seed, debtors, today })))
    hash.update(fileName).update(bytes);
  return hash.digest('hex');
}

function isDunned({ receivable, demandDate, assessed, paid }: CityLine, wanted: string): boolean {
  return receivable === wanted && demandDate !== null && demandDate < dunnedBefore && paid < assessed;
}

test('the same seed gives the same bytes, another seed others', () => {
  expect(hashOf(7, 60)).toBe(hashOf(7, 60));
  expect(hashOf(8, 60)).not.toBe(hashOf(7, 60));
});

describe('the full city', () => {
  const full = generateCity({ seed: 1, debtors: 3_000, today });

  test('has about the size of the contract', () => {
    const accounts = full.residents.reduce((sum, { receivables }) => sum + receivables.length, 0);
    expect(full.residents).toHaveLength(3_000);
    expect(accounts).toBeGreaterThan(4_200);
    expect(accounts).toBeLessThan(4_800);
    const withPhone = full.residents.filter(({ phones }) => phones.length > 0).length;
    expect(withPhone / 3_000).toBeCloseTo(2 / 3, 1);
  });

  test('was written to so that the letters of no day are more than the centre can enclose', () => {
    const gap = defaultRules('city_tax').caps.letterGapDays;
    const lastLetters = new Map<string, string>();
    for (const { row } of full.contacts.filter((contact) => contact.row.kind === 'letter')) {
      const account = `${row.addresseeNo}/${row.receivable}`;
      lastLetters.set(account, [lastLetters.get(account) ?? '', row.at.slice(0, 10)].toSorted().at(-1)!);
    }
    const unreachable = full.residents.filter(({ phones, dvProtected }) => phones.length === 0 && !dvProtected);
    const dues = unreachable.flatMap(({ addresseeNo, receivables }) =>
      receivables
        .filter((receivable) => receivable !== 'childcare')
        .filter((receivable) => linesOf(full, addresseeNo).some((line) => isDunned(line, receivable)))
        .map((receivable) => lastLetters.get(`${addresseeNo}/${receivable}`))
        .map((last) => (last && addDays(last, gap) > today ? addDays(last, gap) : today)),
    );
    const perDay = [...Map.groupBy(dues, (day) => day).values()].map(({ length }) => length);
    expect(dues.length).toBeGreaterThan(900);
    expect(Math.max(...perDay)).toBeLessThan(120);
    expect(Math.min(...perDay)).toBeGreaterThan(30);
  });

  test('was answered by session as people answer', () => {
    const rate = (session: string) => {
      const calls = full.contacts.filter(({ row }) => row.session === session);
      return calls.filter(({ row }) => row.spokeWith).length / calls.length;
    };
    expect(rate('weekday')).toBeCloseTo(0.23, 1);
    expect(rate('evening')).toBeGreaterThan(rate('weekday') + 0.05);
    expect(rate('holiday')).toBeGreaterThan(rate('weekday') + 0.05);
  });
});

test('the smallest city has a company, an heir, a protected resident, a home of several, and its cast', () => {
  const small = generateCity({ seed: 1, debtors: 50, today }).residents;
  const homes = Map.groupBy(
    small.filter(({ householdNo }) => householdNo),
    ({ householdNo }) => householdNo,
  );
  expect(small).toHaveLength(50);
  expect(small.some(({ kind }) => kind === 'company')).toBe(true);
  expect(small.some(({ sendTo }) => sendTo?.representative === 'heir')).toBe(true);
  expect(small.some(({ sendTo }) => sendTo?.representative === 'tax_agent')).toBe(true);
  expect(small.filter(({ dvProtected }) => dvProtected)).toHaveLength(1);
  expect([...homes.values()].some((home) => home.length > 1)).toBe(true);
  expect(small.slice(2, 5).map(({ temperament }) => temperament.name)).toEqual(['silent', 'complainer', 'keeper']);
});

test('every number is a number, every resident owes something, and nobody lives in two homes', () => {
  for (const resident of city.residents) {
    for (const { number, kind } of resident.phones) expect(parsePhone(number)).toEqual({ number, kind });
    expect(linesOf(city, resident.addresseeNo).some((line) => line.listedOn <= today)).toBe(true);
  }
  expect(new Set(city.residents.map(({ addresseeNo }) => addresseeNo)).size).toBe(400);
});

test('lines of the book are assessed before they are owed', () => {
  for (const line of [...city.lines.values()].flat()) {
    expect(line.assessed).toBeGreaterThan(0);
    expect(line.paid).toBeGreaterThanOrEqual(0);
    expect(line.paid).toBeLessThanOrEqual(line.assessed);
    expect(line.listedOn > line.dueDate).toBe(true);
  }
});

test('residents answer the same question in the same way, and the cast as the tests need it', () => {
  const residents = createResidents(city);
  const others = createResidents(city);
  const at = new Date('2026-11-27T14:00:00+09:00');
  const numbers = city.residents.flatMap(({ phones }) => phones.map(({ number }) => number));
  expect(numbers.map((number) => residents.answer(number, at))).toEqual(
    numbers.map((number) => others.answer(number, at)),
  );
  const numberOf = (addresseeNo: string) => residents.find(addresseeNo)!.phones[0]!.number;
  expect(residents.fate(numberOf(city.cast.silent), at)).toEqual({ kind: 'ring_out' });
  expect(residents.fate(numberOf(city.cast.complainer), at)).toMatchObject({ kind: 'answer' });
  expect(residents.talk(city.cast.complainer, at)).toMatchObject({ outcome: 'complaint' });
  expect(residents.talk(city.cast.keeper, at)).toMatchObject({ outcome: 'promise' });
});

test('a demo begins on a weekday on which the centre is open', () => {
  expect(firstDemoDay('2026-11-23')).toBe('2026-11-26');
  expect(firstDemoDay('2026-12-29')).toBe('2027-01-04');
});
