import { Box } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';
import { Figure } from '../parts/Figure.tsx';
import { SectionHead } from '../parts/SectionHead.tsx';
import type { ExchangeFile } from './ExchangeList.tsx';

/** The dry run's figures: what would change, or what did. */
export function Differences({ file }: { file: ExchangeFile }) {
  const { t } = useWords();
  const running = file.state === 'checking';
  const applied = ['committing', 'committed', 'unchanged'].includes(file.state);
  const figures = [
    ['added', file.added_count],
    ['changed', file.changed_count],
    ['removed', file.removed_count],
    ['parked', file.parked_count],
    ['errors', file.error_count],
  ] as const;
  return (
    <Box>
      <SectionHead end={running ? t('exchange.nothingYet') : null}>
        {t(applied ? 'exchange.differencesDone' : 'exchange.differences')}
      </SectionHead>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(5, 1fr)',
          gap: 4,
          borderTop: '1px solid var(--line)',
          pt: 3,
        }}
      >
        {figures.map(([name, value]) => (
          <Figure key={name} label={t(`exchange.${name}`)} value={running ? '—' : value.toLocaleString()} />
        ))}
      </Box>
      <Box sx={{ mt: 2, fontSize: 13, color: 'var(--ink-2)' }}>
        {file.removed_count > 0 ? <p>{`${t('exchange.removed')}: ${t('exchange.removedHelp')}`}</p> : null}
        {file.parked_count > 0 ? <p>{`${t('exchange.parked')}: ${t('exchange.parkedHelp')}`}</p> : null}
      </Box>
    </Box>
  );
}
