import type { Session } from '../../../domain/codes.ts';
import { dateOf, timeOf, weekdayOf } from '../../../domain/time.ts';
import type { Fate, FateKind } from '../asterisk/script.ts';
import { chance } from './chance.ts';
import { cityCalendar } from './calendar.ts';
import type { City, CityPhone, Resident } from './city.ts';
import { type Talk, talkWith } from './talk.ts';
import { type LineAnswer, lineAnswer } from './telephone.ts';
import { temperamentOf } from './temperament.ts';

export interface Residents {
  /** For the telephone simulator: what happens at that number at that business instant */
  fate(number: string, at: Date): Fate;
  /** Who or what answers */
  answer(number: string, at: Date): LineAnswer;
  /** What the resident says who was reached */
  talk(addresseeNo: string, at: Date): Talk | null;
  find(addresseeNo: string): Resident | undefined;
}

const fates: Record<LineAnswer, FateKind> = {
  self: 'answer',
  household: 'answer',
  machine: 'machine',
  busy: 'busy',
  rejected: 'rejected',
  unreachable: 'unreachable',
  dead: 'dead',
  no_answer: 'ring_out',
};

/** The city's people at their telephones. They answer by the hour, each by their own temperament, and always the same to the same question. */
export function createResidents(city: City): Residents {
  const { seed } = city;
  const { calendar } = cityCalendar(city.today);
  const byNumber = new Map<string, { resident: Resident; phone: CityPhone }>();
  const byAddressee = new Map(city.residents.map((resident) => [resident.addresseeNo, resident]));
  for (const resident of city.residents) {
    for (const phone of resident.phones)
      if (!byNumber.has(phone.number)) byNumber.set(phone.number, { resident, phone });
  }

  function sessionOf(at: Date): Session {
    const day = dateOf(at);
    if (!calendar.isCityOpen(day) || weekdayOf(day) > 5) return 'holiday';
    return timeOf(at) >= '17:00' ? 'evening' : 'weekday';
  }

  function answer(number: string, at: Date): LineAnswer {
    const { resident, phone } = byNumber.get(number) ?? stranger(seed, number);
    return lineAnswer(seed, resident, phone, at, sessionOf(at));
  }

  return {
    answer,
    find: (addresseeNo) => byAddressee.get(addresseeNo),
    talk(addresseeNo, at) {
      const resident = byAddressee.get(addresseeNo);
      return resident ? talkWith(seed, resident, at) : null;
    },
    fate(number, at) {
      const kind = fates[answer(number, at)];
      const patience = 4_000 + Math.floor(chance(seed, 'ringing', number, dateOf(at)) * 9_000);
      return kind === 'answer' || kind === 'machine' ? { kind, ringMs: patience } : { kind };
    },
  };
}

/** Somebody with a number that the city does not know. */
function stranger(seed: number, number: string): { resident: Resident; phone: CityPhone } {
  return {
    phone: { number, kind: number.length === 11 ? 'mobile' : 'landline', owner: 'self' },
    resident: {
      addresseeNo: number,
      kind: 'person',
      name: '',
      kana: '',
      birthDate: null,
      postcode: '',
      address: '',
      ward: '',
      householdNo: null,
      dvProtected: false,
      phones: [],
      receivables: [],
      sendTo: null,
      temperament: temperamentOf(seed, number),
    },
  };
}
