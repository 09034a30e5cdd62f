import { Box } from '@mui/material';
import { type ReactNode, Suspense, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useLocation } from 'react-router';
import { useWords } from '../i18n/useWords.ts';
import { useKeyNotes } from '../parts/key-notes.ts';
import { useHotkey } from '../parts/hotkeys.ts';
import { useLiveUpdates } from '../providers/live.ts';
import { Drawer } from './Drawer.tsx';
import { ErrorPage } from './ErrorPage.tsx';
import { KeySheet } from './KeySheet.tsx';
import { Loading } from './Loading.tsx';
import { SkipLink } from './SkipLink.tsx';
import { TopBar } from './TopBar.tsx';
import { useSessionEnd } from './useSessionEnd.ts';

/** The frame of every page: bar 48 px, drawer 148 px, one working surface that scrolls by itself. */
export function Layout({ children }: { children: ReactNode }) {
  const { t, language } = useWords();
  const [keysOpen, setKeysOpen] = useState(false);
  const location = useLocation();
  useLiveUpdates();
  useSessionEnd();
  useHotkey('alt+slash', () => setKeysOpen((open) => !open), { note: t('frame.keySheet'), group: 'frame' });

  return (
    <Box
      lang={language}
      sx={{
        display: 'grid',
        gridTemplate: 'var(--appbar) minmax(0, 1fr) / var(--nav) minmax(0, 1fr)',
        height: '100vh',
        overflow: 'hidden',
      }}
    >
      <SkipLink />
      <TopBar />
      <Drawer onKeys={() => setKeysOpen(true)} />
      <Box
        component="main"
        id="main"
        tabIndex={-1}
        sx={{
          bgcolor: 'var(--paper)',
          minWidth: 0,
          minHeight: 0,
          overflow: 'auto',
          '&:focus-visible': { outline: 0, boxShadow: 'none' },
        }}
      >
        <ErrorBoundary FallbackComponent={ErrorPage} resetKeys={[location.pathname]}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </ErrorBoundary>
      </Box>
      <KeySheet open={keysOpen} onClose={() => setKeysOpen(false)} notes={useKeyNotes()} />
    </Box>
  );
}
