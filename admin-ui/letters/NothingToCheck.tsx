import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import { useSession } from '../providers/session.ts';
import { type Round, standing } from './checking.ts';
import type { Letter } from './queries.ts';

/** Why there is no envelope for this person in this round, and who comes next. */
export function NothingToCheck({ letters, round }: { letters: Letter[]; round: Round }) {
  const { t } = useWords();
  const staffId = useSession()?.staff.id ?? '';
  if (letters.length === 0) return null;
  const own = round === 2 && letters.some((letter) => standing(letter, 2, staffId) === 'own');
  const [head, help] =
    round === 1
      ? [t('letters.allFirst'), t('letters.allFirstHelp')]
      : own
        ? [t('letters.onlyOwn'), t('letters.onlyOwnHelp')]
        : [t('letters.noneReady'), t('letters.noneReadyHelp')];
  return (
    <Notice severity={own ? 'warning' : 'info'}>
      <b>{head}</b>
      <br />
      {help}
    </Notice>
  );
}
