import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** A key as printed on a keyboard; takes the colour of a filled or outlined button around it. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <Box
      component="kbd"
      sx={{
        font: '400 13px/18px var(--font)',
        px: 1,
        color: 'var(--ink-2)',
        bgcolor: 'var(--paper)',
        border: '1px solid var(--line-2)',
        borderRadius: '3px',
        whiteSpace: 'nowrap',
        '.MuiButton-contained &': { color: '#fff', borderColor: 'rgb(255 255 255 / .7)', bgcolor: 'transparent' },
        '.MuiButton-outlinedPrimary &': { color: 'inherit', borderColor: 'currentColor', bgcolor: 'transparent' },
      }}
    >
      {children}
    </Box>
  );
}
