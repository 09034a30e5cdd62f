import { Box, Button } from '@mui/material';
import { Link, useParams } from 'react-router';
import { useWords } from '../../i18n/useWords.ts';
import { aboveBar, Page, Pane, Panes } from '../../parts/Page.tsx';
import { PageUnread } from '../../parts/PageUnread.tsx';
import { StateChip } from '../../parts/StateChip.tsx';
import { Effect } from './Effect.tsx';
import { Terms } from './Terms.tsx';
import { TrialBar } from './TrialBar.tsx';
import { useTrial } from './trials.ts';

/** 比較試行 (G5): both arms side by side, what was agreed, and what may be done now. */
export function TrialPage() {
  const { t, code } = useWords();
  const { id = '' } = useParams();
  const { data: trial, error } = useTrial(id);
  if (!trial)
    return (
      <PageUnread title={t('trial.title')} problem={error} back={{ to: '/rules/trials', label: t('trial.list') }} />
    );
  const isOver = trial.state === 'ended' || trial.state === 'discarded';
  return (
    <Page
      title={t('trial.title')}
      about={t('trial.about')}
      beside={
        <>
          {trial.receivable_name}{' '}
          {t('trial.versions', { champion: trial.champion_version, challenger: trial.challenger_version })}
          <StateChip tone={trial.state === 'running' ? 'ok' : isOver ? 'plain' : 'info'}>
            {code('trialStates', trial.state)}
          </StateChip>
        </>
      }
      end={
        <Button component={Link} to="/rules/trials">
          {t('trial.list')}
        </Button>
      }
    >
      <Box sx={aboveBar}>
        <Panes columns="minmax(0, 1fr) 400px">
          <Pane reachable label={t('trial.effect')}>
            <Effect trial={trial} />
          </Pane>
          <Pane side reachable label={t('trial.terms')}>
            <Terms trial={trial} />
          </Pane>
        </Panes>
        {isOver ? null : <TrialBar trial={trial} />}
      </Box>
    </Page>
  );
}
