import { Box, Button } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Page } from '../parts/Page.tsx';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import type { ApiProblem } from '../providers/http.ts';
import type { ResultDraft } from './result.ts';

/** The lease has gone: who has it, and that nothing typed was lost. */
export function LostLease({
  problem,
  draft,
  onClose,
}: {
  problem: ApiProblem;
  draft: ResultDraft;
  onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <Page title={t('workspace.title')}>
      <Box sx={{ p: 6, maxWidth: 720, display: 'grid', gap: 4 }}>
        <ProblemAlert problem={problem} />
        {draft.text || draft.messageText ? (
          <Box component="blockquote" sx={{ m: 0, p: 3, border: '1px solid var(--line)', whiteSpace: 'pre-wrap' }}>
            {[draft.text, draft.messageText].filter(Boolean).join('\n')}
          </Box>
        ) : null}
        <Box>
          <Button variant="contained" color="primary" onClick={onClose}>
            {t('workspace.backToQueue')}
          </Button>
        </Box>
      </Box>
    </Page>
  );
}
