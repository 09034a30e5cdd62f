import { Box } from '@mui/material';
import type { ReactNode } from 'react';

export interface SectionHeadProps {
  children: ReactNode;
  /** Chips right after the words */
  beside?: ReactNode;
  /** Quiet note or controls at the right end */
  end?: ReactNode;
  level?: 2 | 3;
  id?: string;
}

export function SectionHead({ children, beside, end, level = 2, id }: SectionHeadProps) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 28, mb: 1 }}>
      <Box component={level === 2 ? 'h2' : 'h3'} id={id} sx={{ whiteSpace: 'nowrap' }}>
        {children}
      </Box>
      {beside}
      {end ? (
        <Box
          sx={{
            ml: 'auto',
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            fontSize: 13,
            lineHeight: 1.4,
            color: 'var(--ink-3)',
          }}
        >
          {end}
        </Box>
      ) : null}
    </Box>
  );
}
