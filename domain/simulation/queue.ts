import type { Opening } from '../calendar.ts';
import type { AccountFacts } from '../facts.ts';
import { latest } from '../plan/moments.ts';
import { addDays, dateOf, instantAt, type PlainDate } from '../time.ts';
import { type Capacity, seatsIn } from './capacity.ts';
import { HANDED_OVER_AT, Life, type Request } from './life.ts';
import type { Stretch, Surroundings } from './live.ts';
import { type DayLoad, emptyLoad } from './load.ts';

/** An account that waits for a seat or for the printer. */
interface Waiting {
  accountId: string;
  read: () => AccountFacts;
  /** Null while it stands at its first request: its life up to there is lived again from its facts when something happens to it */
  life: Life | null;
  request: Request;
  wake: Date | null;
  /** How much of what went out is counted */
  counted: number;
  /** Its session came, or the printer's time, and there was no room */
  passedOver: boolean;
}

/**
 * What the centre can do for all accounts under one version, day by day: the seats of a session make the calls that are due in the order of the
 * operators' queue, the printer the letters in the order in which they were asked for, and what is left over waits for the next day. An account
 * that is never served is held as its facts' text only: of a book that calls everybody today few are.
 */
export class Queue {
  readonly #surroundings: Surroundings;
  readonly #stretch: Stretch;
  readonly #loads = new Map<PlainDate, DayLoad>();
  /** Due on a later day */
  readonly #coming = new Map<PlainDate, Waiting[]>();
  readonly #wakes = new Map<PlainDate, Waiting[]>();
  #calls: Waiting[] = [];
  #letters: Waiting[] = [];

  constructor(surroundings: Surroundings, stretch: Stretch) {
    this.#surroundings = surroundings;
    this.#stretch = stretch;
    for (let day = dateOf(stretch.from); day <= stretch.to; day = addDays(day, 1))
      this.#loads.set(day, emptyLoad(day, surroundings.calendar.patternOf(day)));
  }

  /** An account at the first thing that it waits for; `read` gives its facts at the beginning again. */
  add(life: Life, read: () => AccountFacts, accountId: string): void {
    const counted = this.#count(life, 0);
    const { request, wake } = life;
    if (request) this.#put({ accountId, read, life: null, request, wake, counted, passedOver: false });
  }

  /** Lives all days. */
  run(capacity: Capacity): DayLoad[] {
    const { calendar } = this.#surroundings;
    for (const [day, load] of this.#loads) {
      const openings = calendar.openingsOf(day);
      this.#arrive(day);
      for (const opening of openings) {
        this.#wakeUp(day, opening.from);
        this.#call(opening, seatsIn(capacity, opening, openings));
      }
      this.#wakeUp(day, instantAt(day, HANDED_OVER_AT));
      if (openings.length > 0) this.#print(day, capacity.letters_a_day);
      this.#wakeUp(day, instantAt(day, '24:00'));
      load.calls_waiting = this.#calls.filter(isPassedOver).length;
      load.letters_waiting = this.#letters.filter(isPassedOver).length;
    }
    return [...this.#loads.values()];
  }

  /** What became due on that day joins the queue. */
  #arrive(day: PlainDate): void {
    const coming = this.#coming.get(day);
    if (!coming) return;
    this.#coming.delete(day);
    for (const waiting of coming) (waiting.request.act === 'call' ? this.#calls : this.#letters).push(waiting);
    this.#calls.sort(byPriority);
    this.#letters.sort(byDue);
  }

  /** Who becomes due in the same session by being called is called in it too. */
  #call(opening: Opening, seats: number): void {
    const day = dateOf(opening.from);
    const isMet = ({ request: { due, session } }: Waiting) =>
      due < opening.to && (session === 'any' || session === opening.session);
    for (let left = seats; left > 0; this.#arrive(day)) {
      const served = this.#calls.filter(isMet).slice(0, left);
      if (served.length === 0) return;
      this.#leave(served);
      for (const waiting of served) this.#make(waiting, latest(waiting.request.due, opening.from));
      left -= served.length;
    }
    passOver(this.#calls.filter(isMet));
  }

  #print(day: PlainDate, most: number): void {
    const at = instantAt(day, HANDED_OVER_AT);
    const due = this.#letters.filter(({ request }) => request.due <= at);
    const served = due.slice(0, most);
    passOver(due.slice(most));
    this.#leave(served);
    for (const waiting of served) this.#make(waiting, at);
    this.#arrive(day);
  }

  #make(waiting: Waiting, at: Date): void {
    const life = this.#lifeOf(waiting);
    life.make(at);
    this.#goOn(waiting, life);
  }

  /** Time alone changes what some of the waiting wait for: a hold begins, a line is time-barred. */
  #wakeUp(day: PlainDate, until: Date): void {
    const sleeping = this.#wakes.get(day) ?? [];
    const woken = sleeping.filter(({ wake }) => wake !== null && wake <= until);
    if (woken.length === 0) return;
    this.#wakes.set(
      day,
      sleeping.filter(({ wake }) => wake !== null && wake > until),
    );
    const changed: { waiting: Waiting; life: Life }[] = [];
    for (const waiting of woken) {
      const life = this.#lifeOf(waiting);
      if (life.waitUntil(until)?.id !== waiting.request.id) {
        changed.push({ waiting, life });
        continue;
      }
      Object.assign(waiting, { life, wake: life.wake });
      this.#mindWake(waiting);
    }
    this.#leave(changed.map(({ waiting }) => waiting));
    for (const { waiting, life } of changed) this.#goOn(waiting, life);
    this.#arrive(day);
  }

  #goOn({ accountId, read, counted: before }: Waiting, life: Life): void {
    const counted = this.#count(life, before);
    const { request, wake } = life;
    if (request) this.#put({ accountId, read, life, request, wake, counted, passedOver: false });
  }

  #put(waiting: Waiting): void {
    const { act, due } = waiting.request;
    const day = dateOf(due);
    const load = this.#loads.get(day);
    if (!load) return;
    load[act === 'call' ? 'calls_due' : 'letters_due'] += 1;
    entriesOf(this.#coming, day).push(waiting);
    this.#mindWake(waiting);
  }

  #mindWake(waiting: Waiting): void {
    if (waiting.wake) entriesOf(this.#wakes, dateOf(waiting.wake)).push(waiting);
  }

  #leave(leaving: readonly Waiting[]): void {
    const gone = new Set(leaving);
    for (const waiting of leaving) waiting.wake = null;
    const stays = (waiting: Waiting) => !gone.has(waiting);
    this.#calls = this.#calls.filter(stays);
    this.#letters = this.#letters.filter(stays);
  }

  #lifeOf({ life, read }: Waiting): Life {
    return life ?? new Life(read(), this.#surroundings, this.#stretch);
  }

  /** What went out since; returns how much that is in all. */
  #count({ outward }: Life, from: number): number {
    for (const { day, act } of outward.slice(from)) {
      const load = this.#loads.get(day);
      if (load) load[columns[act]] += 1;
    }
    return outward.length;
  }
}

const isPassedOver = ({ passedOver }: Waiting) => passedOver;

function passOver(waiting: readonly Waiting[]): void {
  for (const each of waiting) each.passedOver = true;
}

const columns = { call: 'calls', sms: 'sms', letter: 'letters', hand_over: 'hand_overs' } as const;

function entriesOf(days: Map<PlainDate, Waiting[]>, day: PlainDate): Waiting[] {
  const entries = days.get(day);
  if (entries) return entries;
  const fresh: Waiting[] = [];
  days.set(day, fresh);
  return fresh;
}

/** As operators are given their next case (records/lease.ts). */
function byPriority(left: Waiting, right: Waiting): number {
  return right.request.priority - left.request.priority || byDue(left, right);
}

function byDue(left: Waiting, right: Waiting): number {
  return Number(left.request.due) - Number(right.request.due) || (left.accountId < right.accountId ? -1 : 1);
}
