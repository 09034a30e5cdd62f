import { dateOf, instantAt } from '../../../domain/time.ts';
import { departments } from './city.ts';
import { workDesk } from './clerk.ts';
import { workCase } from './colleague.ts';
import type { Paperwork } from './paper.ts';
import type { Residents } from './residents.ts';
import { type Api, sitDown, type Workstation } from './workstation.ts';

export interface Colleagues {
  /** Everybody works cases for so many milliseconds, some at most; returns how many calls were made */
  call(budgetMs: number): Promise<number>;
  /** The letters, by the deputy and pairs of them, for so many milliseconds; `opens`: the day's batches may be begun */
  letters(paperwork: Paperwork, now: Date, opens: boolean, budgetMs: number): Promise<void>;
  /** The departments' desks, once a day: what came on earlier days is answered */
  desks(now: Date): Promise<void>;
  leave(): Promise<void>;
}

/** Those who work while the clock moves. operator1 is left to whoever plays. */
const operators = ['operator2', 'operator3', 'operator4', 'operator5', 'operator6', 'operator7'];
const CASES_A_STOP = 4;

/** They sit down at their places: not who plays (`by`, a login), and nobody who holds a case, because a person does that one's work. */
export async function openColleagues(api: Api, residents: Residents, by: string): Promise<Colleagues> {
  const logins = [...operators, 'deputy', ...departments].filter((login) => login !== by);
  const sat = await Promise.all(logins.map((login, index) => sitDown(api, login, index + 2)));
  const present = sat.filter((desk) => desk !== null);
  const seated = (group: readonly string[]) => present.filter(({ login }) => group.includes(login));
  const callers: Workstation[] = [];
  for (const desk of seated(operators)) {
    if ((await desk.get('/api/cases/current')).body === null) callers.push(desk);
  }
  const [deputy] = seated(['deputy']);
  let lastDay = '';

  return {
    async call(budgetMs) {
      const until = Date.now() + budgetMs;
      const counts = await Promise.all(callers.map((desk) => workUntil(desk, residents, until)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async letters(paperwork, now, opens, budgetMs) {
      const today = dateOf(now);
      if (deputy) await paperwork.goOn({ deputy, desks: callers, today, opens, until: Date.now() + budgetMs });
    },
    async desks(now) {
      const day = dateOf(now);
      if (day === lastDay) return;
      lastDay = day;
      for (const clerk of seated(departments)) await workDesk(clerk, instantAt(day, '00:00'));
    },
    async leave() {
      for (const desk of present) await desk.leave();
    },
  };
}

async function workUntil(desk: Workstation, residents: Residents, until: number): Promise<number> {
  let calls = 0;
  for (let cases = 0; cases < CASES_A_STOP && Date.now() < until; cases += 1) {
    const worked = await workCase(desk, residents);
    if (worked === 'nothing') break;
    if (worked === 'called') calls += 1;
  }
  return calls;
}
