import type { Reason } from '../codes.ts';
import type { Decision } from '../decision.ts';
import type { LetterFact, TaskFact } from '../facts.ts';
import type { Context } from './context.ts';
import { act, wait } from './decision.ts';
import { whyNot } from './reason.ts';

/** A lease ends by real time, which no fact tells. */
const LEASED_LOOK_AGAIN_MS = 15 * 60_000;
const beforeHandOver: readonly LetterFact['state'][] = ['planned', 'in_batch', 'rendered', 'printed', 'verified'];

export interface Pointless {
  call: boolean;
  callback: boolean;
  letter: boolean;
}

/** Call-backs and letters stay. */
export const onlyTheCall: Pointless = { call: true, callback: false, letter: false };

/**
 * Takes back, one by one, what has become pointless: open tasks and letters that have not left the centre. A task that somebody works on
 * is not withdrawn (the gate refuses the ring); the plan looks again after a while. Null when nothing of it is left.
 */
export function takeBack(context: Context, what: Pointless, reasons: Reason[]): Decision | null {
  const tasks = openTasks(context).filter(
    ({ kind }) => (kind === 'call' && what.call) || (kind === 'callback' && what.callback),
  );
  const free = tasks.find((task) => !task.leased);
  if (free) return act(context, { kind: 'withdrawTask', taskId: free.id }, reasons);
  const letter = what.letter ? letterUnderWay(context) : null;
  if (letter) return act(context, { kind: 'pullLetter', letterId: letter.id }, reasons);
  return tasks.length > 0 ? waitForLease(context, reasons) : null;
}

/** Looks again after a while. */
export function waitForLease(context: Context, reasons: Reason[]): Decision {
  const until = new Date(context.now.getTime() + LEASED_LOOK_AGAIN_MS);
  return wait(context, 'call_task', [...reasons, whyNot('task_leased')], until);
}

export function openTasks({ facts }: Context): TaskFact[] {
  return facts.tasks.filter(({ state }) => state === 'open');
}

export function openTask(context: Context, kind: TaskFact['kind']): TaskFact | null {
  return openTasks(context).find((task) => task.kind === kind) ?? null;
}

export function letterUnderWay({ facts }: Context): LetterFact | null {
  return facts.letters.find(({ state }) => beforeHandOver.includes(state)) ?? null;
}
