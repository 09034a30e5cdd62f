import { Box } from '@mui/material';
import type { ReactNode } from 'react';

/** The product's basic form, as on an office form: grey head at the left, content at the right, hairlines. Holds `LabelCell`s. */
export function LabelForm({ children, head = 84 }: { children: ReactNode; head?: number }) {
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        // As wide as said, or as its longest word: a word never runs into the content.
        gridTemplateColumns: `minmax(${head}px, min-content) minmax(0, 1fr)`,
        borderTop: '1px solid var(--line)',
        bgcolor: 'var(--paper)',
      }}
    >
      {children}
    </Box>
  );
}

export interface LabelCellProps {
  head: ReactNode;
  children: ReactNode;
  /** Accent for なぜ and なぜ今, strong for なぜしない */
  tone?: 'accent' | 'strong';
  /** Buttons, inputs and toggles: less padding, items in one row */
  controls?: boolean;
}

export function LabelCell({ head, children, tone, controls = false }: LabelCellProps) {
  return (
    <>
      <Box
        component="dt"
        sx={{
          ...cell,
          display: 'flex',
          alignItems: controls ? 'center' : undefined,
          bgcolor: 'var(--label)',
          color: tone === 'accent' ? 'var(--accent)' : 'var(--ink-2)',
          fontWeight: tone ? 700 : 400,
          fontSize: 13,
        }}
      >
        {head}
      </Box>
      <Box
        component="dd"
        sx={
          controls
            ? { ...cell, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '6px', p: '3px 0 3px 8px' }
            : cell
        }
      >
        {children}
      </Box>
    </>
  );
}

const cell = { p: '4px 8px', minHeight: 28, lineHeight: '20px', borderBottom: '1px solid var(--line)' } as const;
