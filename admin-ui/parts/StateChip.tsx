import CheckOutlined from '@mui/icons-material/CheckOutlined';
import ErrorOutlineOutlined from '@mui/icons-material/ErrorOutlineOutlined';
import InfoOutlined from '@mui/icons-material/InfoOutlined';
import PauseOutlined from '@mui/icons-material/PauseOutlined';
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { Box } from '@mui/material';
import type { ReactNode } from 'react';

export type Tone = 'ok' | 'warn' | 'bad' | 'hold' | 'info' | 'plain';

export interface StateChipProps {
  tone: Tone;
  /** The word; colour never speaks alone */
  children: ReactNode;
  /** Instead of the tone's own icon */
  icon?: SvgIconComponent;
}

const icons: Record<Tone, SvgIconComponent | null> = {
  ok: CheckOutlined,
  warn: WarningAmberOutlined,
  bad: ErrorOutlineOutlined,
  hold: PauseOutlined,
  info: InfoOutlined,
  plain: null,
};

export function StateChip({ tone, icon, children }: StateChipProps) {
  const Icon = icon ?? icons[tone];
  const plain = tone === 'plain';
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: '4px',
        height: 22,
        px: '7px',
        fontSize: 13,
        lineHeight: 1,
        borderRadius: '3px',
        whiteSpace: 'nowrap',
        verticalAlign: 'middle',
        border: '1px solid',
        borderColor: plain ? 'var(--line-2)' : 'transparent',
        bgcolor: plain ? 'transparent' : `var(--${tone === 'info' ? 'accent' : tone}-soft)`,
        color: plain ? 'var(--ink-2)' : `var(--${tone === 'info' ? 'accent' : tone})`,
      }}
    >
      {Icon ? <Icon sx={{ fontSize: 14 }} aria-hidden /> : null}
      {children}
    </Box>
  );
}
