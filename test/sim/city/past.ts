import type { Outcome, Session } from '../../../domain/codes.ts';
import type { HistoryRow, PaymentRow } from '../../../domain/exchange-layout.ts';
import { addMonths } from '../../../domain/time.ts';
import { firstFiledOn, settledOn, settledStage } from './arrival.ts';
import type { CityCalendar } from './calendar.ts';
import { Dice } from './chance.ts';
import { type CityLine, type Filed, type Resident, senderOf } from './city.ts';
import { localTime, openingFrom } from './opening-hour.ts';
import { slips } from './purse.ts';
import { reactionTo, type Stimulus } from './reactions.ts';
import { talkWith } from './talk.ts';
import { type LineAnswer, lineAnswer } from './telephone.ts';
import { latestDay, later } from './days.ts';

export interface Past {
  contacts: Filed<HistoryRow>[];
  payments: Filed<PaymentRow>[];
}

interface Asked {
  seed: number;
  today: string;
  calendar: CityCalendar;
  resident: Resident;
  lines: CityLine[];
}

const MONTHS = 6;
/** Between two tries of the predecessor, who had many more to call */
const PAUSE_DAYS = { least: 12, most: 40 } as const;
/** Who cannot be called was written to once in the last four weeks (the rules leave as many between two letters), and in turns before */
const TURN_DAYS = 28;
const EARLIER_TURNS = [112, 56];
const childcareMonths = [2, 3, 9, 10];

/** Six months of the predecessor's contacts with one resident and the payments that followed; `lines` are marked with what was paid. */
export function pastOf({ seed, today, calendar, resident, lines }: Asked): Past {
  const past: Past = { contacts: [], payments: [] };
  const dice = new Dice(seed, 'past', resident.addresseeNo);
  if (resident.temperament.name in blank) return past;
  const listed = lines.map((line) => line.demandDate ?? line.listedOn).toSorted()[0];
  let day = latestDay(addMonths(today, -MONTHS), later(listed ?? today, dice.between(10, 45)));
  let misses = 0;
  let isTexted = false;
  if (resident.phones.length === 0) {
    writeInTurn();
    return past;
  }

  while (day < today) {
    const due = lines.filter((line) => isDunned(line, day));
    const mobile = resident.phones.find(({ kind }) => kind === 'mobile');
    const phone = resident.phones[misses % resident.phones.length]!;
    if (due.length > 0) {
      if (misses < 3) misses = call(phone, sessionAfter(misses)) ? 0 : misses + 1;
      else if (mobile && !isTexted) isTexted = text(mobile.number);
      else misses = letter();
    }
    day = later(day, dice.between(PAUSE_DAYS.least, PAUSE_DAYS.most));
  }
  return past;

  /** Whether somebody answered. */
  function call(phone: Resident['phones'][number], session: Session): boolean {
    const opening = openingFrom(calendar, day, session, dice);
    if (!opening || opening.day >= today) return true;
    const answer = lineAnswer(seed, resident, phone, opening.at, opening.session);
    const isTalk = answer === 'self';
    const talk = talkWith(seed, resident, opening.at);
    const outcome: Outcome = isTalk ? talk.outcome : outcomes[answer];
    day = opening.day;
    for (const receivable of receivablesDue(day)) {
      record(receivable, {
        kind: 'call',
        outcome,
        spokeWith: isTalk ? 'self' : answer === 'household' ? 'household' : null,
        at: localTime(opening.at),
        session: opening.session,
        phone: phone.number,
        text: isTalk && talk.text ? talk.text : null,
      });
      react(stimulusOf(receivable, outcome, talk.promisedFor, talk.share));
    }
    return isTalk || answer === 'household';
  }

  function text(number: string): true {
    const opening = openingFrom(calendar, day, 'weekday', dice);
    if (!opening || opening.day >= today) return true;
    day = opening.day;
    const [receivable] = receivablesDue(day);
    if (!receivable) return true;
    const at = localTime(opening.at);
    record(receivable, { kind: 'sms', outcome: 'sms_accepted', at, session: null, phone: number });
    react({ receivable, kind: 'sms', onDate: day });
    return true;
  }

  function letter(): 0 {
    const receivable = receivablesDue(day).find((code) => code !== 'childcare');
    if (receivable) write(receivable);
    return 0;
  }

  /** One letter about each debt on some weekday of the last weeks, so that the centre's first letters do not fall due on one day. */
  function writeInTurn(): void {
    const turns = Array.from({ length: TURN_DAYS }, (_, index) => later(today, index - TURN_DAYS)).filter(
      (on) => calendar.openingFrom(on, 'weekday')?.day === on,
    );
    for (const receivable of resident.receivables.filter((code) => code !== 'childcare')) {
      const dunned = turns.filter((on) => receivablesDue(on).includes(receivable));
      if (dunned.length === 0) continue;
      const last = dice.pick(dunned);
      for (const before of [...EARLIER_TURNS, 0]) {
        day = later(last, -before);
        if (receivablesDue(day).includes(receivable)) write(receivable);
      }
    }
  }

  function write(receivable: string): void {
    const opening = openingFrom(calendar, day, 'weekday', dice);
    if (!opening || opening.day >= today || resident.dvProtected) return;
    day = opening.day;
    record(receivable, {
      kind: 'letter',
      outcome: 'letter_handed_over',
      at: localTime(opening.at),
      session: null,
      onDate: day,
    });
    react({ receivable, kind: 'letter', onDate: day });
  }

  function receivablesDue(on: string): string[] {
    const month = Number(on.slice(5, 7));
    const codes = lines.filter((line) => isDunned(line, on)).map((line) => line.receivable);
    return [...new Set(codes)].filter((code) => code !== 'childcare' || childcareMonths.includes(month));
  }

  function record(
    receivable: string,
    contact: Pick<HistoryRow, 'kind' | 'outcome' | 'at' | 'session'> & Partial<HistoryRow>,
  ): void {
    const sender = senderOf(receivable);
    const recordNo = `${contact.at.slice(0, 10).replaceAll('-', '')}-${resident.addresseeNo}-${receivable}-${contact.kind}`;
    past.contacts.push({
      sender,
      on: today,
      row: { recordNo, addresseeNo: resident.addresseeNo, receivable, ...contact },
    });
  }

  function stimulusOf(
    receivable: string,
    outcome: Outcome,
    promisedFor: string | null,
    share: number,
  ): Stimulus | null {
    const kind = stimuli[outcome];
    if (!kind) return null;
    const owed = owedOf(receivable).reduce((sum, line) => sum + line.balance, 0);
    const promised = promisedFor ? { on: promisedFor, amount: Math.max(1_000, Math.floor(owed * share)) } : undefined;
    return { receivable, kind, onDate: day, promised };
  }

  function owedOf(receivable: string) {
    return lines
      .filter((line) => line.receivable === receivable && isDunned(line, day))
      .map((line) => ({ ...line, balance: line.assessed - line.paid }));
  }

  /** Payments that come to the city's data after the first day are left for the nights to come. */
  function react(stimulus: Stimulus | null): void {
    const reaction = stimulus && reactionTo(seed, resident, stimulus);
    if (!reaction) return;
    const { receivable } = stimulus;
    const sender = senderOf(receivable);
    for (const row of slips(reaction, receivable, resident.addresseeNo, owedOf(receivable))) {
      const filedOn = firstFiledOn(seed, calendar, row);
      past.payments.push({ sender, on: filedOn, row });
      const isCancelled = row.stage === 'preliminary' && settledStage(seed, row.paymentKey) === 'cancelled';
      const settled = settledOn(calendar, row);
      if (row.stage === 'preliminary' && settled <= today) {
        past.payments.push({ sender, on: settled, row: { ...row, stage: isCancelled ? 'cancelled' : 'final' } });
      }
      if (isCancelled && settled <= today) continue;
      const line = lines.find(({ noticeNo, period }) => noticeNo === row.noticeNo && period === row.period);
      if (line) line.paid += row.amount;
    }
  }
}

/** The cast begins with a clean sheet. */
const blank: Readonly<Record<string, true>> = { silent: true, complainer: true, keeper: true };

const outcomes: Record<Exclude<LineAnswer, 'self'>, Outcome> = {
  household: 'message_left_household',
  machine: 'machine_message',
  busy: 'busy',
  rejected: 'no_answer',
  unreachable: 'no_answer',
  dead: 'dead_number',
  no_answer: 'no_answer',
};

/** What of a contact a resident reacts to; a mere ring leaves no trace. */
export const stimuli: Readonly<Partial<Record<Outcome, Stimulus['kind']>>> = {
  promise: 'promise',
  claims_paid: 'claims_paid',
  talked_no_promise: 'talk',
  callback_requested: 'talk',
  referred: 'talk',
  message_left_household: 'message',
  machine_message: 'message',
  inbound_talk: 'talk',
  sms_accepted: 'sms',
  letter_handed_over: 'letter',
};

function isDunned({ demandDate, assessed, paid }: CityLine, day: string): boolean {
  return assessed > paid && demandDate !== null && demandDate < later(day, -10);
}

function sessionAfter(misses: number): Session {
  return (['weekday', 'evening', 'holiday'] as const)[misses % 3]!;
}
