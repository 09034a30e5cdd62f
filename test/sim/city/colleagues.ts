import { workCase } from './colleague.ts';
import type { Paperwork } from './paper.ts';
import type { Residents } from './residents.ts';
import { type Api, sitDown, type Workstation } from './workstation.ts';

export interface Colleagues {
  /** Everybody works cases for so many milliseconds, some at most; returns how many calls were made */
  call(budgetMs: number): Promise<number>;
  /** The letters, by the deputy and pairs of them, for so many milliseconds */
  letters(paperwork: Paperwork, budgetMs: number): Promise<void>;
  leave(): Promise<void>;
}

/** Those who work while the clock moves. operator1 is left to whoever plays. */
const operators = ['operator2', 'operator3', 'operator4', 'operator5', 'operator6', 'operator7'];
const clerks = ['deputy'];
const CASES_A_STOP = 4;

/** They sit down at their places: not who plays (`by`, a login), and nobody who holds a case, because a person does that one's work. */
export async function openColleagues(api: Api, residents: Residents, by: string): Promise<Colleagues> {
  const desks: Workstation[] = [];
  const offices: Workstation[] = [];
  for (const [seat, login] of [...operators, ...clerks].entries()) {
    const desk = login === by ? null : await sitDown(api, login, seat + 2);
    if (!desk) continue;
    if (clerks.includes(login)) offices.push(desk);
    else if ((await desk.get('/api/cases/current')).body === null) desks.push(desk);
  }

  return {
    async call(budgetMs) {
      const until = Date.now() + budgetMs;
      const counts = await Promise.all(desks.map((desk) => workUntil(desk, residents, until)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async letters(paperwork, budgetMs) {
      const [deputy] = offices;
      if (deputy) await paperwork.goOn(deputy, desks, Date.now() + budgetMs);
    },
    async leave() {
      for (const desk of [...desks, ...offices]) await desk.leave();
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
