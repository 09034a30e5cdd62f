import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** The foot of a page: what is to be done next, always in sight. */
export function Bar({ children }: { children: ReactNode }) {
  return (
    <Box
      component="footer"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 6,
        px: 6,
        py: 3,
        minHeight: 64,
        borderTop: '1px solid var(--line)',
        bgcolor: 'var(--paper)',
      }}
    >
      {children}
    </Box>
  );
}
