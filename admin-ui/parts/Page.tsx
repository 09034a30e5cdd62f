import { Box } from '@mui/material';
import type { ReactNode } from 'react';

export interface PageProps {
  /** Also the browser's title */
  title: string;
  /** What the page is for, what to do next and why: one quiet line under the title */
  about?: string;
  /** Chips and quiet text beside the title */
  beside?: ReactNode;
  /** Buttons and toggles at the right end */
  end?: ReactNode;
  /** Instead of the 56 px title row (workspace, account) */
  head?: ReactNode;
  children: ReactNode;
}

/** A page of the full height: the title row stays, the body fills the rest and decides what scrolls. */
export function Page({ title, about, beside, end, head, children }: PageProps) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateRows: 'auto minmax(0, 1fr)',
        gridTemplateColumns: 'minmax(0, 1fr)',
        height: '100%',
      }}
    >
      <title>{`${title}｜Oshirase`}</title>
      {head ?? (
        <Box
          component="header"
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 4,
            px: 6,
            height: about ? 62 : 56,
            borderBottom: '1px solid var(--line)',
          }}
        >
          <Box sx={{ minWidth: 0 }}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, whiteSpace: 'nowrap', lineHeight: 1.4 }}>
              <Box component="h1" sx={{ lineHeight: 'inherit' }}>
                {title}
              </Box>
              {beside}
            </Box>
            {about ? (
              <Box component="p" title={about} sx={aboutLine}>
                {about}
              </Box>
            ) : null}
          </Box>
          {end ? (
            <Box sx={{ ml: 'auto', flex: 'none', display: 'flex', alignItems: 'center', gap: 2 }}>{end}</Box>
          ) : null}
        </Box>
      )}
      {children}
    </Box>
  );
}

const aboutLine = {
  fontSize: 13,
  lineHeight: 1.4,
  color: 'var(--ink-2)',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

/** Of what holds a page's content, which scrolls, and the bar below it that says what may be done next. */
export const aboveBar = {
  display: 'grid',
  gridTemplateRows: 'minmax(0, 1fr) auto',
  gridTemplateColumns: 'minmax(0, 1fr)',
  minHeight: 0,
} as const;

/** Panes side by side, cut by 1 px rules: `<Panes columns="352px minmax(0, 1fr) 324px">`. Each pane scrolls by itself. */
export function Panes({ columns, children }: { columns: string; children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: columns,
        minHeight: 0,
        height: '100%',
        '& > * + *': { borderLeft: '1px solid var(--line)' },
      }}
    >
      {children}
    </Box>
  );
}

export interface PaneProps {
  /** Side panes are a shade darker than the main one */
  side?: boolean;
  /** Padding in px, 24 on pages, 16 in the workspace, 0 for own bands */
  pad?: number;
  label?: string;
  /** It has nothing to focus and may scroll: the keyboard must reach it */
  reachable?: boolean;
  /** Column of parts, so that one may stand at the bottom by `mt: 'auto'` */
  column?: boolean;
  children: ReactNode;
}

export function Pane({ side = false, pad = 24, label, column = false, reachable = false, children }: PaneProps) {
  return (
    <Box
      component="section"
      aria-label={label}
      tabIndex={reachable ? 0 : undefined}
      sx={{
        minWidth: 0,
        minHeight: 0,
        overflow: 'auto',
        px: `${pad}px`,
        py: pad === 0 ? 0 : '12px',
        bgcolor: side ? 'var(--pane)' : 'var(--paper)',
        ...(column ? { display: 'flex', flexDirection: 'column' } : {}),
      }}
    >
      {children}
    </Box>
  );
}
