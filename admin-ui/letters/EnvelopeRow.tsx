import { memo, type ReactNode } from 'react';
import { useWords } from '../i18n/useWords.ts';
import { StateChip } from '../parts/StateChip.tsx';
import type { Round, Standing } from './checking.ts';
import type { Letter } from './queries.ts';

export interface EnvelopeRowProps {
  letter: Letter;
  round: Round | null;
  standing: Standing;
  current: boolean;
  onPick: (id: string) => void;
}

/** One envelope. Memoised: a batch has up to 500 and each check changes one. */
export const EnvelopeRow = memo(function EnvelopeRow({ letter, round, standing, current, onPick }: EnvelopeRowProps) {
  const { t } = useWords();
  return (
    <tr aria-current={current ? 'true' : undefined}>
      <td className="number">{letter.envelope_no ?? '—'}</td>
      <td>
        <button type="button" onClick={() => onPick(letter.id)}>
          {letter.reference_no}
        </button>
      </td>
      <td className="number">
        {letter.page_count === null ? '—' : t('letters.sheetsN', { count: letter.page_count })}
      </td>
      <td>
        <Standing letter={letter} round={round} standing={standing} current={current} />
      </td>
    </tr>
  );
}, sameRow);

function Standing({ letter, round, standing, current }: Omit<EnvelopeRowProps, 'onPick'>): ReactNode {
  const { t, code } = useWords();
  const gone = goneTone(letter.state);
  if (gone) return <StateChip tone={gone}>{code('letterStates', letter.state)}</StateChip>;
  if (round === null) return code('letterStates', letter.state);
  if (standing === 'matched') return <StateChip tone="ok">{t('letters.match')}</StateChip>;
  if (standing === 'own') return <StateChip tone="hold">{t('letters.own')}</StateChip>;
  return current ? <b style={{ color: 'var(--accent)' }}>{t('letters.checkingNow')}</b> : '—';
}

function goneTone(state: string): 'warn' | 'bad' | 'hold' | null {
  if (state === 'pulled') return 'warn';
  if (state === 'spoiled') return 'bad';
  return state === 'refused' ? 'hold' : null;
}

function sameRow(before: EnvelopeRowProps, after: EnvelopeRowProps): boolean {
  return (
    before.letter === after.letter &&
    before.round === after.round &&
    before.standing === after.standing &&
    before.current === after.current
  );
}
