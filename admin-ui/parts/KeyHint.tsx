import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { keyLabel } from './hotkeys.ts';
import { Kbd } from './Kbd.tsx';

/** A quiet line that names a key: `<KeyHint keys="alt+1">は終話後に有効</KeyHint>`. */
export function KeyHint({ keys, children }: { keys: string; children?: ReactNode }) {
  return (
    <Box component="span" sx={{ fontSize: 13, color: 'var(--ink-3)', whiteSpace: 'nowrap' }}>
      <Kbd>{keyLabel(keys)}</Kbd> {children}
    </Box>
  );
}
