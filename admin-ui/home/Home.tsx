import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Figure } from '../parts/Figure.tsx';
import { Page } from '../parts/Page.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import { useStatus } from '../providers/status.ts';

const figures = [
  ['tasks', 'tasks', '/workspace'],
  ['callbacks', 'callbacks', '/workspace'],
  ['callbacksOverdue', 'callbacks_overdue', '/workspace'],
  ['noResult', 'no_result', '/workspace'],
  ['promises', 'promises', '/promises'],
  ['letters', 'letters', '/letters'],
  ['messages', 'messages', '/messages'],
] as const;

/** 本日の業務: what waits, each figure a link to it. */
export function Home() {
  const { t } = useWords();
  const counts = useStatus()?.counts;
  return (
    <Page title={t('home.title')}>
      <Box sx={{ p: 6 }}>
        <SectionHead>{t('home.others')}</SectionHead>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'repeat(4, 1fr)',
            gap: 4,
            borderTop: '1px solid var(--line)',
            pt: 3,
          }}
        >
          {figures.map(([word, count, to]) => (
            <Figure key={word} label={t(`home.${word}`)} value={counts?.[count] ?? '—'} to={to} />
          ))}
        </Box>
      </Box>
    </Page>
  );
}
