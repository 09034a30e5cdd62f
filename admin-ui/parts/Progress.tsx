import { Box, LinearProgress } from '@mui/material';
import { useWords } from '../i18n/useWords.ts';

export interface ProgressProps {
  label: string;
  done: number;
  total: number;
  /** Without the figures under the bar */
  bare?: boolean;
}

export function Progress({ label, done, total, bare = false }: ProgressProps) {
  const { t } = useWords();
  const share = total === 0 ? 0 : Math.min(100, (done / total) * 100);
  return (
    <Box>
      <LinearProgress variant="determinate" value={share} aria-label={label} />
      {bare ? null : (
        <Box sx={{ display: 'flex', justifyContent: 'space-between', mt: 1, fontSize: 13, color: 'var(--ink-2)' }}>
          <span>{label}</span>
          <span style={{ flex: 'none' }}>{t('common.progress', { done, total })}</span>
        </Box>
      )}
    </Box>
  );
}
