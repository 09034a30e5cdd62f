import { Dice } from './chance.ts';
import type { CityOptions, CityPhone, Resident, SendTo } from './city.ts';
import { company, firm, person, type Sex, surname } from './names.ts';
import { type Place, place } from './places.ts';
import { parts, temperamentOf } from './temperament.ts';
import { later } from './days.ts';

/** Of 50 debtors in a row one each is: so that the smallest city has everything too. */
const roles = { company: 7, dvProtected: 13, heir: 21, taxAgent: 33, otherCompany: 41 } as const;
const cast = { silent: 2, complainer: 3, keeper: 4 } as const;
const block = 50;

/** The city's debtors, home by home, in the order of their 宛名番号. */
export function people({ seed, debtors, today }: CityOptions): Resident[] {
  const residents: Resident[] = [];
  for (let home = 0; residents.length < debtors; home += 1) {
    const free = debtors - residents.length;
    residents.push(...household(seed, home, residents.length, free, today));
  }
  return residents;
}

/** Positions of the cast in `people`. */
export const castIndex = cast;

function household(seed: number, home: number, first: number, free: number, today: string): Resident[] {
  const dice = new Dice(seed, 'home', home);
  const role = first % block;
  if (role === roles.company || role === roles.otherCompany) return [firmResident(seed, first, dice)];
  const isAlone = role in special || Object.values(cast).some((index) => index === first);
  const size = isAlone ? 1 : Math.min(free, Number(dice.weighted({ 1: 84, 2: 12, 3: 3, 4: 1 })), untilSpecial(role));
  const family = surname(dice);
  const where = place(dice);
  const landline = dice.isLucky(0.42) ? landlineNumber(first) : null;
  const householdNo = size > 1 || dice.isLucky(0.8) ? String(5_000_000_000 + home * 13) : null;
  return Array.from({ length: size }, (_, index) =>
    citizen({ seed, index: first + index, family, where, landline, householdNo, today, member: index }),
  );
}

const special: Readonly<Record<number, true>> = Object.fromEntries(Object.values(roles).map((role) => [role, true]));

/** A home never reaches into a place that is kept for one alone. */
function untilSpecial(role: number): number {
  const kept = [...Object.values(roles), ...Object.values(cast)].filter((place) => place > role);
  return Math.min(...kept.map((place) => place - role), block - role);
}

interface Citizen {
  seed: number;
  index: number;
  family: ReturnType<typeof surname>;
  where: Place;
  landline: string | null;
  householdNo: string | null;
  today: string;
  /** Position in the home: the first is the head */
  member: number;
}

function citizen({ seed, index, family, where, landline, householdNo, today, member }: Citizen): Resident {
  const dice = new Dice(seed, 'person', index);
  const sex: Sex = dice.isLucky(0.5) ? 'f' : 'm';
  const age = member === 0 ? dice.between(24, 88) : dice.between(20, 60);
  const addresseeNo = numberOf(index);
  const part = (Object.keys(cast) as (keyof typeof cast)[]).find((name) => cast[name] === index);
  const dvProtected = index % block === roles.dvProtected;
  const receivables = part ? ['city_tax'] : receivablesOf(dice, age);
  return {
    addresseeNo,
    kind: 'person',
    ...person(dice, family, sex),
    birthDate: later(today, -Math.floor(age * 365.25) - dice.between(0, 364)),
    ...where,
    householdNo: dvProtected || part ? null : householdNo,
    dvProtected,
    phones: part
      ? [{ number: mobileNumber(index), kind: 'mobile', owner: 'self' }]
      : phonesOf(dice, index, age, landline),
    receivables,
    sendTo: sendToOf(dice, index, receivables[0]!),
    temperament: part ? parts[part] : temperamentOf(seed, addresseeNo),
  };
}

function firmResident(seed: number, index: number, dice: Dice): Resident {
  const addresseeNo = numberOf(index);
  return {
    addresseeNo,
    kind: 'company',
    ...company(dice),
    birthDate: null,
    ...place(dice),
    householdNo: null,
    dvProtected: false,
    phones: dice.isLucky(0.9) ? [{ number: landlineNumber(index), kind: 'landline', owner: 'self' }] : [],
    receivables: ['city_tax'],
    sendTo: null,
    temperament: temperamentOf(seed, addresseeNo),
  };
}

/** Ten digits with a leading zero, as city systems have them. */
export function numberOf(index: number): string {
  return String(110_017 + index * 37).padStart(10, '0');
}

function receivablesOf(dice: Dice, age: number): string[] {
  const first = dice.weighted({
    city_tax: 58,
    health: age < 75 ? 27 : 0,
    elderly: age >= 75 ? 24 : 0,
    care: age >= 65 ? 16 : 0,
    childcare: age >= 24 && age <= 46 ? 9 : 0,
  });
  const others = ['city_tax', age < 75 ? 'health' : 'elderly', age >= 65 ? 'care' : 'health'];
  const wanted = Number(dice.weighted({ 1: 48, 2: 42, 3: 10 }));
  return [...new Set([first, ...others])].slice(0, wanted);
}

function phonesOf(dice: Dice, index: number, age: number, landline: string | null): CityPhone[] {
  if (dice.isLucky(0.25)) return [];
  const phones: CityPhone[] = [];
  if (landline && dice.isLucky(0.8)) phones.push({ number: landline, kind: 'landline', owner: 'household' });
  if (dice.isLucky(age < 70 ? 0.85 : 0.45)) phones.push({ number: mobileNumber(index), kind: 'mobile', owner: 'self' });
  return phones;
}

/** 0x0-0000-…: such numbers are not given out. The last digit decides what the SMS simulator's carrier does; the cast has plain ones. */
function mobileNumber(index: number): string {
  const prefix = ['090', '080', '070'][Math.floor(index / 10_000) % 3]!;
  return `${prefix}0000${String(index % 10_000).padStart(4, '0')}`;
}

/** 025-000-…, beyond the centre's own invented numbers. */
function landlineNumber(index: number): string {
  return `025000${String(1_000 + (index % 9_000)).padStart(4, '0')}`;
}

function sendToOf(dice: Dice, index: number, receivable: string): SendTo | null {
  const role = index % block;
  if (role !== roles.heir && role !== roles.taxAgent) return null;
  const { postcode, address } = place(dice);
  if (role === roles.taxAgent) return { receivable, representative: 'tax_agent', name: firm(dice), postcode, address };
  const heir = person(dice, surname(dice), dice.isLucky(0.5) ? 'f' : 'm');
  return { receivable, representative: 'heir', name: heir.name, postcode, address };
}
