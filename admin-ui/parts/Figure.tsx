import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

export interface FigureProps {
  label: ReactNode;
  value: ReactNode;
  /** Small, after the value: unit, plan, share */
  unit?: ReactNode;
  /** Every figure that counts something opens what it counts */
  to?: string;
  /** In a narrow place */
  small?: boolean;
}

/** A key figure with its label. */
export function Figure({ label, value, unit, to, small = false }: FigureProps) {
  return (
    <Box>
      <Box sx={{ fontSize: 13, color: 'var(--ink-2)' }}>{to ? <Link to={to}>{label}</Link> : label}</Box>
      <Box sx={{ fontSize: small ? 22 : 28, fontWeight: 700, lineHeight: 1.3, whiteSpace: 'nowrap' }}>
        {value}
        {unit ? (
          <Box component="span" sx={{ ml: 1, fontSize: 13, fontWeight: 400, color: 'var(--ink-2)' }}>
            {unit}
          </Box>
        ) : null}
      </Box>
    </Box>
  );
}
