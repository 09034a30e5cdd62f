import { Box, Button } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { ProblemAlert } from '../parts/ProblemAlert.tsx';
import { ApiProblem } from '../providers/http.ts';

/** A page that failed while drawing itself: what to do, and what to tell the administrator. */
export function ErrorPage({ error }: { error?: unknown }) {
  const { t } = useWords();
  return (
    <Box sx={{ p: 6, maxWidth: 720 }} role="alert">
      <h1>{t('frame.crashed')}</h1>
      {error instanceof ApiProblem ? (
        <Box sx={{ my: 4 }}>
          <ProblemAlert problem={error} />
        </Box>
      ) : (
        <>
          <Box component="p" sx={{ my: 3 }}>
            {t('frame.crashedHelp')}
          </Box>
          <Box
            component="pre"
            sx={{
              p: 3,
              mb: 4,
              bgcolor: 'var(--pane)',
              border: '1px solid var(--line)',
              fontSize: 13,
              whiteSpace: 'pre-wrap',
            }}
          >
            {error instanceof Error ? error.message : String(error)}
          </Box>
        </>
      )}
      <Button variant="contained" color="primary" size="large" onClick={() => window.location.reload()}>
        {t('common.reload')}
      </Button>
    </Box>
  );
}
