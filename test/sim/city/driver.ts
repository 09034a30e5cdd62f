import type { DemoDriver } from '../../../api/deps.ts';
import type { Advance } from '../../../api/schemas/demo.ts';
import type { Books } from '../../../activities/books.ts';
import { nudgeDue } from '../../../activities/reconciler.ts';
import { activateRules } from '../../../activities/rule-activation.ts';
import type { Clock } from '../../../domain/clock.ts';
import { problem } from '../../../domain/problem.ts';
import { dateOf } from '../../../domain/time.ts';
import type { Database } from '../../../prisma/database.ts';
import { demoFaces, demoPassword, demoStaff } from '../../../prisma/reference/staff.ts';
import { moveClock } from '../../../records/demo-clock.ts';
import { announce } from '../../../records/event.ts';
import { type City, departments } from './city.ts';
import { type Colleagues, openColleagues } from './colleagues.ts';
import { cutOf } from './files.ts';
import { stopsBetween, type Stop } from './day.ts';
import { takeIn } from './load.ts';
import { dueMornings, nightFiles } from './night.ts';
import { createPace } from './pace.ts';
import { createPaperwork } from './paper.ts';
import { createResidents } from './residents.ts';
import { settled } from './settled.ts';
import type { Api } from './workstation.ts';

export interface DriverDeps {
  db: Database;
  clock: Clock;
  books: Books;
  city: City;
  /** The API, once it is built */
  api: () => Api;
  /** Makes the simulated telephone line so many times as fast; left out when the line is a real one: then colleagues do not call */
  lineSpeed?: (speed: number) => Promise<void>;
  /** Of a move that failed: no personal data */
  log: (words: string, error?: unknown) => void;
  /** Real milliseconds that colleagues may take in a move: a slow machine brings fewer calls */
  budgetMs?: number;
}

export interface CityDriver extends DemoDriver {
  /** For a demo that is left alone: every minute the files of mornings that have passed are sent. Returns how to end it. */
  keepUp(): () => Promise<void>;
  /** Resolves when no move is under way */
  idle(): Promise<void>;
}

const FAST = 200;
const MINUTE_MS = 60_000;
const BUDGET_MS = 13_000;
/** After files and at the end workflows get so long to decide before colleagues go on. */
const SETTLE_MS = 2_500;

/** Plays the demo while its clock moves: the city's nights, residents who pay, colleagues who work through the API (design.md § Time). */
export function createCityDriver(deps: DriverDeps): CityDriver {
  const { db, clock, books, city, log, budgetMs = BUDGET_MS } = deps;
  const residents = createResidents(city);
  const paperwork = createPaperwork();
  let current: Advance | null = null;
  let running = Promise.resolve();
  let nights = Promise.resolve();

  async function show(change: Partial<Advance>): Promise<void> {
    if (current) current = { ...current, ...change };
    await announce(db, { noun: 'demo' });
  }

  async function play(from: Date, target: Date, by: string): Promise<void> {
    const stops = stopsBetween(await books.calendar(db), from, target);
    const pace = createPace(stops, budgetMs);
    const isOpen = stops.some(({ does }) => does !== 'files');
    const colleagues = deps.lineSpeed && isOpen ? await openColleagues(deps.api(), residents, by) : null;
    await deps.lineSpeed?.(FAST);
    try {
      for (const stop of stops) await pace.halt(stop, (budget) => halt(stop, colleagues, budget));
    } finally {
      await deps.lineSpeed?.(1);
    }
    await colleagues?.leave();
    await moveTo(target);
    await show({ at: target, doing: 'decisions' });
    await activateRules(db, target);
    await nudgeDue(db, target);
    await settled(db, SETTLE_MS);
  }

  async function halt({ at, does }: Stop, colleagues: Colleagues | null, budget: number): Promise<void> {
    await moveTo(at);
    await show({ at, doing: does === 'files' ? 'files' : does === 'letters' ? 'letters' : 'colleagues' });
    await activateRules(db, at);
    await nudgeDue(db, at);
    if (does === 'files') {
      await catchUp();
      await nudgeDue(db, at);
      await settled(db, SETTLE_MS);
      return;
    }
    if (!colleagues) return;
    const until = Date.now() + budget;
    const opens = does === 'letters';
    await colleagues.letters(paperwork, at, opens, opens ? budget : budget / 2);
    if (opens) await colleagues.desks(at);
    const calls = await colleagues.call(until - Date.now());
    await show({ calls: (current?.calls ?? 0) + calls });
  }

  /** Real time runs on while the city plays: the clock may have passed a stop by itself. */
  async function moveTo(at: Date): Promise<void> {
    if (at > (await clock.now())) await moveClock(db, clock, at);
  }

  /** One after the other: a file's number is the next one when it is written. */
  function catchUp(): Promise<void> {
    const turn = nights.then(sendDue);
    nights = turn.catch(() => undefined);
    return turn;
  }

  async function sendDue(): Promise<void> {
    const now = await clock.now();
    for (const morning of await dueMornings(db, city, dateOf(now))) {
      if (cutOf(morning) > now) break;
      for (const sender of departments) {
        for await (const file of nightFiles(db, city, sender, morning)) {
          await takeIn(db, clock, file);
          await show({ files: (current?.files ?? 0) + 1 });
        }
      }
    }
  }

  function keepUp(): () => Promise<void> {
    const timer = setInterval(() => {
      if (current?.state === 'running') return;
      catchUp().catch((error: unknown) => log('The night files were not sent', error));
    }, MINUTE_MS);
    return () => {
      clearInterval(timer);
      return nights;
    };
  }

  return {
    keepUp,
    idle: () => running,
    state: () => current,
    logins: {
      password: demoPassword,
      people: demoFaces.flatMap((face) => demoStaff.filter(({ login }) => login === face)),
    },
    advance(from, target, by) {
      if (current?.state === 'running') throw problem('demo_running');
      current = { state: 'running', since: from, at: from, target, doing: null, calls: 0, files: 0 };
      running = play(from, target, by).then(
        () => show({ state: 'done', doing: null }),
        (error: unknown) => {
          log('The demo clock has stopped on its way', error);
          return show({ state: 'failed', doing: null }).catch(() => undefined);
        },
      );
    },
  };
}
