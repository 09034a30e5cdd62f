import { Box } from '@mui/material';
import { Callbacks } from '../home/Callbacks.tsx';
import { NextCase } from '../home/NextCase.tsx';
import { Queue } from '../home/Queue.tsx';
import { Today } from '../home/Today.tsx';
import { useHome } from '../home/useHome.ts';
import { useWords } from '../i18n/useWords.ts';
import { Page, Pane, Panes } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useStatus } from '../providers/status.ts';

/** Nothing is held: the case that comes next with its reason, what was promised to whom, what waits after it. */
export function Idle({ onNext, pending, problem }: { onNext: () => void; pending: boolean; problem: unknown }) {
  const { t } = useWords();
  const left = useStatus()?.counts?.tasks ?? 0;
  const { data: home, error } = useHome();
  return (
    <Page
      title={t('workspace.title')}
      about={t('about.workspace')}
      beside={<span>{t('workspace.waiting', { smart_count: left })}</span>}
    >
      <Panes columns="minmax(0, 1fr) 420px">
        <Pane>
          <Box sx={{ display: 'grid', gap: 6 }}>
            <ProblemAlert problem={problem ?? error} />
            {home ? (
              <>
                <NextCase home={home} onTake={onNext} pending={pending} />
                <Callbacks callbacks={home.callbacks} />
                <Queue queue={home.queue.slice(1)} left={left} />
              </>
            ) : null}
          </Box>
        </Pane>
        <Pane side>{home ? <Today today={home.today} /> : null}</Pane>
      </Panes>
    </Page>
  );
}
