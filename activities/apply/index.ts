import type { Act } from '../../domain/decision.ts';
import type { Applied, Applying } from './applying.ts';
import { closeEpisode, enterStep } from './episode.ts';
import { handOff } from './hand-off.ts';
import { pullLetter, requestLetter } from './letter.ts';
import { judgePromise } from './promise.ts';
import { planSms } from './sms.ts';
import { openCallTask, withdrawTask } from './task.ts';
import { closeWindow } from './window.ts';

/** Does one act of a decision in its transaction. */
export async function applyAct(act: Exclude<Act, { kind: 'wait' }>, applying: Applying): Promise<Applied> {
  switch (act.kind) {
    case 'enterStep':
      return enterStep(applying, act);
    case 'openCallTask':
      return openCallTask(applying, act);
    case 'withdrawTask':
      return withdrawTask(applying, act);
    case 'sendSms':
      return planSms(applying, act);
    case 'requestLetter':
      return requestLetter(applying, act);
    case 'pullLetter':
      return pullLetter(applying, act);
    case 'judgePromise':
      return judgePromise(applying, act);
    case 'handOff':
      return handOff(applying, act);
    case 'closeWindow':
      return closeWindow(applying, act);
    case 'closeEpisode':
      return closeEpisode(applying, act);
  }
}
