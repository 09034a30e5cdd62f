import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Notice } from '../parts/Notice.tsx';
import { Progress } from '../parts/Progress.tsx';
import { useCan, useSession } from '../providers/session.ts';
import { CheckActs } from './CheckActs.tsx';
import { type Round, standing } from './checking.ts';
import { NothingToCheck } from './NothingToCheck.tsx';
import { OutNotice } from './OutNotice.tsx';
import type { Letter } from './queries.ts';
import { WindowView } from './WindowView.tsx';
import { Moment } from '../parts/Moment.tsx';

export interface CheckPaneProps {
  letters: Letter[];
  current: Letter | undefined;
  round: Round;
  batchId: string;
  onPick: (id: string) => void;
  onDone: (letter: Letter) => void;
}

/** 封入確認 of one envelope: what the window must show, and the person's word on it. */
export function CheckPane({ letters, current, round, batchId, onPick, onDone }: CheckPaneProps) {
  const { t } = useWords();
  const staffId = useSession()?.staff.id ?? '';
  const mayCheck = useCan('check', 'letter');
  const checked = letters.filter((letter) => ['matched', 'gone'].includes(standing(letter, round, staffId))).length;
  if (!mayCheck) return <Notice severity="info">{t('letters.readOnly')}</Notice>;
  if (!current) return <NothingToCheck letters={letters} round={round} />;
  const first = current.checks.find((check) => check.round === 1);
  const state = standing(current, round, staffId);
  return (
    <Box key={current.id}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 4 }}>
        <Box component="span" sx={{ fontSize: 16, whiteSpace: 'nowrap' }}>
          <Box component="b" sx={{ fontSize: 28, lineHeight: '36px' }}>
            {current.envelope_no}
          </Box>
          ／{letters.length}
        </Box>
        <Box component="h2" sx={{ font: '700 26px/36px var(--mono)', letterSpacing: '.04em' }}>
          {current.reference_no}
        </Box>
        {first ? (
          <Box component="span" sx={{ ml: 'auto', fontSize: 13, color: 'var(--ink-2)', whiteSpace: 'nowrap' }}>
            {t('letters.filledBy', { name: first.name })} <Moment at={first.checked_at} timeOnly />
          </Box>
        ) : null}
      </Box>
      <Box sx={{ mt: 1, mb: '14px' }}>
        <Progress
          label={t(round === 1 ? 'letters.first' : 'letters.second')}
          done={checked}
          total={letters.length}
          bare
        />
      </Box>
      {state === 'gone' ? (
        <OutNotice letter={current} />
      ) : (
        <>
          <WindowView letter={current} letters={letters} onPick={onPick} />
          <CheckActs letter={current} round={round} standing={state} batchId={batchId} onDone={onDone} />
        </>
      )}
    </Box>
  );
}
