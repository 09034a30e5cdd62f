import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** Says that there is nothing, why, and what could be done about it. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Box sx={{ py: 8, px: 6, textAlign: 'center', color: 'var(--ink-2)' }}>
      <p>{children}</p>
      {action ? <Box sx={{ mt: 4 }}>{action}</Box> : null}
    </Box>
  );
}
