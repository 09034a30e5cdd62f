import { Box, LinearProgress } from '@mui/material';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/useWords.ts';

const PATIENCE_MS = 300;

/** Nothing for a moment, then a bar: most answers come before it would be read. */
export function Loading() {
  const { t } = useWords();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Box sx={{ height: 2 }}>{slow ? <LinearProgress aria-label={t('common.loading')} sx={{ height: 2 }} /> : null}</Box>
  );
}
