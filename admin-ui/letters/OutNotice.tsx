import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import type { Letter } from './queries.ts';
import { outReason } from './reason.ts';

/** Why an envelope is no longer in its batch. */
export function OutNotice({ letter }: { letter: Letter }) {
  const words = useWords();
  const state = words.code('letterStates', letter.state);
  return (
    <Notice severity="warning">
      {words.t('letters.gone', { state, reason: outReason(letter.state_reason, words) })}
    </Notice>
  );
}
