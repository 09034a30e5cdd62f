import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { KeyButton } from '../parts/KeyButton.tsx';
import { Page } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { useStatus } from '../providers/status.ts';

/** Nothing is held: what waits, and the one button. */
export function Idle({ onNext, pending, problem }: { onNext: () => void; pending: boolean; problem: unknown }) {
  const { t } = useWords();
  const counts = useStatus()?.counts;
  return (
    <Page title={t('workspace.title')} about={t('about.workspace')}>
      <Box sx={{ display: 'grid', placeContent: 'center', justifyItems: 'center', gap: 5, height: '100%' }}>
        <Box component="p" sx={{ fontSize: 15 }}>
          {t('workspace.waiting', { smart_count: counts?.tasks ?? 0 })}
        </Box>
        <KeyButton
          keys="alt+n"
          note={t('workspace.next')}
          variant="contained"
          color="primary"
          size="large"
          loading={pending}
          onClick={onNext}
        >
          {t('workspace.next')}
        </KeyButton>
        <Box sx={{ minHeight: 60 }}>
          <ProblemAlert problem={problem} />
        </Box>
      </Box>
    </Page>
  );
}
