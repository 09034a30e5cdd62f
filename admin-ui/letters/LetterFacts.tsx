import { Link } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { LabelCell, LabelForm } from '../parts/LabelForm.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Yen } from '../parts/Yen.tsx';
import type { Letter } from './queries.ts';

/** One letter as the list knows it, with both checks. */
export function LetterFacts({ letter }: { letter: Letter }) {
  const { t, code } = useWords();
  return (
    <LabelForm head={96}>
      <LabelCell head={t('letters.reference')}>
        <Link to={`/accounts/${letter.account_id}/show`} style={{ fontFamily: 'var(--mono)' }}>
          {letter.reference_no}
        </Link>
      </LabelCell>
      <LabelCell head={t('letters.who')}>{letter.name}</LabelCell>
      <LabelCell head={t('common.amount')}>
        <Yen amount={letter.total} unit />　{t('common.cases', { smart_count: letter.lines })}
      </LabelCell>
      <LabelCell head={t('common.state')}>
        {code('letterStates', letter.state)}　<Moment at={letter.state_at} />
      </LabelCell>
      {letter.checks.map((check) => (
        <LabelCell key={check.round} head={t(check.round === 1 ? 'letters.round1' : 'letters.round2')}>
          {code('checkResults', check.result)}　{check.name} <Moment at={check.checked_at} />
        </LabelCell>
      ))}
    </LabelForm>
  );
}
